"""The quorum holds until a product is closed; a product that cannot be closed today is left to a later meeting (Đ.7.3.d)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from ocop.councils import operations
from ocop.councils.arithmetic import sheets_needed
from ocop.councils.models import AgendaItem, Capacity, CriterionScore, EvaluationResult, ItemState, ScoreSheet
from ocop.councils.queries.meetings import dossiers_waiting_for
from ocop.councils.queries.minutes import minutes_of
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from tests.builders import AT

from . import building as b

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ratio", "seats", "needed"),
    [("0.75", 5, 4), ("0.75", 4, 3), ("0.75", 8, 6), ("0.6666", 9, 6), ("1", 7, 7), ("0.5", 1, 1), ("0.75", 0, 1)],
)
def test_needed_sheets_are_the_ratio_rounded_up_to_whole_people(ratio: str, seats: int, needed: int) -> None:
    assert sheets_needed(Decimal(ratio), seats) == needed


def handed_in_by(count: int, **rules: object) -> AgendaItem:
    item = b.product_being_scored(**rules)
    for member in b.scorers(item.meeting.council)[:count]:
        b.hand_in(item, member, b.sheet_with_total(b.law_of(item), 80))
    return item


def close(item: AgendaItem, reason: str = "Đã chờ 10 phút") -> EvaluationResult:
    return operations.close_item(item, reason=reason, by=b.chair(item.meeting.council), at=b.LATER)


def mark_absent(item: AgendaItem, *places: int) -> None:
    body = item.meeting.council
    absent = {b.scorers(body)[place].pk: False for place in places}
    operations.record_attendance(item.meeting, absent, by=b.secretary(body), at=AT)


@pytest.mark.parametrize("absent", [(), (3, 4), (2, 3, 4)])
def test_no_reason_makes_up_for_sheets_below_the_quorum(absent: tuple[int, ...]) -> None:
    item = handed_in_by(2)
    mark_absent(item, *absent)
    with pytest.raises(DomainError, match="quy chế cần 4 trên 5 phiếu, máy chủ mới nhận 2"):
        close(item)
    item.refresh_from_db()
    assert (item.state, EvaluationResult.objects.count()) == (ItemState.OPEN, 0)


def test_the_quorum_of_sheets_is_counted_among_those_who_may_score() -> None:
    item = b.product_being_scored()
    members = b.scorers(item.meeting.council)
    for member in members[3:]:
        operations.declare_recusal(item, reason="Xung đột lợi ích", by=member.account, at=AT)
    for member in members[:2]:
        b.hand_in(item, member, b.sheet_with_total(b.law_of(item), 80))
    with pytest.raises(DomainError, match="cần 3 trên 3 phiếu, máy chủ mới nhận 2"):
        close(item)
    b.hand_in(item, members[2], b.sheet_with_total(b.law_of(item), 80))
    assert close(item).sheets_counted == 3


def test_a_member_who_sent_the_sheet_and_left_counts() -> None:
    item = handed_in_by(4)
    mark_absent(item, 3, 4)
    assert close(item, reason="").sheets_counted == 4


def test_the_chair_marked_absent_does_not_close() -> None:
    item = handed_in_by(5)
    mark_absent(item, 0, 1)
    with pytest.raises(DomainError, match="phải được điểm danh có mặt"):
        close(item)


def test_the_second_press_of_closing_changes_nothing() -> None:
    item = handed_in_by(5)
    first = close(item)
    lines = AuditEntry.objects.count()
    assert close(item) == first
    assert AuditEntry.objects.count() == lines


def test_only_the_chair_postpones_an_open_product_and_says_why() -> None:
    item = handed_in_by(2)
    body = item.meeting.council
    for person in (b.secretary(body), b.seat(body, Capacity.DEPUTY).account, b.seat(body).account):
        with pytest.raises(DomainError, match="Chỉ Chủ tịch"):
            operations.postpone_item(item, reason="Thiếu phiếu", by=person, at=b.LATER)
    with pytest.raises(DomainError, match="Hãy ghi lý do hoãn"):
        operations.postpone_item(item, reason="  ", by=b.chair(body), at=b.LATER)
    for _ in range(2):
        operations.postpone_item(item, reason="Hai thành viên phải về", by=b.chair(body), at=b.LATER)
    assert AuditEntry.objects.filter(action="item_postponed").count() == 1


def test_a_postponed_product_takes_no_mark_and_shows_none() -> None:
    item = handed_in_by(2)
    body = item.meeting.council
    operations.postpone_item(item, reason="Hai thành viên phải về", by=b.chair(body), at=b.LATER)
    third = b.scorers(body)[2]
    with pytest.raises(DomainError, match="hoãn sang phiên sau"):
        b.hand_in(item, third, b.sheet_with_total(b.law_of(item), 80))
    with pytest.raises(DomainError, match="đã hoãn"):
        close(item)
    assert EvaluationResult.objects.count() == 0
    assert ScoreSheet.objects.filter(item=item, sealed_at__isnull=False).count() == 2


def test_the_report_is_signed_without_the_postponed_product_which_waits_for_the_next_meeting() -> None:
    item = handed_in_by(2)
    body, by = item.meeting.council, b.chair(item.meeting.council)
    operations.postpone_item(item, reason="Hai thành viên phải về", by=by, at=b.LATER)
    report = operations.sign_council_report(item.meeting, number="1/BC", signed_on=date(2026, 9, 1), by=by, at=b.LATER)
    assert [line["postponed"] for line in report.content["items"]] == ["Hai thành viên phải về"]
    assert report.content["items"] == minutes_of(item.meeting)["items"]
    item.dossier.refresh_from_db()
    assert item.dossier.state == "council_review"
    later = operations.plan_meeting(
        body, item.meeting.round, held_on=date(2026, 9, 15), place="Hội trường", by=b.secretary(body), at=b.LATER
    )
    assert list(dossiers_waiting_for(later)) == [item.dossier]
    again = operations.put_on_agenda(later, [item.dossier], by=b.secretary(body), at=b.LATER)
    assert again[0].sheets.count() == 0


def test_the_database_keeps_a_sealed_sheet_from_being_deleted_or_added_to() -> None:
    item = handed_in_by(1)
    begun = b.scorers(item.meeting.council)[1]
    operations.save_marks(item, b.full_sheet(b.law_of(item)), by=begun.account, at=AT)
    sealed = ScoreSheet.objects.get(sealed_at__isnull=False)
    loose = CriterionScore.objects.filter(sheet__sealed_at__isnull=True).order_by("pk")
    attempts = [
        lambda: ScoreSheet.objects.filter(pk=sealed.pk)._raw_delete("default"),
        lambda: sealed.scores.all()._raw_delete("default"),
        lambda: loose.filter(criterion_code="1.1").update(sheet=sealed, criterion_code="x"),
        lambda: sealed.scores.update(level=0),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            attempt()
    assert sealed.scores.count() == len(b.law_of(item).scored_criteria)
