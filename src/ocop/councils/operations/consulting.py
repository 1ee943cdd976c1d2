"""The council gives its opinion in writing on re-recognitions (QĐ 26/2026, Đ.7.6.d): invitation, opinion with its sheet, a meeting where it is due.

A consultation is a meeting without a round and without attendance, open from the first moment: its sheets are sealed, counted and settled
like those of every meeting.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ocop.councils.arithmetic import Mark
from ocop.councils.models import (
    AgendaItem,
    Council,
    CouncilMeeting,
    EvaluationResult,
    ItemState,
    MeetingState,
    Recusal,
    WrittenOpinion,
)
from ocop.councils.queries.conflicts import conflicts_at
from ocop.councils.queries.standing import members_at, standing_in_item
from ocop.councils.rules import may_call_meeting, may_decide_with_sheet, may_plan_meeting, may_score
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.operations.moving import lock_dossier
from ocop.ledger.errors import DomainError
from ocop.ledger.models import Receipt
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.notices.operations import notify
from ocop.people.models import UserAccount
from ocop.reviewing.rules.renewing import is_renewal
from ocop.vietnamese import format_date, nfc

from .attending import PREPARED_IT
from .locking import lock_item
from .sealing import receipt_key, seal_sheet
from .seating import lock_council

PLACE = "Lấy ý kiến bằng văn bản"
LONGEST_REASON = 2_000


@one_winner()
def consult_in_writing(
    council: Council, dossiers: Iterable[Dossier], *, by: UserAccount, at: datetime, is_demo: bool = False
) -> CouncilMeeting:
    """Ask every member for a written opinion on renewals, until the day that the rules give; members are told at once.

    Raises ``DomainError`` when the person may not, nothing is chosen, a dossier does not wait for the council, a sheet is not confirmed,
    or the council is too small.
    """
    insist(may_plan_meeting(by, council))
    council = lock_council(council)
    locked = [lock_dossier(pk) for pk in sorted({one.pk for one in dossiers})]
    if not locked:
        raise DomainError("Hãy chọn ít nhất một hồ sơ phân hạng lại.", field="dossiers")
    for dossier in locked:
        _refuse_unready(dossier, council)
    day, rules = timezone.localdate(at), council.rules
    due = day + timedelta(days=rules.written_deadline_days)
    meeting = CouncilMeeting.objects.create(
        council=council, rules=rules, held_on=day, place=PLACE, state=MeetingState.OPEN, opened_at=at,
        opinions_due_on=due, is_demo=is_demo,
    )  # fmt: skip
    if (seats := members_at(meeting).count()) < rules.size_min:
        raise DomainError(f"Hội đồng mới có {seats} người; quy chế yêu cầu ít nhất {rules.size_min}.")
    items, recusals = _agenda_of(meeting, locked, at=at)
    details = {"dossiers": [one.pk for one in locked], "due_on": due.isoformat()}
    record(
        "opinions_asked", meeting, by=by, at=at, unit_path=council.unit_path, details=details,
        records=[meeting, *items, *recusals],
    )  # fmt: skip
    words = {"council": council.name, "due_on": format_date(due), "count": str(len(items))}
    notify("written_opinion", to=[one.account for one in members_at(meeting)], about=meeting, words=words, at=at)
    return meeting


def _agenda_of(
    meeting: CouncilMeeting, dossiers: Iterable[Dossier], *, at: datetime
) -> tuple[list[AgendaItem], list[Recusal]]:
    """Put dossiers on the agenda, open at once; who prepared one gives no opinion on it."""
    items = [
        AgendaItem.objects.create(meeting=meeting, dossier=dossier, position=place, state=ItemState.OPEN)
        for place, dossier in enumerate(dossiers, start=1)
    ]
    recusals = [
        Recusal.objects.create(item=item, member_id=member_id, reason=PREPARED_IT, recorded_at=at)
        for item in items
        for member_id in conflicts_at(item)
    ]
    return items, recusals


def _refuse_unready(dossier: Dossier, council: Council) -> None:
    name = dossier.product.name
    if council.is_central:
        raise DomainError("Hội đồng cấp trung ương họp theo đợt của Bộ; chưa lấy ý kiến bằng văn bản ở đây.")
    ready = is_renewal(dossier) and dossier.state == DossierState.COUNCIL_REVIEW
    if not ready or not dossier.unit_path.startswith(council.unit_path):
        raise DomainError(f"“{name}” không phải hồ sơ phân hạng lại đang chờ Hội đồng này. Hãy tải lại danh sách.")
    if AgendaItem.objects.filter(dossier=dossier).exclude(meeting__state=MeetingState.CLOSED).exists():
        raise DomainError(f"“{name}” đang được lấy ý kiến hoặc đã nằm trong chương trình của một phiên họp.")
    insist(may_decide_with_sheet(dossier))


@transaction.atomic
def give_opinion(
    item: AgendaItem,
    *,
    agrees: bool,
    reason: str,
    wants_meeting: bool = False,
    comment: str = "",
    meant: Sequence[Mark] = (),
    by: UserAccount,
    at: datetime,
) -> Receipt:
    """Send the own sheet with the opinion on the office's proposal; sending again returns the same receipt.

    Raises ``DomainError`` when the person may not, a criterion has no choice yet, or a reason is missing.
    """
    item = lock_item(item.pk)
    standing = standing_in_item(item, by)
    if standing.sheet is not None and standing.sealed:
        return Receipt.objects.get(key=receipt_key(standing.sheet))
    insist(may_score(standing, item))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do của ý kiến.", field="reason")
    if len(words) > LONGEST_REASON:
        raise DomainError(f"Lý do dài quá {LONGEST_REASON} ký tự.", field="reason")
    opinion = WrittenOpinion.objects.create(
        item=item, member=standing.own_seat, scoring_pass=item.scoring_pass, agrees=agrees,
        wants_meeting=wants_meeting, reason=words, given_at=at,
    )  # fmt: skip
    receipt = seal_sheet(item, comment=comment, meant=meant, by=by, at=at)
    record("opinion_given", item, by=by, at=at, unit_path=item.meeting.council.unit_path, records=[opinion])
    return receipt


@transaction.atomic
def call_meeting(item: AgendaItem, *, reason: str, by: UserAccount, at: datetime) -> AgendaItem:
    """Leave a product to a meeting, because opinions differ or it has to be talked over; it is scored anew there.

    What the opinions came to stays in the ledger. Raises ``DomainError`` when the person may not, or gives no reason.
    """
    item = lock_item(item.pk)
    standing = standing_in_item(item, by)
    if item.state == ItemState.POSTPONED and standing.presides:
        return item
    insist(may_call_meeting(standing, item))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do triệu tập họp.", field="reason")
    was, result = item.state, EvaluationResult.objects.filter(item=item).first()
    gone = [result, *item.agreed_options.all(), *item.gate_waivers.all()] if result else []
    item.state, item.close_reason = ItemState.POSTPONED, words
    item.save(update_fields=["state", "close_reason"])
    told = {"average": result.average_score, "spread": str(result.score_spread)} if result else {}
    record(
        "meeting_called", item, by=by, at=at, unit_path=item.meeting.council.unit_path, reason=words,
        from_state=was, to_state=ItemState.POSTPONED, details=told, records=[item], gone=gone,
    )  # fmt: skip
    for row in gone:
        row.delete()
    return item
