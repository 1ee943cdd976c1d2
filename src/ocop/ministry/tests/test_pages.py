"""Pages of packages: what each side sees, refused forms keep what was typed, lists ask a fixed number of queries."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import Dossier
from ocop.ministry.models import SubmissionPackage
from ocop.ministry.operations import ask_province
from ocop.recognition.tests.builders import AT, certificate, officer
from tests import builders as make

from .world import approved, browser, central_officer, received, sent

pytestmark = pytest.mark.django_db
LIST = "ministry:packages"


def body(client: Client, name: str, *arguments: int) -> str:
    return client.get(reverse(name, args=arguments)).content.decode()


def test_the_province_finds_what_to_send_and_the_missing_part_by_name() -> None:
    dossier, client = approved(report=False), browser(officer())
    assert dossier.product.name in body(client, LIST)
    page = body(client, "ministry:send", dossier.pk)
    assert "Chưa có báo cáo đã ký của Tổ tư vấn." in page
    assert 'name="letter_number"' not in page


def test_a_refused_letter_keeps_what_was_typed() -> None:
    dossier, client = approved(), browser(officer())
    typed = {"letter_number": "77/UBND-NN", "letter_on": "01/01/2030", "samples_sent": "5"}
    answer = client.post(reverse("ministry:send", args=[dossier.pk]), typed)
    assert answer.status_code == 422
    assert "77/UBND-NN" in answer.content.decode()
    assert not SubmissionPackage.objects.exists()


def test_both_sides_read_the_package_and_its_letter_on_paper() -> None:
    package = received()
    for reader in (officer(), central_officer()):
        page = body(browser(reader), "ministry:package", package.pk)
        assert "Báo cáo số 12/BC-TTV ngày 01/12/2026" in page
        assert "Số 001/2026" in page
        paper = browser(reader).get(reverse("ministry:package_paper", args=[package.pk, "docx"]))
        assert paper.status_code == 200
    far = make.account("provincial_officer", make.province("42", "Hà Tĩnh"))
    assert browser(far).get(reverse("ministry:package", args=[package.pk])).status_code == 404


def test_the_province_reads_what_the_ministry_asks_where_it_answers() -> None:
    package = received()
    due = timezone.localdate().replace(year=2030)
    ask_province(package, message="Thiếu phiếu kiểm nghiệm chì.", due_on=due, by=central_officer(), at=AT)
    client = browser(officer())
    assert "Thiếu phiếu kiểm nghiệm chì." in body(client, "ministry:answer", package.pk)
    answer = client.post(reverse("ministry:answer", args=[package.pk]), {"answer": "", "letter_number": "3/UBND"})
    assert answer.status_code == 422
    assert "3/UBND" in answer.content.decode()


@pytest.mark.parametrize("who", [officer, central_officer])
def test_the_list_asks_the_same_queries_for_one_package_as_for_three(
    who: Any, django_assert_max_num_queries: Any
) -> None:
    sent()
    client = browser(who())
    body(client, LIST)
    with django_assert_max_num_queries(50) as one:
        body(client, LIST)
    for number in ("1901/QĐ-UBND", "1902/QĐ-UBND"):
        sent(product=make.product(), number=number)
    with django_assert_max_num_queries(len(one)):
        assert body(client, LIST).count("main-cell") >= 3


def test_an_empty_list_says_when_something_comes() -> None:
    assert "Hồ sơ hiện ở đây khi tỉnh gửi văn bản đề nghị." in body(browser(central_officer()), LIST)
    assert browser(make.account("producer_user")).get(reverse(LIST)).status_code == 403


def test_a_package_of_a_revoked_star_waits_for_nobody_and_says_why() -> None:
    """A star that is revoked while its dossier is at the ministry stops it (Đ.8); the package stays to be read."""
    package = received()
    ask_province(
        package, message="Thiếu phiếu.", due_on=timezone.localdate().replace(year=2030), by=central_officer(), at=AT
    )
    Dossier.objects.filter(pk=package.dossier_id).update(state="stopped", dossier_type="upgrade", target_star=5)
    ended = {"ended_on": timezone.localdate(), "end_reason": "revoked"}
    certificate(package.dossier.product, **ended)
    client = browser(central_officer())
    page = body(client, "ministry:package", package.pk)
    assert "đã bị thu hồi ngày" in page
    assert "Hạn tỉnh trả lời" not in page
    assert reverse("reviewing:review", args=[package.dossier_id]) not in page
    assert package.dossier.product.name not in client.get(reverse(LIST), {"loc": "cho-tiep-nhan"}).content.decode()
