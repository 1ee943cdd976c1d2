"""Plan a meeting and its agenda: which dossiers of the round, in which order (QĐ 26/2026, Đ.7.3.d)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from ocop.councils.models import AgendaItem, Council, CouncilMeeting, ItemState, MeetingState
from ocop.councils.queries.meetings import waits_for
from ocop.councils.rules import may_arrange, may_plan_meeting
from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.dossiers.operations.moving import lock_dossier
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc

from .inviting import invite_to_meeting
from .locking import lock_item, lock_meeting
from .seating import lock_council


@one_winner()
def plan_meeting(
    council: Council,
    evaluation_round: EvaluationRound | None,
    *,
    held_on: date,
    place: str,
    by: UserAccount,
    at: datetime,
    is_demo: bool = False,
) -> CouncilMeeting:
    """Plan a meeting of a council for a round, or for re-recognitions without one; planning the same meeting again returns it, until it is over.

    Raises ``DomainError`` when the person may not, or the round belongs to another province or level.
    """
    insist(may_plan_meeting(by, council))
    if evaluation_round and evaluation_round.unit_path != council.unit_path:
        raise DomainError("Đợt đánh giá này thuộc tỉnh khác hoặc cấp khác.", field="round")
    if council.is_central and evaluation_round is None:
        raise DomainError("Hãy chọn đợt đánh giá của Bộ.", field="round")
    council = lock_council(council)
    same = council.meetings.exclude(state=MeetingState.CLOSED)
    asked = {"round": evaluation_round, "held_on": held_on, "place": nfc(place).strip()}
    if existing := same.filter(**asked).first():
        return existing
    meeting = CouncilMeeting.objects.create(council=council, rules=council.rules, is_demo=is_demo, **asked)
    record("meeting_planned", meeting, by=by, at=at, unit_path=council.unit_path, records=[meeting])
    invite_to_meeting(meeting, at=at)
    return meeting


@one_winner()
def put_on_agenda(
    meeting: CouncilMeeting, dossiers: Iterable[Dossier], *, by: UserAccount, at: datetime
) -> list[AgendaItem]:
    """Put dossiers of the round at the end of the agenda, in the given order; one already there stays where it is.

    Raises ``DomainError`` when the person may not, or a dossier is not waiting for the council in this round.
    """
    meeting = lock_meeting(meeting.pk)
    insist(may_arrange(by, meeting))
    wanted = [dossier.pk for dossier in dossiers]
    locked = {pk: lock_dossier(pk) for pk in sorted(set(wanted))}  # always in the same order
    items = []
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    for dossier in [locked[pk] for pk in wanted]:
        item = meeting.items.filter(dossier=dossier).first()
        if item is None:
            _refuse_unready(dossier, meeting)
            last += 1
            item = AgendaItem.objects.create(meeting=meeting, dossier=dossier, position=last)
            record(
                "put_on_agenda",
                item,
                by=by,
                at=at,
                unit_path=meeting.council.unit_path,
                details={"dossier": dossier.pk},
                records=[item],
            )
        items.append(item)
    return items


def _refuse_unready(dossier: Dossier, meeting: CouncilMeeting) -> None:
    name = dossier.product.name
    if not waits_for(meeting, dossier):
        raise DomainError(f"Hồ sơ “{name}” không chờ Hội đồng trong đợt này. Hãy tải lại danh sách.")
    if AgendaItem.objects.filter(dossier=dossier).exclude(meeting__state=MeetingState.CLOSED).exists():
        raise DomainError(f"Hồ sơ “{name}” đã nằm trong chương trình của một phiên họp khác.")


@transaction.atomic
def take_off_agenda(item: AgendaItem, *, by: UserAccount, at: datetime) -> None:
    """Take a product off the agenda while its scoring has not been opened. Raises ``DomainError`` otherwise."""
    item = lock_item(item.pk)
    insist(may_arrange(by, item.meeting))
    if item.state != ItemState.WAITING or item.sheets.exists():
        raise DomainError("Sản phẩm đã mở chấm; không rút khỏi chương trình được nữa.")
    details = {"dossier": item.dossier_id, "item": item.pk}
    record(
        "taken_off_agenda", item.meeting, by=by, at=at, unit_path=item.meeting.council.unit_path, details=details,
        gone=[item],
    )  # fmt: skip
    item.delete()


@transaction.atomic
def arrange_agenda(meeting: CouncilMeeting, order: Sequence[int], *, by: UserAccount, at: datetime) -> None:
    """Put the products of an agenda in a new order, given as their ids.

    Raises ``DomainError`` when the person may not, a product already opened would move, or the agenda changed meanwhile.
    """
    meeting = lock_meeting(meeting.pk)
    insist(may_arrange(by, meeting))
    items = {item.pk: item for item in meeting.items.all()}
    if sorted(order) != sorted(items) or len(set(order)) != len(order):
        raise DomainError("Chương trình vừa được người khác thay đổi. Hãy tải lại trang rồi sắp xếp lại.")
    current = [item.pk for item in sorted(items.values(), key=lambda item: item.position)]
    if list(order) == current:
        return
    if any(items[pk].state != ItemState.WAITING for pk, before in zip(order, current, strict=True) if pk != before):
        raise DomainError("Sản phẩm đã mở chấm giữ nguyên thứ tự. Hãy tải lại trang rồi sắp xếp các sản phẩm còn lại.")
    free = max(item.position for item in items.values()) + 1
    for offset in (free, 1):  # positions differ at every moment: first beyond the end, then into place
        for index, pk in enumerate(order):
            AgendaItem.objects.filter(pk=pk).update(position=offset + index)
    details = {"order": list(order)}
    record(
        "agenda_arranged", meeting, by=by, at=at, unit_path=meeting.council.unit_path, details=details,
        records=items.values(),
    )  # fmt: skip
