"""When a seat begins to count whose holder was invited by a link that others could open: once it is known who holds it."""

from datetime import date, datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from ocop.councils.models import Council, CouncilMember
from ocop.councils.queries.setting_up import role_of_capacity
from ocop.ledger.operations import record
from ocop.people.models import Invitation, UserAccount
from ocop.people.rules import may_hold

from .inviting import invite_to_planned_meetings
from .seating import HELD, give_role_of, lock_council


def count_seats(invitation: Invitation, *, by: UserAccount, at: datetime) -> int:
    """Let the waiting seats of a person who is known now count, from today or the day after the council last met.

    Meetings that were held keep the members they had. A seat of somebody who may not hold its role goes on waiting. Runs inside
    the transaction of the confirmation and returns how many seats count now.
    """
    today = timezone.localdate(at)
    running = Q(effective_to__isnull=True) | Q(effective_to__gte=today)
    waiting = CouncilMember.objects.filter(running, account=invitation.account_id, awaits_confirmation=True)
    councils = {pk: lock_council(Council(pk=pk)) for pk in sorted(set(waiting.values_list("council_id", flat=True)))}
    UserAccount.objects.select_for_update(no_key=True).get(pk=invitation.account_id)
    counted = 0
    for seat in waiting.filter(council__in=councils).select_related("account").order_by("pk"):
        if may_hold(seat.account, role_of_capacity(seat.capacity)):
            _count(seat, councils[seat.council_id], way=invitation.confirmed_way, today=today, by=by, at=at)
            counted += 1
    return counted


def _count(seat: CouncilMember, council: Council, *, way: str, today: date, by: UserAccount, at: datetime) -> None:
    last = council.meetings.filter(state__in=HELD).aggregate(last=Max("held_on"))["last"]
    seat.awaits_confirmation = False
    seat.counts_from = max(today, last + timedelta(days=1)) if last else today
    seat.save(update_fields=["awaits_confirmation", "counts_from"])
    give_role_of(seat, council, by=by, at=at)
    details = {"member": seat.pk, "account": seat.account_id, "way": way, "from": seat.counts_from.isoformat()}
    record("council_seat_counts", council, by=by, at=at, unit_path=council.unit_path, details=details, records=[seat])
    invite_to_planned_meetings(seat, since=seat.counts_from, at=at)
