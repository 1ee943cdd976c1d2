"""Invite to a seat and to a meeting: whoever sits in a council on the day of a meeting is told when and where."""

from datetime import date, datetime

from django.utils import timezone

from ocop.councils.models import CouncilMeeting, CouncilMember, MeetingState
from ocop.councils.queries.access import in_force
from ocop.notices.operations import notify
from ocop.people.models import UserAccount
from ocop.vietnamese import format_date


def invite_to_seat(member: CouncilMember, *, at: datetime) -> None:
    """Tell a person of the new seat, and of the meetings that are planned already if the seat counts."""
    since = member.effective_from or timezone.localdate(at)
    words = {"council": member.council.name, "capacity": member.get_capacity_display(), "since": format_date(since)}
    notify("council_seat", to=[member.account], about=member, words=words, at=at)
    if not member.awaits_confirmation:
        invite_to_planned_meetings(member, since=since, at=at)


def invite_to_planned_meetings(member: CouncilMember, *, since: date, at: datetime) -> None:
    """Tell a person of the meetings that are planned from a day on."""
    for meeting in member.council.meetings.filter(state=MeetingState.PLANNED, held_on__gte=since):
        _invite(meeting, [member.account], at=at)


def invite_to_meeting(meeting: CouncilMeeting, *, at: datetime) -> None:
    """Tell everybody who sits in the council on the day of the meeting."""
    seats = meeting.council.members.filter(in_force(meeting.held_on)).select_related("account")
    _invite(meeting, [seat.account for seat in seats], at=at)


def _invite(meeting: CouncilMeeting, people: list[UserAccount], *, at: datetime) -> None:
    words = {"council": meeting.council.name, "held_on": format_date(meeting.held_on), "place": meeting.place}
    notify("meeting_invitation", to=people, about=meeting, words=words, at=at)
