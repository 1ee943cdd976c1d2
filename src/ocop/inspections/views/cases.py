"""Cases of revocation: the list, one case, the decision (QĐ 26/2026, Đ.8)."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from ocop.inspections.competence import days_to_decide
from ocop.inspections.forms import DismissForm, RevokeForm
from ocop.inspections.listings import case_listing
from ocop.inspections.models import RevocationCase
from ocop.inspections.operations import dismiss_case, revoke
from ocop.inspections.pages.case import case_page
from ocop.inspections.pages.trails import trail, turned_away_unless_sent
from ocop.inspections.queries.access import OFFICES, get_case_for
from ocop.inspections.queries.worklist import FILTERS, days_left, find_certificates, listed_cases, numbers_by_state
from ocop.inspections.rules import COMMUNE, may_decide, may_dismiss
from ocop.pages.answering import carried_out, go_on, leaf, show
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.paper.lists import asked_form, list_response
from ocop.people.rights import ALLOWED, Denied, holds_any
from ocop.reviewing.pages.chips import chips_of

PER_PAGE = 50
NOT_AN_OFFICE = Denied("Trang này dành cho UBND xã, cơ quan tham mưu OCOP và người có thẩm quyền thu hồi.")


@reading_page
def case_list(request: HttpRequest) -> HttpResponseBase:
    """List the cases a person may read, the nearest deadline first."""
    user, today = signed_in(request), timezone.localdate()
    asked = request.GET.get("loc", "")
    chosen = asked if asked in FILTERS else "dang-xu-ly"
    wanted = listed_cases(user, chosen)
    if form := asked_form(request):
        return list_response(case_listing(wanted, chosen=chosen, today=today, at=timezone.now()), form=form)
    found = leaf(request, wanted, PER_PAGE)
    chips = chips_of(FILTERS, numbers_by_state(user), chosen, lambda value: urlencode({"loc": value}))
    return show(
        request, "inspections/cases.html", page=found, rows=[(one, days_left(one, today=today)) for one in found],
        chips=chips, query_string=urlencode({"loc": chosen}), is_office=holds_any(user, OFFICES), is_commune=holds_any(user, COMMUNE),
        days=days_to_decide(today), crumbs=trail(),
    )  # fmt: skip


@reading_page
def find(request: HttpRequest) -> HttpResponse:
    """Find a certificate of the own territory by words of product or producer, to open a case about it."""
    user = signed_in(request)
    permit(ALLOWED if holds_any(user, (*OFFICES, *COMMUNE)) else NOT_AN_OFFICE)
    typed = " ".join(request.GET.get("q", "").split())[:120]
    rows = find_certificates(user, typed) if typed else []
    return show(
        request,
        "inspections/find.html",
        typed=typed,
        rows=rows,
        is_office=holds_any(user, OFFICES),
        crumbs=trail(last="Chọn sản phẩm"),
    )


@reading_page
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case with its steps for this person."""
    user, found = signed_in(request), get_case_for(request.user, pk)
    context = case_page(found, user, today=timezone.localdate())
    return show(request, "inspections/case.html", **context, crumbs=trail(case=found))


@typing_page
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke the certificate under a number and a day; the case stands once more above the form."""
    user, found = signed_in(request), get_case_for(request.user, pk)
    verdict = may_decide(user, found, on=timezone.localdate())
    if found.decision:
        verdict = Denied("Giấy chứng nhận này đã bị thu hồi.")
    if refusal := turned_away_unless_sent(request, found, verdict):
        return refusal
    form = RevokeForm(request.POST or None, initial={"decided_on": timezone.localdate()})

    def lead(made: RevocationCase) -> HttpResponse:
        number = made.decision.decision_number if made.decision else ""
        return go_on(request, f"Đã ghi quyết định {number}; giấy chứng nhận đã bị thu hồi.", "inspections:case", pk)

    context = case_page(found, user, today=timezone.localdate())
    return carried_out(request, form, partial(revoke, found), lead) or show(
        request, "inspections/decide.html", form=form, **context, crumbs=trail(case=found, last="Quyết định thu hồi")
    )


@typing_page
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case without revoking."""
    user, found = signed_in(request), get_case_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, found, may_dismiss(user, found, on=timezone.localdate())):
        return refusal
    form = DismissForm(request.POST or None)
    closed = carried_out(
        request,
        form,
        partial(dismiss_case, found),
        lambda _: go_on(request, "Đã kết thúc hồ sơ, không thu hồi.", "inspections:case", pk),
    )
    return closed or show(
        request, "inspections/dismiss.html", form=form, case=found, crumbs=trail(case=found, last="Không thu hồi")
    )
