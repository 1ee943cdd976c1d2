"""Requests to evaluate a round again: list, request, acceptance, order, report (QĐ 26/2026, Đ.10.1.b)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.ministry.forms import OrderForm, RedoForm, ReportForm
from ocop.ministry.models import RedoRequest
from ocop.ministry.operations import accept_redo_request, order_redo, report_redo, send_redo_request
from ocop.ministry.pages.redoing import redo_page, redo_trail
from ocop.ministry.queries.access import READERS
from ocop.ministry.queries.redoing import (
    get_redo_request_for,
    redo_requests_visible_to,
    redoable,
    rounds_of_province,
    rounds_with_results,
)
from ocop.ministry.rules import may_order_redo, may_report_redo, may_request_redo
from ocop.ministry.views.packages import NOT_AN_OFFICE, PER_PAGE
from ocop.pages.answering import carried_out, go_on, leaf, pressed, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit, turned_away_unless_sent
from ocop.people.rights import ALLOWED, holds_any


@reading_page
def redo_requests(request: HttpRequest) -> HttpResponse:
    """List the requests a person may read, the nearest day first."""
    user = signed_in(request)
    permit(ALLOWED if holds_any(user, READERS) else NOT_AN_OFFICE)
    found = leaf(request, redo_requests_visible_to(user), PER_PAGE)
    return show(
        request, "ministry/redo_requests.html", page=found, may_request=may_request_redo(user), crumbs=redo_trail()
    )


@typing_page
def redo_create(request: HttpRequest) -> HttpResponse:
    """Record the request that the minister signed."""
    permit(may_request_redo(signed_in(request)))
    form = RedoForm(rounds_with_results(), request.POST or None, initial={"letter_on": timezone.localdate()})

    def lead(made: RedoRequest) -> HttpResponse:
        return go_on(request, f"Đã gửi đề nghị số {made.letter_number} cho tỉnh.", "ministry:redo_request", made.pk)

    return carried_out(request, form, send_redo_request, lead) or show(
        request, "ministry/redo_create.html", form=form, crumbs=redo_trail(last="Ghi đề nghị của Bộ")
    )


@reading_page
def redo_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request: what was wrong, which products are concerned, what was done."""
    user, found = signed_in(request), get_redo_request_for(request.user, pk)
    return show(request, "ministry/redo_request.html", **redo_page(found, user), crumbs=redo_trail(found))


@button
def redo_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request on."""
    found = get_redo_request_for(signed_in(request), pk)
    pressed(request, partial(accept_redo_request, found), "Đã tiếp nhận đề nghị của Bộ.")
    return redirect("ministry:redo_request", pk)


@typing_page
def redo_order(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair orders what is evaluated again."""
    user, found = signed_in(request), get_redo_request_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, may_order_redo(user, found), "ministry:redo_request", pk):
        return refusal
    form = OrderForm(rounds_of_province(found), redoable(found), request.POST or None)

    def lead(_: RedoRequest) -> HttpResponse:
        return go_on(request, "Đã ghi văn bản chỉ đạo thực hiện lại.", "ministry:redo_request", pk)

    return carried_out(request, form, partial(order_redo, found), lead) or show(
        request,
        "ministry/redo_order.html",
        form=form,
        asked=found,
        crumbs=redo_trail(found, last="Chỉ đạo thực hiện lại"),
    )


@typing_page
def redo_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The province reports to the ministry."""
    user, found = signed_in(request), get_redo_request_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, may_report_redo(user, found), "ministry:redo_request", pk):
        return refusal
    form = ReportForm(request.POST or None)

    def lead(_: RedoRequest) -> HttpResponse:
        return go_on(request, "Đã báo cáo Bộ.", "ministry:redo_request", pk)

    return carried_out(request, form, partial(report_redo, found), lead) or show(
        request, "ministry/redo_report.html", form=form, asked=found, crumbs=redo_trail(found, last="Báo cáo Bộ")
    )
