"""Where a person stands towards a meeting and a product on its agenda: the facts that every rule of this room asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ocop.councils.models import (
    AgendaItem,
    Attendance,
    Capacity,
    CouncilMeeting,
    CouncilMember,
    CouncilRules,
    Recusal,
    ScoreSheet,
)
from ocop.councils.states import SeatState, seat_state
from ocop.law.settings import setting
from ocop.ledger.prepared import Prepared, PreparedRecords
from ocop.people.models import UserAccount
from ocop.people.rights import holds_any

from .access import in_force, roles_in

# Asked at every step and on every page of a member.
_SEATS = PreparedRecords(
    lambda council, day, account: _members(council, day).select_related("account", "council").filter(account=account)
)
_PRESENCE = Prepared(lambda meeting: Attendance.objects.filter(meeting=meeting).values_list("member_id", "present"))
_RECUSAL = PreparedRecords(lambda item, member: Recusal.objects.filter(item=item, member=member).order_by("pk"))
_SHEET = PreparedRecords(
    lambda item, member, of_pass: ScoreSheet.objects.filter(item=item, member=member, scoring_pass=of_pass).order_by(
        "pk"
    )
)


def scores_in(capacity: str, rules: CouncilRules) -> bool:
    """Whether this capacity hands in a score sheet under the council's rules; the secretary does not by default."""
    if capacity == Capacity.SECRETARY and rules.secretary_scores:
        return True
    return capacity not in setting("council.non_scoring_capacities", rules.effective_from)


@dataclass(frozen=True)
class MeetingStanding:
    """A person in a meeting: the seat (if any), whether present, and whether this person presides."""

    seat: CouncilMember | None
    present: bool
    presides: bool
    scores: bool
    presence: Mapping[int, bool]  # who is present, by member

    @property
    def own_seat(self) -> CouncilMember:
        """The seat, for steps that a rule allows to members only."""
        if self.seat is None:
            raise LookupError("this person has no seat in the council")
        return self.seat

    @property
    def is_secretary(self) -> bool:
        """Whether the seat is the secretary's."""
        return self.seat is not None and self.seat.capacity == Capacity.SECRETARY


@dataclass(frozen=True)
class Standing(MeetingStanding):
    """A person towards one product: also whether recused, and the own sheet of the current pass."""

    recusal: Recusal | None
    sheet: ScoreSheet | None

    @property
    def sealed(self) -> bool:
        """Whether the server has received the own sheet of this pass."""
        return self.sheet is not None and self.sheet.sealed_at is not None


def presence_of(meeting: CouncilMeeting) -> dict[int, bool]:
    """Attendance of a meeting by member; a member without an entry has not been recorded yet. In writing everybody can answer."""
    if meeting.in_writing:
        return dict.fromkeys(members_at(meeting).values_list("pk", flat=True), True)
    return dict(_PRESENCE.rows(meeting.pk))


def standing_in_meeting(meeting: CouncilMeeting, user: UserAccount) -> MeetingStanding:
    """Return where a person stands in a meeting. The deputy presides when the chair is absent (Đ.7.3.b)."""
    seats = _SEATS.records(meeting.council_id, meeting.held_on, user.pk)
    seat = next((one for one in seats if holds_any(user, roles_in(one.council), one.council.unit_path)), None)
    presence = presence_of(meeting)
    if seat is None:
        return MeetingStanding(seat=None, present=False, presides=False, scores=False, presence=presence)
    present = presence.get(seat.pk, False)
    return MeetingStanding(
        seat=seat,
        present=present,
        presides=_presides(seat, meeting, presence),
        scores=scores_in(seat.capacity, meeting.rules),
        presence=presence,
    )


def _presides(seat: CouncilMember, meeting: CouncilMeeting, presence: dict[int, bool]) -> bool:
    if seat.capacity == Capacity.CHAIR:
        return True
    if seat.capacity != Capacity.DEPUTY or not presence.get(seat.pk, False):
        return False
    chairs = members_at(meeting).filter(capacity=Capacity.CHAIR).values_list("pk", flat=True)
    return all(presence.get(pk) is False for pk in chairs)


def standing_in_item(item: AgendaItem, user: UserAccount) -> Standing:
    """Return where a person stands towards a product on the agenda."""
    known = standing_in_meeting(item.meeting, user)
    recusal, sheet = None, None
    if known.seat is not None:
        recusal = _RECUSAL.first(item.pk, known.seat.pk)
        sheet = _SHEET.first(item.pk, known.seat.pk, item.scoring_pass)
    return Standing(**vars(known), recusal=recusal, sheet=sheet)


@dataclass(frozen=True)
class Seat:
    """One scoring member of the council towards one product."""

    member: CouncilMember
    state: SeatState

    @property
    def expected(self) -> bool:
        """Whether a sheet is still expected from this seat."""
        return self.state in {SeatState.SCORING, SeatState.NO_SHEET}


def members_at(meeting: CouncilMeeting) -> QuerySet[CouncilMember]:
    """Who sat in the council on the day of a meeting, with their accounts, in the order of the council's decision."""
    return _members(meeting.council_id, meeting.held_on).select_related("account")


def _members(council: Any, day: Any) -> QuerySet[CouncilMember]:
    return CouncilMember.objects.filter(in_force(day), council=council).order_by("position", "pk")


def seats_at(item: AgendaItem) -> list[Seat]:
    """Every scoring member with the honest state of the seat for one product."""
    presence = presence_of(item.meeting)
    recused = set(Recusal.objects.filter(item=item).values_list("member_id", flat=True))
    sealed = set(sealed_sheets(item).values_list("member_id", flat=True))
    rules = item.meeting.rules
    members: Iterable[CouncilMember] = [one for one in members_at(item.meeting) if scores_in(one.capacity, rules)]
    return [
        Seat(
            member,
            seat_state(
                item_state=item.state,
                recused=member.pk in recused,
                sealed=member.pk in sealed,
                present=presence.get(member.pk, False),
            ),
        )
        for member in members
    ]


def sealed_sheets(item: AgendaItem, scoring_pass: int | None = None) -> QuerySet[ScoreSheet]:
    """Sheets the server received for one product in one pass (the current one by default), in seat order."""
    return (
        ScoreSheet.objects.filter(item=item, scoring_pass=scoring_pass or item.scoring_pass, sealed_at__isnull=False)
        .select_related("member__account")
        .order_by("member__position", "member__pk")
    )
