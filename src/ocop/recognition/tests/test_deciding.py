"""The province decides (QĐ 26/2026, Đ.4.1.a, 7.3.đ–e): who, on what, with which paper, and only once."""

from datetime import date, timedelta

import pytest

from ocop.dossiers.models import Dossier
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.queries import verify_chain
from ocop.recognition.models import Certificate, RecognitionDecision, RegisterEntry
from ocop.recognition.operations import approve_result, close_without_decision, recognise, submit_for_decision
from ocop.recognition.rules import outcomes_allowed
from tests import builders as make

from .builders import AT, certificate, chair, meeting, officer, result, scored_dossier

pytestmark = pytest.mark.django_db
PAPER = {"decision_number": "1887/QĐ-UBND", "decided_on": date(2026, 12, 15)}


@pytest.mark.parametrize(
    ("mean", "star", "choices"),
    [
        ("49", 2, ("close",)),
        ("2999/60", 2, ("close",)),
        ("50", 3, ("recognise",)),
        ("50", 2, ("close",)),
        ("79", 3, ("recognise",)),
        ("5399/60", 4, ("recognise",)),
        ("90", 5, ("approve",)),
        ("92", 4, ("recognise", "approve")),
        ("92", 2, ("close", "approve")),
        ("80", None, ()),
    ],
)
def test_law_allows_one_outcome_per_result(mean: str, star: int | None, choices: tuple[str, ...]) -> None:
    from fractions import Fraction

    dossier = make.dossier(state="decision_pending")
    found = result(dossier, mean=str(float(Fraction(mean))), star=star)
    found.average_exact = mean
    assert outcomes_allowed(dossier, found).choices == choices


def test_rules_of_the_council_may_ask_for_the_gates_before_forwarding() -> None:
    dossier = make.dossier(state="decision_pending")
    found = result(dossier, mean="92", star=4, at=meeting(forward_requires_gates=True))
    assert outcomes_allowed(dossier, found).choices == ("recognise",)


def test_office_submits_and_doing_it_twice_changes_nothing() -> None:
    dossier, by = scored_dossier(state="province_scored"), officer()
    submit_for_decision([dossier], by=by, at=AT)
    lines = AuditEntry.objects.count()
    submit_for_decision([dossier], by=by, at=AT)
    assert Dossier.objects.get().state == "decision_pending"
    assert AuditEntry.objects.count() == lines


def test_another_province_may_neither_submit_nor_decide() -> None:
    other = make.province("91", "An Giang")
    with pytest.raises(DomainError):
        submit_for_decision(
            [scored_dossier(state="province_scored")], by=make.account("provincial_officer", other), at=AT
        )
    with pytest.raises(DomainError):
        recognise([scored_dossier()], **PAPER, by=make.account("provincial_chair", other), at=AT)


def test_officer_may_not_decide() -> None:
    with pytest.raises(DomainError, match="Chỉ Chủ tịch"):
        recognise([scored_dossier()], **PAPER, by=officer(), at=AT)


def test_recognition_gives_a_certificate_of_36_months_a_code_and_a_register_row() -> None:
    dossier = scored_dossier()
    decision = recognise([dossier], **PAPER, by=chair(), at=AT)
    found = Certificate.objects.get()
    assert (found.star_rating, found.issued_on, found.expires_on) == (4, date(2026, 12, 15), date(2029, 12, 15))
    assert found.product.product_code == "80-25459-1-2026"
    assert len(found.token) == 16
    assert decision.issuing_authority == "Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh"
    assert RegisterEntry.objects.get().certificate == found
    assert Dossier.objects.get().state == "recognised"
    assert verify_chain().broken_at is None


def test_deciding_twice_gives_the_same_decision() -> None:
    dossiers, by = [scored_dossier(), scored_dossier()], chair()
    first = recognise(dossiers, **PAPER, by=by, at=AT)
    lines = AuditEntry.objects.count()
    second = recognise(Dossier.objects.all(), **PAPER, by=by, at=AT + timedelta(minutes=1))
    assert second == first
    assert Certificate.objects.count() == 2
    assert AuditEntry.objects.count() == lines


def test_number_of_a_decision_is_not_used_for_another_list() -> None:
    by = chair()
    recognise([scored_dossier()], **PAPER, by=by, at=AT)
    with pytest.raises(DomainError, match="đã dùng"):
        recognise([scored_dossier()], **PAPER, by=by, at=AT)


def test_number_of_a_year_is_used_once_by_an_authority() -> None:
    by = chair()
    recognise([scored_dossier()], **PAPER, by=by, at=AT)
    with pytest.raises(DomainError, match="đã dùng cho quyết định ngày 15/12/2026"):
        recognise([scored_dossier()], **{**PAPER, "decided_on": date(2026, 12, 16)}, by=by, at=AT)


def test_a_product_is_not_decided_again_under_another_number() -> None:
    dossier, by = scored_dossier(), chair()
    recognise([dossier], **PAPER, by=by, at=AT)
    lines = AuditEntry.objects.count()
    with pytest.raises(DomainError, match="đã có quyết định"):
        recognise([dossier], **{**PAPER, "decision_number": "1888/QĐ-UBND"}, by=by, at=AT)
    assert (RecognitionDecision.objects.count(), AuditEntry.objects.count()) == (1, lines)


def test_an_approved_result_is_not_closed_and_a_closed_one_is_not_approved() -> None:
    approved, closed, by = scored_dossier(mean="92", star=2), scored_dossier(mean="92", star=2), chair()
    approve_result([approved], **PAPER, by=by, at=AT)
    close_without_decision([closed], reason="Thiếu điều kiện", by=by, at=AT)
    with pytest.raises(DomainError, match="đã có quyết định"):
        close_without_decision([approved], reason="Thiếu điều kiện", by=by, at=AT)
    with pytest.raises(DomainError, match="đã có quyết định"):
        approve_result([closed], **{**PAPER, "decision_number": "1888/QĐ-UBND"}, by=by, at=AT)
    assert sorted(Dossier.objects.values_list("state", flat=True)) == ["not_recognised", "potential_five_star"]


def test_sequence_of_a_commune_has_no_gap_and_no_repeat() -> None:
    by = chair()
    for number in range(3):
        recognise([scored_dossier()], decision_number=f"{number}/QĐ", decided_on=date(2026, 12, 15), by=by, at=AT)
    other = make.producer(make.commune("25465", "Bình Minh"))
    recognise(
        [scored_dossier(product=make.product(other))],
        decision_number="9/QĐ",
        decided_on=date(2026, 12, 15),
        by=by,
        at=AT,
    )
    codes = sorted(Certificate.objects.values_list("product__product_code", flat=True))
    assert codes == ["80-25459-1-2026", "80-25459-2-2026", "80-25459-3-2026", "80-25465-1-2026"]


def test_new_certificate_supersedes_the_one_that_runs_and_leaves_the_expired_one() -> None:
    product = make.product()
    running = certificate(product, star=3, issued_on=date(2025, 1, 1))
    expired = certificate(product, star=3, issued_on=date(2020, 1, 1), regime="R1")
    recognise([scored_dossier(product=product)], **PAPER, by=chair(), at=AT)
    running.refresh_from_db()
    expired.refresh_from_db()
    assert (running.ended_on, running.end_reason) == (date(2026, 12, 15), "superseded")
    assert expired.ended_on is None
    assert RegisterEntry.objects.get().star_rating == 4


@pytest.mark.parametrize(
    ("last_day", "ended_on"),
    [
        (date(2026, 12, 14), None),  # it ran out the day before: expired, not replaced
        (date(2026, 12, 15), date(2026, 12, 15)),  # its last day still counts (Đ.4.3)
        (date(2026, 12, 16), date(2026, 12, 15)),
    ],
)
def test_an_old_certificate_is_ended_up_to_its_last_day(last_day: date, ended_on: date | None) -> None:
    product = make.product()
    old = certificate(product, star=3, issued_on=date(2023, 12, 15), expires_on=last_day)
    recognise([scored_dossier(product=product)], **PAPER, by=chair(), at=AT)
    old.refresh_from_db()
    assert (old.ended_on, old.end_reason) == (ended_on, "superseded" if ended_on else "")


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        ({"decision_number": " ", "decided_on": date(2026, 12, 15)}, "decision_number"),
        ({"decision_number": "1/QĐ", "decided_on": date(2026, 12, 21)}, "decided_on"),
        ({"decision_number": "1/QĐ", "decided_on": date(2026, 12, 9)}, "decided_on"),
    ],
)
def test_paper_of_a_decision_must_be_possible(paper: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        recognise([scored_dossier()], **paper, by=chair(), at=AT)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_decision_may_bear_the_day_of_the_council_report() -> None:
    dossier = scored_dossier()
    day = dossier.agenda_items.get().meeting.report.signed_on
    decision = recognise([dossier], decision_number="1/QĐ", decided_on=day, by=chair(), at=AT)
    assert decision.decided_on == day


def test_90_points_go_to_the_ministry_without_a_certificate() -> None:
    dossier = scored_dossier(mean="93", star=5)
    decision = approve_result([dossier], **PAPER, by=chair(), at=AT)
    dossier.refresh_from_db()
    assert (dossier.state, decision.kind, Certificate.objects.count()) == ("potential_five_star", "result_approval", 0)
    assert RegisterEntry.objects.count() == 0


def test_province_may_recognise_at_the_gates_star_instead() -> None:
    dossier = scored_dossier(mean="93", star=4)
    recognise([dossier], **PAPER, by=chair(), at=AT)
    assert Certificate.objects.get().star_rating == 4


def test_a_star_of_the_ministry_is_not_recognised_by_the_province() -> None:
    with pytest.raises(DomainError):
        recognise([scored_dossier(mean="93", star=5)], **PAPER, by=chair(), at=AT)
    assert RecognitionDecision.objects.count() == 0


def test_one_wrong_product_stops_the_whole_list() -> None:
    good, bad = scored_dossier(), scored_dossier(mean="40", star=2)
    with pytest.raises(DomainError, match="dưới 50 điểm"):
        recognise([good, bad], **PAPER, by=chair(), at=AT)
    assert Certificate.objects.count() == 0
    assert set(Dossier.objects.values_list("state", flat=True)) == {"decision_pending"}


def test_below_50_closes_with_a_reason_and_without_a_decision() -> None:
    dossier, by = scored_dossier(mean="40", star=2), chair()
    with pytest.raises(DomainError):
        close_without_decision([dossier], reason=" ", by=by, at=AT)
    close_without_decision([dossier], reason="Chưa đạt 50 điểm", by=by, at=AT)
    close_without_decision([dossier], reason="Chưa đạt 50 điểm", by=by, at=AT)
    dossier.refresh_from_db()
    assert (dossier.state, RecognitionDecision.objects.count()) == ("not_recognised", 0)
    assert AuditEntry.objects.filter(action="closed_without_decision").count() == 1
