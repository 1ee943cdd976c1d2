"""A revocation from the conclusion to the decision (QĐ 26/2026, Đ.8): who, when, on what paper, and only once."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ocop.dossiers.models import Dossier
from ocop.inspections.models import CaseFile, RevocationCase
from ocop.inspections.operations import (
    answer_request,
    ask_to_explain,
    deciding,
    dismiss_case,
    open_case,
    revoke,
    submit_case,
)
from ocop.inspections.operations.opening import Conclusion
from ocop.inspections.operations.stopping import lock_open_dossiers
from ocop.inspections.queries.public import revocations_of
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import verify_chain
from ocop.notices.models import Notice
from ocop.products.models import Product
from ocop.recognition.models import Certificate, RecognitionDecision, RegisterEntry
from ocop.recognition.operations import recognise
from ocop.recognition.tests.builders import scored_dossier
from ocop.recognition.verifying import all_comparisons
from tests import builders as make
from tests.kept_table import unnoticed
from tests.papers import pdf_paper
from tests.racing import DONE, together

from .builders import CONCLUSION, DAY, NOW, PAPER, TODAY, asked, chair, officer, opened, owned, submitted, verifying

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__full_name", flat=True))


def opening(**values: Any) -> dict[str, Any]:
    given = {"ground": "legal_breach", "conclusion": CONCLUSION, "files": [pdf_paper("kết luận.pdf")]}
    return {**given, "by": officer(), "at": NOW, **values}


def test_a_conclusion_opens_a_case_that_ends_in_fifteen_days_and_the_producer_is_told() -> None:
    user, found = owned()
    case = opened(found)
    assert (case.state, case.due_on) == ("opened", CONCLUSION.concluded_on + 15 * DAY)
    assert [one.purpose for one in case.files.all()] == ["conclusion"]
    assert told("revocation_opened") == {user.full_name}
    assert verify_chain().broken_at is None


def test_the_same_conclusion_again_is_the_same_case_and_another_one_is_refused() -> None:
    found = owned()[1]
    first, lines = opened(found, by=(by := officer())), AuditEntry.objects.count()
    assert opened(found, by=by) == first
    assert (CaseFile.objects.count(), AuditEntry.objects.count()) == (1, lines)
    with pytest.raises(DomainError, match="đã có một hồ sơ thu hồi chưa kết thúc"):
        opened(found, ground="mark_misuse", by=by)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ground": "too_sweet"}, "một trong các trường hợp"),
        ({"files": []}, "đính kèm"),
        ({"conclusion": Conclusion("", "1/KL", TODAY, "Sai.")}, "cơ quan kết luận"),
        ({"conclusion": Conclusion("Sở Y tế", "1/KL", TODAY + DAY, "Sai.")}, "không thể sau hôm nay"),
        (
            {"conclusion": Conclusion("Sở Y tế", "1/KL", date(2025, 2, 28), "Sai.")},
            r"trước ngày cấp giấy chứng nhận \(01/03/2025\)",
        ),
    ],
)
def test_a_case_without_ground_conclusion_or_paper_is_refused_in_one_sentence(values: Any, sentence: str) -> None:
    found = owned()[1]
    with pytest.raises(DomainError, match=sentence):
        open_case(found, **opening(**values))
    assert (RevocationCase.objects.count(), CaseFile.objects.count()) == (0, 0)


def test_five_stars_belong_to_the_ministry_whoever_issued_them() -> None:
    found = owned(star=5, issuing_authority="Chủ tịch UBND tỉnh Tây Ninh")[1]
    with pytest.raises(DomainError, match="Bộ trưởng"):
        opened(found)
    assert opened(found, by=make.account("central_officer")).state == "opened"


def test_three_stars_of_a_former_district_belong_to_the_province_of_today() -> None:
    found = owned(star=3, issuing_authority="UBND huyện Gò Dầu")[1]
    with pytest.raises(DomainError, match="cơ quan tham mưu OCOP của tỉnh"):
        opened(found, by=make.account("provincial_officer", make.province("42", "Hà Tĩnh")))
    assert opened(found).state == "opened"


@pytest.mark.parametrize(
    "ended",
    [
        {"ended_on": date(2025, 6, 1), "end_reason": "superseded"},
        {"issued_on": date(2020, 1, 1), "regime": "R1"},
    ],
)
def test_a_certificate_that_is_over_cannot_be_revoked(ended: Any) -> None:
    with pytest.raises(DomainError, match="không thu hồi được nữa"):
        opened(owned(**ended)[1])


def test_a_product_without_a_place_is_asked_for_its_place_first() -> None:
    found = owned()[1]
    found.product.unit, found.product.unit_path = None, ""
    found.product.save()
    with pytest.raises(DomainError, match="xác định địa bàn"):
        opened(found)


def test_the_producer_explains_with_a_file_before_the_case_is_submitted() -> None:
    user, found = owned()
    case, by = asked(found), officer()
    with pytest.raises(DomainError, match="còn được giải trình"):
        submit_case(case, report="Đúng.", by=by, at=NOW)
    for _ in range(2):  # a second click changes nothing
        answer_request(case, answer="Mẫu lấy sai lô.", files=[pdf_paper("phiếu mới.pdf")], by=user, at=NOW)
    assert [one.answer for one in case.explanations.all()] == ["Mẫu lấy sai lô."]
    assert case.files.filter(purpose="explanation").count() == 1
    assert by.full_name in told("explanation_given")
    assert submit_case(case, report="Giải trình không đúng.", by=by, at=NOW).state == "revocation_submitted"


def test_a_producer_who_does_not_answer_is_waited_for_until_the_day_is_over() -> None:
    case = asked(owned()[1])
    assert submit_case(case, report="Không giải trình.", by=officer(), at=NOW + 3 * DAY).state == "revocation_submitted"


@pytest.mark.parametrize(("days", "sentence"), [(0, "phải sau hôm nay"), (10, "không thể sau hạn quyết định")])
def test_the_day_to_explain_lies_between_today_and_the_day_of_the_decision(days: int, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        ask_to_explain(verifying(), message="Vì sao?", due_on=TODAY + days * DAY, by=officer(), at=NOW)


def test_another_producer_does_not_explain() -> None:
    case = asked(owned()[1])
    with pytest.raises(DomainError, match="Chỉ chủ thể"):
        answer_request(case, answer="Không sao.", by=make.account("producer_user"), at=NOW)


def test_a_revocation_ends_the_certificate_and_the_register_says_so_in_one_act() -> None:
    user, found = owned()
    commune = make.account("commune_officer", make.commune())
    case = revoke(submitted(found), **PAPER, by=(by := chair()), at=NOW)
    ended = Certificate.objects.get()
    assert (case.state, ended.ended_on, ended.end_reason) == ("revoked", TODAY, "revoked")
    assert RegisterEntry.objects.get().end_reason == "revoked"
    decision = RecognitionDecision.objects.get()
    assert (decision.kind, decision.issuing_authority) == ("revocation", "Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh")
    assert decision.content["ground"]["article"] == "8.1.b"
    assert decision.content["signer"]["name"] == by.full_name
    assert {user.full_name, commune.full_name} <= told("certificate_revoked")
    assert revocations_of([ended.pk])[ended.pk].decision_number == "1902/QĐ-UBND"
    ours = ("Quyết định", "Giấy chứng nhận", "Hồ sơ thu hồi", "Tệp của hồ sơ", "Sổ")
    wrong = [one for check in all_comparisons().values() for one in check() if one]
    assert [one for one in wrong if one.record.startswith(ours)] == []


def test_deciding_twice_is_one_decision_and_another_paper_is_refused() -> None:
    case, by = submitted(), chair()
    revoke(case, **PAPER, by=by, at=NOW)
    lines = AuditEntry.objects.count()
    revoke(case, **PAPER, by=by, at=NOW)
    assert (RecognitionDecision.objects.count(), AuditEntry.objects.count()) == (1, lines)
    with pytest.raises(DomainError, match="đã bị thu hồi theo quyết định 1902/QĐ-UBND"):
        revoke(case, **{**PAPER, "decision_number": "1903/QĐ-UBND"}, by=by, at=NOW)


def test_the_minister_revokes_five_stars_under_a_number_of_the_ministry() -> None:
    found = owned(star=5)[1]
    case = opened(found, by=(by := make.account("central_officer")))
    ask_to_explain(case, message="Vì sao?", due_on=TODAY + DAY, by=by, at=NOW)
    submit_case(case, report="Đúng.", by=by, at=NOW + 2 * DAY)
    later = {"decision_number": "77/QĐ-BNNMT", "decided_on": TODAY + 2 * DAY, "at": NOW + 2 * DAY}
    with pytest.raises(DomainError, match="Chỉ Bộ trưởng"):
        revoke(case, **later, by=chair())
    revoke(case, **later, by=make.account("minister"))
    decision = RecognitionDecision.objects.get()
    assert (decision.unit, decision.issuing_authority) == (None, "Bộ trưởng Bộ Nông nghiệp và Môi trường")
    with pytest.raises(IntegrityError), transaction.atomic():
        RecognitionDecision.objects.create(
            kind="revocation", unit=None, decision_number="77/QĐ-BNNMT", decided_on=decision.decided_on,
            number_year=decision.number_year, signed_by=by, signed_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        ({"decision_number": " "}, "số quyết định"),
        ({"decided_on": TODAY + DAY}, "không thể sau hôm nay"),
        ({"decided_on": TODAY - DAY}, "không thể trước ngày trình"),
    ],
)
def test_a_paper_that_cannot_be_right_changes_nothing(paper: Any, sentence: str) -> None:
    case = submitted()
    with pytest.raises(DomainError, match=sentence):
        revoke(case, **{**PAPER, **paper}, by=chair(), at=NOW)
    assert (Certificate.objects.get().ended_on, RecognitionDecision.objects.count()) == (None, 0)


def test_a_number_of_a_recognition_is_not_used_for_a_revocation_of_the_same_year() -> None:
    dossier = scored_dossier()
    day = TODAY.replace(month=12, day=31) if TODAY.month < 12 or TODAY.day < 31 else TODAY
    recognise([dossier], decision_number=PAPER["decision_number"], decided_on=day, by=chair(), at=NOW + 60 * DAY)
    with pytest.raises(DomainError, match=r"Số quyết định 1902/QĐ-UBND đã dùng"):
        revoke(submitted(), **PAPER, by=chair(), at=NOW)


@pytest.mark.parametrize("role", ["provincial_officer", "commune_chair", "minister"])
def test_only_whom_the_star_names_decides(role: str) -> None:
    unit = {"provincial_officer": make.province(), "commune_chair": make.commune()}.get(role)
    with pytest.raises(DomainError, match="Chỉ Chủ tịch UBND cấp tỉnh"):
        revoke(submitted(), **PAPER, by=make.account(role, unit), at=NOW)


def test_the_office_dismisses_while_it_verifies_and_the_chair_once_it_is_submitted() -> None:
    found, by = owned()[1], officer()
    with pytest.raises(DomainError, match="đang ở bước"):
        dismiss_case(opened(found), reason="Nhầm sản phẩm.", by=by, at=NOW)
    first = dismiss_case(verifying(found), reason="Nhầm sản phẩm.", by=by, at=NOW)
    second = submitted(found)  # a closed case leaves room for another
    with pytest.raises(DomainError, match="Chỉ Chủ tịch"):
        dismiss_case(second, reason="Đã khắc phục.", by=by, at=NOW)
    dismiss_case(second, reason="Đã khắc phục.", by=chair(), at=NOW)
    assert {one.state for one in RevocationCase.objects.all()} == {"dismissed"}
    assert Certificate.objects.get().ended_on is None
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        RevocationCase.objects.filter(pk=first.pk).update(dismissal_reason="Khác.")
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        CaseFile.objects.filter(case=first).delete()


@pytest.mark.django_db(transaction=True)
def test_two_conclusions_at_once_open_one_case() -> None:
    found, by = owned()[1], officer()
    grounds = ("legal_breach", "mark_misuse", "false_dossier")
    said = together(*[lambda ground=ground: open_case(found, **opening(ground=ground, by=by)) for ground in grounds])
    assert said.count(DONE) == 1
    assert RevocationCase.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_revocations_with_one_number_at_once_give_one_decision() -> None:
    cases, by = [submitted(), submitted()], chair()
    said = together(*[lambda one=one: revoke(one, **PAPER, by=by, at=NOW) for one in cases])
    assert said.count(DONE) == 1
    assert any(one.startswith("Số quyết định") for one in said)
    assert RecognitionDecision.objects.count() == Certificate.objects.exclude(ended_on=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_recognition_at_the_same_moment_is_not_turned_into_a_revocation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recognition comes between the check of the revocation and its locks; SQLite lets nobody come between."""
    found = owned()[1]
    case, dossier, by = submitted(found), scored_dossier(product=found.product), chair()
    at, day, checked, recognised = NOW + 60 * DAY, TODAY + 60 * DAY, threading.Event(), threading.Event()

    def held(product: Product) -> list[Dossier]:
        checked.set()
        recognised.wait(timeout=1 if connection.vendor == "sqlite" else 30)
        return lock_open_dossiers(product)

    def recognising() -> None:
        checked.wait(timeout=30)
        try:
            recognise([dossier], decision_number="1903/QĐ-UBND", decided_on=day, by=by, at=at)
        finally:
            recognised.set()

    monkeypatch.setattr(deciding, "lock_open_dossiers", held)
    said = together(lambda: revoke(case, **{**PAPER, "decided_on": day}, by=by, at=at), recognising)
    found.refresh_from_db()
    if connection.vendor == "postgresql":
        assert said == ["Giấy chứng nhận này đã kết thúc. Hãy đóng hồ sơ thu hồi với lý do đó.", DONE]
    assert said.count(DONE) == RecognitionDecision.objects.count()
    assert found.end_reason == ("revoked" if said[0] == DONE else "superseded")
    assert AuditEntry.objects.filter(action="certificate_ended").count() == 1


def test_no_column_of_a_case_changes_behind_the_back_of_the_ledger() -> None:
    user, found = owned()
    answer_request(asked(found), answer="Sai lô.", files=[pdf_paper("phiếu.pdf")], by=user, at=NOW)
    assert unnoticed("revocationcase", "casefile", "explanationrequest") == []
