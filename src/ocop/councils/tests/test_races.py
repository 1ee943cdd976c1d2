"""Two clicks, one winner, and a sentence for the other.

The interleavings are played one after the other with rows that were read before, and then by real threads that meet at a
barrier: many rounds on PostgreSQL (OCOP_DATABASE_URL), where rows are locked; one on SQLite, where writers stand in line.
"""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from ocop.councils import operations
from ocop.councils.models import AgendaItem, CouncilReport, CriterionScore, EvaluationResult, ItemState, ScoreSheet
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, Receipt
from tests.builders import AT

from . import building as b

Step = Callable[[], Any]


def ready_product() -> AgendaItem:
    """Everybody has sent a sheet but one member, whose sheet is complete and waits to be sent."""
    item = b.product_being_scored()
    law, members = b.law_of(item), b.scorers(item.meeting.council)
    for member in members[:4]:
        b.hand_in(item, member, b.sheet_with_total(law, 80))
    operations.save_marks(item, b.sheet_with_total(law, 80), by=members[4].account, at=AT)
    return item


def attempt(step: Step) -> str:
    try:
        step()
    except DomainError as refusal:
        return refusal.sentence
    return "done"


@pytest.mark.django_db
def test_a_seal_that_comes_after_the_closing_is_told_so_and_not_counted() -> None:
    stale = ready_product()
    late = b.scorers(stale.meeting.council)[4]
    operations.close_item(stale, reason="Đã chờ 10 phút", by=b.chair(stale.meeting.council), at=b.LATER)
    assert stale.state == ItemState.OPEN
    assert attempt(lambda: operations.seal_sheet(stale, by=late.account, at=b.LATER)) == (
        "Chủ tịch đã đóng chấm sản phẩm này; không nhận thêm điểm."
    )
    assert (EvaluationResult.objects.get().sheets_counted, ScoreSheet.objects.filter(sealed_at=None).count()) == (4, 1)


@pytest.mark.django_db
def test_the_second_of_two_closings_changes_nothing() -> None:
    stale = ready_product()
    by = b.chair(stale.meeting.council)
    told = [attempt(lambda: operations.close_item(stale, reason="gấp", by=by, at=b.LATER)) for _ in range(2)]
    assert told == ["done", "done"]
    assert AuditEntry.objects.filter(action="item_closed").count() == 1


@pytest.mark.django_db
def test_a_mark_that_comes_after_the_seal_is_refused() -> None:
    stale = ready_product()
    last = b.scorers(stale.meeting.council)[4]
    operations.seal_sheet(stale, by=last.account, at=AT)
    assert attempt(lambda: operations.save_mark(stale, "1.1", level=1, by=last.account, at=AT)) == (
        "Bạn đã gửi phiếu của sản phẩm này; phiếu đã gửi không sửa được nữa."
    )


@pytest.mark.django_db
def test_two_clicks_on_send_give_one_receipt() -> None:
    stale = ready_product()
    last = b.scorers(stale.meeting.council)[4]
    receipts = {operations.seal_sheet(stale, by=last.account, at=AT).code for _ in range(2)}
    assert (len(receipts), Receipt.objects.filter(given_to=last.account).count()) == (1, 1)


@pytest.mark.django_db
def test_finalising_and_scoring_again_do_not_both_win() -> None:
    item = b.closed_product([70, 70, 70, 70, 70])
    by = b.chair(item.meeting.council)
    stale = AgendaItem.objects.select_related("meeting__council").get(pk=item.pk)
    operations.finalise_item(item, by=by, at=b.LATER)
    told = attempt(lambda: operations.reopen_for_rescoring(stale, reason="nữa", by=by, at=b.LATER))
    assert told == "Kết quả của sản phẩm này đã chốt."


ROUNDS = 10


def together(*steps: Step) -> list[str]:
    """Release the steps at the same moment, each on its own connection."""
    barrier, told = threading.Barrier(len(steps)), [""] * len(steps)

    def run(index: int, step: Step) -> None:
        try:
            barrier.wait(timeout=30)
            told[index] = attempt(step)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return told


@pytest.mark.django_db(transaction=True)
def test_whatever_the_interleaving_every_race_has_one_winner() -> None:
    """Seal ∥ close, close ∥ close, save ∥ seal, sign ∥ sign; on SQLite writers stand in line, on PostgreSQL rows are locked."""
    for number in range(ROUNDS if connection.vendor == "postgresql" else 1):
        _seal_and_close(ready_product(), swapped=bool(number % 2))
        _close_and_close(ready_product())
        _save_and_seal(ready_product())
        _sign_and_sign()


def _seal_and_close(item: AgendaItem, *, swapped: bool) -> None:
    late, chair = b.scorers(item.meeting.council)[4].account, b.chair(item.meeting.council)
    steps: list[Step] = [
        lambda: operations.seal_sheet(item, by=late, at=b.LATER),
        lambda: operations.close_item(item, reason="gấp", by=chair, at=b.LATER),
    ]
    told = together(*reversed(steps)) if swapped else together(*steps)
    sealed = told[1 if swapped else 0] == "done"
    assert told[0 if swapped else 1] == "done"
    assert sealed or told[1 if swapped else 0].startswith("Chủ tịch đã đóng chấm")
    assert EvaluationResult.objects.get(item=item).sheets_counted == (5 if sealed else 4)


def _close_and_close(item: AgendaItem) -> None:
    chair = b.chair(item.meeting.council)
    told = together(*[lambda: operations.close_item(item, reason="gấp", by=chair, at=b.LATER)] * 3)
    assert told == ["done"] * 3
    assert AuditEntry.objects.filter(action="item_closed", subject_id=str(item.pk)).count() == 1


def _save_and_seal(item: AgendaItem) -> None:
    late = b.scorers(item.meeting.council)[4]
    told = together(
        lambda: operations.save_mark(item, "1.1", level=1, by=late.account, at=b.LATER),
        lambda: operations.seal_sheet(item, by=late.account, at=b.LATER),
    )
    assert told[1] == "done"
    sheet = ScoreSheet.objects.get(item=item, member=late)
    first = CriterionScore.objects.get(sheet=sheet, criterion_code="1.1")
    assert (first.level == 1) is (told[0] == "done")
    assert sheet.total == (78 if told[0] == "done" else 80)


def _sign_and_sign() -> None:
    item = b.closed_product()
    chair = b.chair(item.meeting.council)
    operations.finalise_item(item, by=chair, at=b.LATER)
    told = together(*[
        lambda: operations.sign_council_report(item.meeting, number="1/BC", signed_on=item.meeting.held_on, by=chair, at=b.LATER)
    ] * 2)  # fmt: skip
    assert told == ["done", "done"]
    assert CouncilReport.objects.filter(meeting=item.meeting).count() == 1
