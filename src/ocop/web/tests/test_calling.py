"""What an office does with the radar: reminds once, drafts inside the window, writes a letter to each producer (QĐ 26/2026, Đ.7.6.a)."""

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from ocop.dossiers.models import Dossier
from ocop.ledger.models import AuditEntry
from ocop.notices.models import Notice
from ocop.people.models import Role, UserAccount
from ocop.products.models import Product
from ocop.recognition.tests.builders import certificate
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TODAY = timezone.localdate()


def running_out(days: int, user: UserAccount | None = None, of: Any = None) -> Product:
    product = builders.product(of or builders.producer(user=user))
    last = TODAY + timedelta(days=days)
    certificate(product, issued_on=last - timedelta(days=1096), expires_on=last)
    return product


def officer() -> UserAccount:
    return builders.account(Role.PROVINCIAL_OFFICER, builders.province())


def press(by: UserAccount, step: str, *products: Product) -> str:
    ticked = {"viec": step, "san-pham": [one.pk for one in products], "loc": "han=12"}
    return builders.browser(by).post(reverse("web:call_producers"), ticked, follow=True).content.decode()


def test_a_star_is_called_once_by_whichever_office() -> None:
    user = builders.account("producer_user")
    product, alone = running_out(150, user), running_out(100)
    text = press(officer(), "nhac", product, alone)
    assert "đã nhắc 1 người." in text
    assert "Chủ thể chưa có tài khoản" in text
    assert "đã được nhắc trước đây" in press(builders.account("commune_officer", builders.commune()), "nhac", product)
    assert Notice.objects.filter(recipient=user, kind="renewal_reminder").count() == 1
    assert AuditEntry.objects.filter(action="renewal_reminded").count() == 1


def test_an_office_drafts_a_renewal_inside_the_window_and_does_not_read_it() -> None:
    user = builders.account("producer_user")
    by, product = officer(), running_out(150, user)
    early = running_out(300, user, product.producer)
    text = press(by, "nhap", product, early)
    assert "đã lập bản nháp và báo chủ thể." in text
    made = Dossier.objects.get()
    assert (made.product, made.dossier_type, made.state, made.created_by) == (product, "re_recognition", "draft", by)
    assert Notice.objects.get(recipient=user, kind="renewal_drafted")
    assert "đã có hồ sơ phân hạng lại." in press(by, "nhap", product)
    assert Dossier.objects.count() == 1
    address = reverse("filing:detail", args=[made.pk])
    assert [builders.browser(one).get(address).status_code for one in (user, by)] == [200, 404]


def test_nothing_happens_outside_the_territory_or_the_office() -> None:
    product = running_out(150, builders.account("producer_user"))
    far = builders.account(Role.PROVINCIAL_OFFICER, builders.province("42", "Hà Tĩnh"))
    assert "trong địa bàn của bạn" in press(far, "nhac", product)
    chair = builders.browser(builders.account("provincial_chair", builders.province()))
    assert chair.post(reverse("web:call_producers"), {"viec": "nhac", "san-pham": [product.pk]}).status_code == 403
    assert not Notice.objects.exists()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_letter_for_each_producer_names_all_of_its_stars(form: str) -> None:
    first, second = builders.producer(name="Hợp tác xã Chè Một"), builders.producer(name="Hộ kinh doanh Bánh Hai")
    products = [running_out(150, of=first), running_out(60, of=first), running_out(200, of=second)]
    answer = builders.browser(officer()).get(reverse("web:radar_letters", args=[form]), {"han": "12"})
    assert answer.status_code == 200
    text, pages = read(answer.content, form)
    assert pages == 2
    assert text.count("Kính gửi") == 2
    for words in (first.name, second.name, *(one.name for one in products)):
        assert words in text
    assert "lập hồ sơ đánh giá lần đầu" in text  # 60 days before its end the window is over


def read(content: bytes, form: str) -> tuple[str, int]:
    """The words of a file, and how many letters it has."""
    if form == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages), len(pages)
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in document.paragraphs), *cells]), len(document.sections)


def test_a_list_without_anybody_to_write_to_says_so() -> None:
    answer = builders.browser(officer()).get(reverse("web:radar_letters", args=["docx"]))
    assert answer.status_code == 403
    assert "không có chủ thể nào cần thư" in answer.content.decode()
