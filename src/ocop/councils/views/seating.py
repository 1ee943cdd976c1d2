"""Seats of a council: give one, end one, take back one that was written by mistake (Đ.7.3.b)."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.councils.models import Council, CouncilMember, MeetingState
from ocop.councils.operations import end_seat, remove_seat, seat_member
from ocop.councils.pages.trails import council_trail
from ocop.councils.queries.access import get_council_for
from ocop.councils.queries.setting_up import candidates_for, get_seat_for, seat_was_used
from ocop.councils.rules import may_set_up_council
from ocop.councils.setting_up_forms import SeatEndForm, SeatForm, SeatRemovalForm
from ocop.pages.answering import answered, carried_out, go_on, pressed, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.invitations import invite_person
from ocop.people.models import UserAccount
from ocop.people.pages import hand_over


@typing_page
def seat_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat somebody known, or invite somebody and seat them."""
    user = signed_in(request)
    council = get_council_for(user, pk)
    permit(may_set_up_council(user, council.unit_path))
    has_met = council.meetings.exclude(state=MeetingState.PLANNED).exists()
    form = SeatForm(request.POST or None).offer(candidates_for(council), has_met=has_met)

    def step(given: dict[str, Any]) -> HttpResponse:
        seat = _seat(council, dict(given), by=user)
        messages.success(request, f"Đã ghi {seat.account} vào Hội đồng.")
        return _after_seating(request, seat)

    if answer := answered(request, form, step):
        return answer
    crumbs = council_trail(council, last="Thêm người")
    return show(request, "councils/seat_create.html", form=form, council=council, has_met=has_met, crumbs=crumbs)


@transaction.atomic
def _seat(council: Council, given: dict[str, Any], *, by: UserAccount) -> CouncilMember:
    """Invite first where nobody was chosen; a refused seat takes the invitation back with it."""
    now = timezone.now()
    account = given.pop("account")
    person = {name: given.pop(name) for name in ("full_name", "email", "phone")}
    if account is None:
        account = invite_person(**person, unit=council.unit, is_demo=council.is_demo, by=by, at=now).account
    return seat_member(council, account, **given, by=by, at=now)


def _after_seating(request: HttpRequest, seat: CouncilMember) -> HttpResponse:
    invitation = getattr(seat.account, "invitation", None)
    if invitation is None or invitation.accepted_at is not None:
        return redirect("councils:council", seat.council_id)
    hand_over(request, invitation)
    return redirect("people:invitation", invitation.pk)


@typing_page
def seat_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day of a seat."""
    seat = _seat_of_office(request, pk)
    form = SeatEndForm(request.POST or None, initial={"effective_to": timezone.localdate()})

    def back(_: object) -> HttpResponse:
        return go_on(request, f"Đã ghi ngày cuối giữ ghế của {seat.account}.", "councils:council", seat.council_id)

    crumbs = council_trail(seat.council, last="Kết thúc ghế")
    return carried_out(request, form, partial(end_seat, seat), back) or show(
        request, "councils/seat_end.html", form=form, seat=seat, crumbs=crumbs
    )


@typing_page
def seat_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a seat that was written by mistake."""
    seat = _seat_of_office(request, pk)
    form = SeatRemovalForm(request.POST or None)
    if form.is_valid():
        words = f"Đã bỏ {seat.account} khỏi Hội đồng."
        pressed(request, partial(remove_seat, seat, reason=form.cleaned_data["reason"]), words)
        return redirect("councils:council", seat.council_id)
    crumbs = council_trail(seat.council, last="Bỏ ghế ghi nhầm")
    return show(request, "councils/seat_remove.html", form=form, seat=seat, used=seat_was_used(seat), crumbs=crumbs)


def _seat_of_office(request: HttpRequest, pk: int) -> CouncilMember:
    """The seat, for those who set up its council."""
    user = signed_in(request)
    seat = get_seat_for(user, pk)
    permit(may_set_up_council(user, seat.council.unit_path))
    return seat
