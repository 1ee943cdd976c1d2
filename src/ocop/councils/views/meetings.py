"""Meetings: the list, a new one, the agenda, attendance and the opening."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.councils.forms import MeetingForm
from ocop.councils.models import CouncilMeeting
from ocop.councils.operations import (
    arrange_agenda,
    open_meeting,
    plan_meeting,
    put_on_agenda,
    record_attendance,
    take_off_agenda,
)
from ocop.councils.pages.meetings import agenda_page, read_presence
from ocop.councils.pages.trails import trail
from ocop.councils.queries.access import councils_planned_by, get_item_for, get_meeting_for
from ocop.councils.queries.meetings import (
    attendance_list,
    dossiers_in_order,
    meeting_list,
    quorum_of,
    quorum_rule,
)
from ocop.councils.queries.standing import standing_in_meeting
from ocop.councils.rules import may_record_attendance
from ocop.dossiers.models import EvaluationRound
from ocop.pages.answering import answered, attempt, leaf, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.typed_numbers import is_number
from ocop.people.rights import ALLOWED, Denied

PER_PAGE = 25
NO_COUNCIL = Denied("Bạn không có Hội đồng nào để lập phiên họp.")


@reading_page
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings this person may follow."""
    user = signed_in(request)
    found = leaf(request, meeting_list(user), PER_PAGE)
    return show(
        request, "councils/meetings.html", page=found, may_plan=councils_planned_by(user).exists(), crumbs=trail()
    )


@typing_page
def meeting_create(request: HttpRequest) -> HttpResponse:
    """Plan a meeting of a council for a round."""
    user = signed_in(request)
    councils = councils_planned_by(user).select_related("unit").order_by("-decided_on", "-pk")
    permit(ALLOWED if councils.exists() else NO_COUNCIL)
    paths = councils.values_list("unit_path", flat=True)
    rounds = EvaluationRound.objects.filter(unit_path__in=paths).order_by("-year", "-number")
    first: dict[str, Any] = {"round": request.GET.get("dot") or rounds.first()}  # a renewal alone needs none
    form = MeetingForm(request.POST or None, initial=first).offer(councils, rounds)

    def plan(given: dict[str, Any]) -> HttpResponse:
        made = plan_meeting(
            given["council"], given["round"], held_on=given["held_on"], place=given["place"], by=user, at=timezone.now(),
            is_demo=given["council"].is_demo,
        )  # fmt: skip
        return redirect("councils:agenda", made.pk)

    crumbs = trail(last="Phiên họp mới")
    return answered(request, form, plan) or show(request, "councils/meeting_create.html", form=form, crumbs=crumbs)


@typing_page
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the dossiers of the round for the meeting, and their order."""
    user, meeting = signed_in(request), get_meeting_for(request.user, pk)
    if request.method == "POST":
        ticked = [int(value) for value in request.POST.getlist("ho_so") if is_number(value)]
        chosen = dossiers_in_order(ticked)
        words = f"Đã đưa {len(chosen)} hồ sơ vào chương trình." if chosen else ""
        attempt(request, lambda: put_on_agenda(meeting, chosen, by=user, at=timezone.now()), words)
        return redirect("councils:agenda", pk)
    return show(request, "councils/agenda.html", **agenda_page(meeting, user))


@button
def agenda_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a product one place up or down, or take it off the agenda."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    step = request.POST.get("viec")
    if step == "rut":
        attempt(request, lambda: take_off_agenda(item, by=user, at=timezone.now()), "Đã rút khỏi chương trình.")
        return redirect("councils:agenda", item.meeting_id)
    order = list(item.meeting.items.order_by("position").values_list("pk", flat=True))
    place = order.index(item.pk)
    other = place - 1 if step == "len" else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        attempt(request, lambda: arrange_agenda(item.meeting, order, by=user, at=timezone.now()))
    return redirect("councils:agenda", item.meeting_id)


@typing_page
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who is present; the rule of the quorum stands beside it."""
    user, meeting = signed_in(request), get_meeting_for(request.user, pk)
    verdict = may_record_attendance(standing_in_meeting(meeting, user), meeting)
    members = attendance_list(meeting)
    if request.method == "POST":
        permit(verdict)
        return _attendance_taken(request, meeting, read_presence(request.POST, members))
    quorum = quorum_of(meeting)
    return show(
        request, "councils/attendance.html", meeting=meeting, members=members, quorum=quorum, taken=any(one.present is not None for one in members), rule=quorum_rule(quorum), may_record=verdict,
        crumbs=trail(meeting=meeting, last="Điểm danh"),
    )  # fmt: skip


def _attendance_taken(request: HttpRequest, meeting: CouncilMeeting, presence: dict[int, bool]) -> HttpResponse:
    by, at, to = signed_in(request), timezone.now(), "councils:attendance"
    saved = attempt(request, lambda: record_attendance(meeting, presence, by=by, at=at))
    if saved and request.POST.get("viec") == "khai_mac":
        opened = attempt(request, lambda: open_meeting(meeting, by=by, at=at), "Phiên họp đã khai mạc.")
        to = "councils:meeting" if opened else to
    return redirect(to, meeting.pk)
