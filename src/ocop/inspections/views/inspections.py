"""Inspections: the plan of a year, one inspection, its steps (QĐ 26/2026, Đ.9)."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.sending import evidence_pages
from ocop.inspections import inspecting_forms as forms
from ocop.inspections import supervision as may
from ocop.inspections.listings import findings_listing
from ocop.inspections.models import Inspection, InspectionState
from ocop.inspections.operations import inspecting
from ocop.inspections.pages.inspection import inspection_page, inspection_trail
from ocop.inspections.queries.access import OFFICES, get_certificate_for
from ocop.inspections.queries.inspections import (
    TAGS,
    get_inspection_for,
    get_inspection_photo_for,
    plan_of_year,
    years_of,
)
from ocop.ledger.verdicts import Verdict
from ocop.pages import refusing
from ocop.pages.answering import answered, carried_out, go_on, leaf, pressed, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.page_form import PageForm
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.pages.typed_numbers import is_number
from ocop.paper.lists import asked_form, list_response
from ocop.people.models import UserAccount
from ocop.people.rights import holds_any

PER_PAGE = 50


@reading_page
def inspections(request: HttpRequest) -> HttpResponseBase:
    """List the inspections of a year that a person may read, by their day."""
    user, today = signed_in(request), timezone.localdate()
    years, asked = years_of(user, today=today), request.GET.get("nam", "")
    year = int(asked) if is_number(asked) and int(asked) in years else today.year
    if form := asked_form(request):
        return list_response(findings_listing(plan_of_year(user, year), year=year, at=timezone.now()), form=form)
    found = leaf(request, plan_of_year(user, year), PER_PAGE)
    rows = [(one, TAGS[InspectionState(one.state)]) for one in found]
    return show(
        request, "inspections/inspections.html", page=found, rows=rows, year=year, years=sorted(years.items(), reverse=True),
        query_string=f"nam={year}", is_office=holds_any(user, OFFICES), crumbs=inspection_trail(),
    )  # fmt: skip


@keeps_typed
@typing_page
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a product into the plan."""
    user, certificate = signed_in(request), get_certificate_for(request.user, pk)
    if request.method == "GET":
        permit(may.may_plan(user, certificate, on=timezone.localdate()))
    form = forms.PlanForm(request.POST or typed_again(request))
    planned = carried_out(
        request,
        form,
        partial(inspecting.plan_inspection, certificate),
        lambda made: go_on(request, "Đã đưa vào kế hoạch kiểm tra.", "inspections:inspection", made.pk),
    )
    return planned or show(
        request, "inspections/plan.html", form=form, certificate=certificate, title="Lập kế hoạch kiểm tra",
        crumbs=inspection_trail(last="Lập kế hoạch kiểm tra"),
    )  # fmt: skip


@reading_page
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an inspection with its steps for this person."""
    user, found = signed_in(request), get_inspection_for(request.user, pk)
    context = inspection_page(found, user, today=timezone.localdate())
    return show(request, "inspections/inspection.html", **context, crumbs=inspection_trail(inspection=found))


@button
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an inspection."""
    found = get_inspection_for(request.user, pk)
    pressed(request, partial(inspecting.start_inspection, found), "Đã bắt đầu kiểm tra.")
    return redirect("inspections:inspection", pk)


def _away(request: HttpRequest, found: Inspection, verdict: Verdict) -> HttpResponse | None:
    return refusing.turned_away_unless_sent(request, verdict, "inspections:inspection", found.pk)


def _step(request: HttpRequest, found: Inspection, form: PageForm, title: str, **context: Any) -> HttpResponse:
    return show(
        request, "inspections/inspection_step.html", form=form, **inspection_page(found, signed_in(request), today=timezone.localdate()),
        crumbs=inspection_trail(inspection=found, last=title), **context,
    )  # fmt: skip


@keeps_typed
@typing_page
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was seen, with photos."""
    user, found = signed_in(request), get_inspection_for(request.user, pk)
    if refusal := _away(request, found, may.may_work_on(user, found, *may.TO_RECORD)):
        return refusal
    first = {name: getattr(found, name) for name in ("findings", "explain_by")}
    first["visited_on"] = found.visited_on or timezone.localdate()
    form = forms.FindingsForm(request.POST or typed_again(request), request.FILES or None, initial=first)

    def step(_given: dict[str, Any]) -> HttpResponse:
        inspecting.record_findings(found, **form.recorded(), by=user, at=timezone.now())
        return go_on(request, "Đã ghi nhận và báo cho chủ thể.", "inspections:inspection", pk)

    return answered(request, form, step) or _step(request, found, form, "Ghi nhận", with_files=True)


@keeps_typed
@typing_page
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the findings for the producer."""
    user, found = signed_in(request), get_inspection_for(request.user, pk)
    if refusal := _away(request, found, may.may_respond(user, found)):
        return refusal
    form = forms.RespondForm(request.POST or typed_again(request))
    sent = carried_out(
        request,
        form,
        partial(inspecting.respond, found),
        lambda _: go_on(request, "Đã gửi giải trình.", "inspections:inspection", pk),
    )
    return sent or _step(request, found, form, "Giải trình")


@keeps_typed
@typing_page
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Conclude an inspection."""
    user, found = signed_in(request), get_inspection_for(request.user, pk)
    if refusal := _away(request, found, may.may_work_on(user, found, *may.TO_CONCLUDE)):
        return refusal
    form = forms.ConcludeForm(request.POST or typed_again(request))
    concluded = carried_out(
        request,
        form,
        partial(inspecting.conclude, found),
        lambda _: go_on(request, "Đã kết luận và báo cho chủ thể.", "inspections:inspection", pk),
    )
    return concluded or _step(request, found, form, "Kết luận")


@keeps_typed
@typing_page
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down whether what was asked for is mended."""
    user, found = signed_in(request), get_inspection_for(request.user, pk)
    if refusal := _away(request, found, may.may_follow_up(user, found)):
        return refusal
    form = forms.FollowUpForm(request.POST or typed_again(request))

    def step(given: dict[str, Any]) -> HttpResponse:
        mended = given["mended"] == "yes"
        inspecting.follow_up(found, is_mended=mended, follow_up=given["follow_up"], by=user, at=timezone.now())
        return go_on(request, "Đã ghi kết quả khắc phục.", "inspections:inspection", pk)

    return answered(request, form, step) or _step(request, found, form, "Kết quả khắc phục")


def _back_of(_: UserAccount, found: Inspection, pk: int) -> tuple[str, str]:
    return (f"Kiểm tra: {found.certificate.product.name}", reverse("inspections:inspection", args=[pk]))


photo_file, photo_picture, photo_viewer, photo_leaf = evidence_pages(
    get_inspection_for, _back_of, get_inspection_photo_for
)
