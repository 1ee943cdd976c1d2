"""A renewal at the province (Đ.7.6.c, g): no round, the office's report, 45 days, then the council."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier, DossierState, OfficeReport
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import verify_chain
from ocop.reviewing.operations.renewing import StaleOfficeReportError, save_office_report, sign_office_report
from ocop.reviewing.operations.rounds import accept_into_round, receive_at_province
from tests.kept_table import unnoticed

from .reviewing_world import NINE, World, on

pytestmark = pytest.mark.django_db
WORDS = {
    "checked": "Đủ thành phần.",
    "changes": "Thêm dây chuyền sấy.",
    "visit_findings": "",
    "proposal": "Đề nghị giữ 4 sao.",
}
SIGNING = on(date(2026, 9, 21))


def renewal(world: World) -> Dossier:
    """A renewal that the commune proposed on 7/9/2026 and the province received on 14/9/2026."""
    dossier = world.proposed()
    Dossier.objects.filter(pk=dossier.pk).update(dossier_type="re_recognition", target_star=4)
    dossier.refresh_from_db()
    receive_at_province(dossier, by=world.office, at=on(date(2026, 9, 14)))
    dossier.refresh_from_db()
    return dossier


def reported(world: World) -> Dossier:
    dossier = renewal(world)
    save_office_report(dossier, words=WORDS, visited_on=None, version=0, by=world.office, at=SIGNING)
    return dossier


def test_the_province_has_45_days_from_the_complete_file() -> None:
    assert renewal(World()).due_on == date(2026, 10, 29)


def test_a_renewal_enters_no_round() -> None:
    world = World()
    dossier = renewal(world)
    with pytest.raises(DomainError, match="Hồ sơ phân hạng lại không vào đợt"):
        accept_into_round(dossier, world.rounds()[1], by=world.office, at=NINE)


def test_the_signed_report_takes_the_dossier_to_the_council_and_is_frozen() -> None:
    world = World()
    dossier = reported(world)
    signed = sign_office_report(dossier, number="15/BC", signed_on=date(2026, 9, 21), by=world.office, at=SIGNING)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.due_on) == (DossierState.COUNCIL_REVIEW, date(2026, 10, 29))
    assert (signed.content["changes"], signed.content["star"]) == ("Thêm dây chuyền sấy.", 4)
    assert sign_office_report(dossier, number="x", signed_on=date(2026, 9, 21), by=world.office, at=SIGNING) == signed
    assert AuditEntry.objects.filter(action="office_report_signed").count() == 1
    assert unnoticed("officereport") == []
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        OfficeReport.objects.update(proposal="Đề nghị 5 sao.")
    assert verify_chain().broken_at is None


@pytest.mark.parametrize(
    ("words", "number", "day", "sentence"),
    [
        ({"checked": ""}, "15/BC", date(2026, 9, 21), "Hãy ghi kết quả kiểm tra hồ sơ."),
        ({"proposal": ""}, "15/BC", date(2026, 9, 21), "Hãy ghi đề nghị với Chủ tịch Hội đồng."),
        ({"visit_findings": "Xưởng mới."}, "15/BC", date(2026, 9, 21), "Kiểm tra thực tế cần cả ngày và nội dung"),
        ({}, " ", date(2026, 9, 21), "Hãy ghi số báo cáo."),
        ({}, "15/BC", date(2026, 9, 22), "Ngày ký không được sau hôm nay."),
        ({}, "15/BC", date(2026, 9, 13), "Ngày ký không thể trước ngày tỉnh nhận hồ sơ (14/09/2026)."),
    ],
)  # fmt: skip
def test_a_report_that_is_not_whole_is_not_signed(words: dict[str, str], number: str, day: date, sentence: str) -> None:
    world = World()
    dossier = renewal(world)
    save_office_report(dossier, words=WORDS | words, visited_on=None, version=0, by=world.office, at=SIGNING)
    with pytest.raises(DomainError) as refused:
        sign_office_report(dossier, number=number, signed_on=day, by=world.office, at=SIGNING)
    assert str(refused.value).startswith(sentence)
    assert Dossier.objects.get().state == DossierState.PROVINCE_REVIEW


def test_two_colleagues_do_not_overwrite_each_other_and_strangers_write_nothing() -> None:
    world = World()
    dossier = reported(world)
    save_office_report(dossier, words=WORDS, visited_on=None, version=0, by=world.office, at=SIGNING)  # the same again
    with pytest.raises(StaleOfficeReportError):
        save_office_report(
            dossier, words=WORDS | {"checked": "Thiếu."}, visited_on=None, version=0, by=world.office, at=SIGNING
        )
    for stranger in (world.officer, world.chair):
        with pytest.raises(DomainError, match="cơ quan tham mưu"):
            save_office_report(dossier, words=WORDS, visited_on=None, version=1, by=stranger, at=SIGNING)


def test_a_first_evaluation_has_no_office_report() -> None:
    world = World()
    with pytest.raises(DomainError, match="chỉ lập cho hồ sơ phân hạng lại"):
        save_office_report(world.registered(), words=WORDS, visited_on=None, version=0, by=world.office, at=SIGNING)


def test_the_page_saves_asks_back_and_signs(client: Client) -> None:
    world = World()
    dossier = renewal(world)
    client.force_login(world.office)
    address = reverse("reviewing:office_report", args=[dossier.pk])
    assert "Lập báo cáo gửi Hội đồng" in client.get(reverse("reviewing:review", args=[dossier.pk])).content.decode()
    assert "Hạn quyết định (Đ.7.6.g)" in client.get(address).content.decode()
    assert client.post(address, WORDS | {"version": "0", "viec": "luu", "checked": ""}).status_code == 302
    refused = client.post(address, WORDS | {"version": "1", "viec": "ky", "checked": "", "number": "15/BC"})
    assert (refused.status_code, "Hãy ghi kết quả kiểm tra hồ sơ." in refused.content.decode()) == (422, True)
    assert client.post(address, WORDS | {"version": "1", "viec": "ky", "number": "15/BC"}).status_code == 302
    assert OfficeReport.objects.get().number == "15/BC"
    read = client.get(reverse("reviewing:review", args=[dossier.pk])).content.decode()
    assert "Thêm dây chuyền sấy." in read
    for form in ("docx", "pdf"):
        assert client.get(reverse("reviewing:office_report_paper", args=[dossier.pk, form])).status_code == 200
