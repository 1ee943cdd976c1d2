"""Ask the council in writing about renewals, and leave one to a meeting (QĐ 26/2026, Đ.7.6.d)."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.councils.forms import CallMeetingForm, ConsultForm
from ocop.councils.operations import call_meeting, consult_in_writing
from ocop.councils.pages.trails import trail
from ocop.councils.queries.access import get_item_for, provincial_councils
from ocop.councils.queries.meetings import renewals_waiting
from ocop.councils.queries.standing import standing_in_item
from ocop.councils.rules import may_call_meeting
from ocop.councils.views.meetings import NO_COUNCIL
from ocop.pages.answering import answered, carried_out, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.rights import ALLOWED


@typing_page
def consult(request: HttpRequest) -> HttpResponse:
    """Choose renewals whose office report is signed, and send them to every member of a council."""
    user = signed_in(request)
    councils = provincial_councils(user)
    permit(ALLOWED if councils.exists() else NO_COUNCIL)
    waiting = renewals_waiting(user)
    form = ConsultForm(request.POST or None).offer(councils, waiting)

    def send(given: dict[str, Any]) -> HttpResponse:
        made = consult_in_writing(
            given["council"], given["dossiers"], by=user, at=timezone.now(), is_demo=given["council"].is_demo
        )
        return redirect("councils:meeting", made.pk)

    crumbs = trail(last="Lấy ý kiến bằng văn bản")
    if answer := answered(request, form, send):
        return answer
    return show(request, "councils/consult.html", form=form, any_waiting=waiting.exists(), crumbs=crumbs)


@typing_page
def to_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a product to a meeting, with the reason."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    permit(may_call_meeting(standing_in_item(item, user), item))
    form = CallMeetingForm(request.POST or None)
    done = carried_out(
        request,
        form,
        partial(call_meeting, item),
        lambda _: go_on(request, "Sản phẩm được để lại cho phiên họp.", "councils:meeting", item.meeting_id),
    )
    return done or show(
        request, "councils/to_meeting.html", form=form, item=item, crumbs=trail(item=item, last="Triệu tập họp")
    )
