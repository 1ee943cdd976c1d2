"""The papers around a decision: a draft with what waits, the decision as it was, the notice with what the next star asks for."""

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from ocop.people.models import BodyKind, UserAccount
from ocop.people.operations.bodies import rename_body, set_letterhead
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import RecognitionDecision
from ocop.recognition.operations import recognise
from tests import builders as make
from tests.builders import browser

from .builders import AT, chair, officer, scored_dossier

pytestmark = pytest.mark.django_db
NAME = "Trà hoa vàng sấy lạnh"


def product(name: str = NAME) -> Any:
    return make.product(make.producer(name="Hợp tác xã Nông nghiệp Ễ Ộ Ậ"), name=name)


def answer(user: UserAccount, name: str, *arguments: object) -> Any:
    client = browser(user)
    return client.get(reverse(f"recognition:{name}", args=arguments))


def words(response: Any) -> str:
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_draft_lists_what_waits_and_leaves_number_and_day_to_the_pen() -> None:
    scored_dossier(product=product(), mean="79.5")
    scored_dossier(product=product("Tinh bột nghệ"), mean="62", star=3)
    for reader in (officer(), chair()):
        said = words(answer(reader, "draft_paper", "recognise", "docx"))
        for one in (
            "ỦY BAN NHÂN DÂN TỈNH TÂY NINH", "Số: ........../..........", "ngày ...... tháng ...... năm", "QUYẾT ĐỊNH", "đối với 2 sản phẩm",
            NAME, "Tinh bột nghệ", "79,50", "62,00", "4 sao", "3 sao", "Báo cáo số 5/BC-HĐ ngày 10/12/2026", "TM. ỦY BAN NHÂN DÂN", "Nơi nhận:",
        ):  # fmt: skip
            assert one in said
    assert answer(officer(), "draft_paper", "approve", "pdf").status_code == 404


def test_a_decision_on_record_keeps_its_words_when_everything_is_renamed_later() -> None:
    item, signer = product(), chair()
    recognise(
        [scored_dossier(product=item)], decision_number="1887/QĐ-UBND", decided_on=date(2026, 12, 15), by=signer, at=AT
    )
    decision = RecognitionDecision.objects.get()
    before = [answer(signer, "decision_paper", decision.pk, form).content for form in ("docx", "pdf")]
    said = words(answer(signer, "decision_paper", decision.pk, "docx"))
    for one in ("Số: 1887/QĐ-UBND", "ngày 15 tháng 12 năm 2026", NAME, "Hợp tác xã Nông nghiệp Ễ Ộ Ậ", "79,00", signer.full_name, "CHỦ TỊCH"):  # fmt: skip
        assert one in said
    Product.objects.update(name="Tên mới")
    Producer.objects.update(name="Hợp tác xã mới")
    UserAccount.objects.filter(pk=signer.pk).update(full_name="Người Khác")
    assert [answer(signer, "decision_paper", decision.pk, form).content for form in ("docx", "pdf")] == before


def test_a_decision_that_does_not_fit_the_ledger_is_never_printed() -> None:
    signer = chair()
    recognise(
        [scored_dossier(product=product())],
        decision_number="1887/QĐ-UBND",
        decided_on=date(2026, 12, 15),
        by=signer,
        at=AT,
    )
    forged = RecognitionDecision.objects.get()
    forged.pk, forged.decision_number = None, "1888/QĐ-UBND"
    forged.save(force_insert=True)
    assert answer(signer, "decision_paper", forged.pk, "pdf").status_code == 404


def test_the_notice_tells_the_producer_what_the_next_star_asks_for() -> None:
    item = product()
    dossier = scored_dossier(product=item, mean="79", unmet=[{"star": 5, "criterion": "1.3", "needs_level": 4}])
    recognise([dossier], decision_number="1887/QĐ-UBND", decided_on=date(2026, 12, 15), by=chair(), at=AT)
    said = words(answer(officer(), "notice_paper", dossier.pk, "docx"))
    for one in (NAME, "Được công nhận", "4 sao", "1887/QĐ-UBND, ngày 15/12/2026", "đến hết ngày 15/12/2029", "79,00", "Để đạt 5 sao cần", "11,00 điểm", "Tiêu chí 1.3"):  # fmt: skip
        assert one in said


def test_the_head_of_a_notice_is_the_office_as_it_was_called_on_the_day_of_the_result() -> None:
    committee = make.body(make.province())
    office = make.body(make.province(), "Cơ quan tham mưu OCOP tỉnh Tây Ninh", BodyKind.PROVINCIAL_OFFICE)
    set_letterhead(office, superior=committee, place_name="Tân Ninh", effective_from=None, by=None, at=AT)
    dossier = scored_dossier(product=product())
    recognise([dossier], decision_number="1887/QĐ-UBND", decided_on=date(2026, 12, 15), by=chair(), at=AT)
    before = [answer(officer(), "notice_paper", dossier.pk, form).content for form in ("docx", "pdf")]
    said = words(answer(officer(), "notice_paper", dossier.pk, "docx")).upper()
    places = [said.index(one) for one in ("ỦY BAN NHÂN DÂN TỈNH TÂY NINH", "CƠ QUAN THAM MƯU OCOP TỈNH TÂY NINH", "TÂN NINH, NGÀY")]  # fmt: skip
    assert len(places) == 3
    given: dict[str, Any] = {"abbreviation": "", "legal_source": "Nghị quyết thử", "by": None, "at": AT}
    rename_body(office, name="Văn phòng OCOP", effective_from=date(2026, 12, 16), **given)
    assert [answer(officer(), "notice_paper", dossier.pk, form).content for form in ("docx", "pdf")] == before


def test_a_province_that_recorded_no_office_has_the_words_of_the_decree() -> None:
    dossier = scored_dossier(product=product())
    recognise([dossier], decision_number="1887/QĐ-UBND", decided_on=date(2026, 12, 15), by=chair(), at=AT)
    assert "CƠ QUAN THAM MƯU OCOP CẤP TỈNH" in words(answer(officer(), "notice_paper", dossier.pk, "docx")).upper()
