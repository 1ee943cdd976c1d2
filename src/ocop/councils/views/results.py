"""After closing: the result of one product, and the steps of the chair and the secretary on it."""

from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ocop.councils.arithmetic import Mark
from ocop.councils.forms import RejectionForm, RescoringForm, WaiverForm
from ocop.councils.models import AgendaItem, ItemState
from ocop.councils.operations import (
    apply_rejection_rule,
    finalise_item,
    record_agreed_options,
    reopen_for_rescoring,
    waive_gate,
)
from ocop.councils.pages.result import result_page
from ocop.councils.pages.settling import settling_page
from ocop.councils.pages.trails import back_to_board, trail
from ocop.councils.queries.access import get_item_for
from ocop.councils.queries.finishing import what_keeps_open
from ocop.councils.queries.opinions import opinions_on, reasons_to_meet
from ocop.councils.queries.results import gated_criteria
from ocop.councils.queries.scoring import law_sheet_of
from ocop.councils.queries.standing import Standing, standing_in_item
from ocop.councils.rules import CHAIR_ONLY, may_call_meeting, may_conclude, may_see_names, may_see_result, may_settle
from ocop.pages.answering import carried_out, pressed, show
from ocop.pages.opening import button, reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.typed_numbers import is_number
from ocop.people.rights import ALLOWED


@reading_page
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the result of a closed product; ``?trinh-chieu=1`` is the projector view without names."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(item, user)
    permit(may_see_result(standing, item))
    projector = request.GET.get("trinh-chieu") == "1"
    named = bool(may_see_names(standing, item)) and not projector
    return show(
        request, "councils/result.html", item=item, named=named, projector=projector, **result_page(item, named=named),
        opinions=opinions_on(item) if named and item.meeting.in_writing else [],
        to_meet=reasons_to_meet(item, item.result) if item.state == ItemState.CLOSED else [],
        **_steps(standing, item), crumbs=trail(item=item, last="Kết quả"),
    )  # fmt: skip


def _steps(standing: Standing, item: AgendaItem) -> dict[str, Any]:
    law = law_sheet_of(item)
    concludes = may_conclude(standing, item)
    return {
        "may_settle": may_settle(standing, item),
        "may_conclude": concludes,
        "kept_open": what_keeps_open(item, item.result) if concludes else "",
        "may_call_meeting": may_call_meeting(standing, item),
        "rejection_form": RejectionForm().offer(law.rejection_rules) if law.rejection_rules else None,
    }


@typing_page
def agreed(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the levels the council agrees on, the decisive ones first; ``?trinh-chieu=1`` is the projector view."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(item, user)
    permit(may_see_result(standing, item))
    permit(may_settle(standing, item))
    if request.method == "POST":
        marks, words = _levels_typed(request, item), "Đã ghi mức thống nhất."
        recorded = pressed(request, partial(record_agreed_options, item, marks), words)
        return redirect("councils:result" if recorded else "councils:agreed", pk)
    crumbs = trail(item=item, last="Mức thống nhất")
    page = settling_page(item, projector=request.GET.get("trinh-chieu") == "1")
    return show(request, "councils/agreed.html", item=item, **page, crumbs=crumbs)


def _levels_typed(request: HttpRequest, item: AgendaItem) -> list[Mark]:
    codes = [one.criterion.code for one in gated_criteria(item)]
    given = {code: request.POST.get(f"muc-{code}", "") for code in codes}
    return [Mark(code, "", int(value)) for code, value in given.items() if is_number(value)]


@typing_page
def rescore(request: HttpRequest, pk: int) -> HttpResponse:
    """Order a new scoring after discussion."""
    item = _concluded(request, pk)
    form = RescoringForm(request.POST or None)
    return carried_out(request, form, partial(reopen_for_rescoring, item), back_to_board(item)) or _step_page(
        request, item, form, "Chấm lại", "Mở chấm lại"
    )


@typing_page
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a star mark does not apply to this product."""
    item = _concluded(request, pk)
    form = WaiverForm(request.POST or None).offer(_gated(item))
    return carried_out(
        request, form, partial(waive_gate, item), lambda _: redirect("councils:result", pk)
    ) or _step_page(request, item, form, "Không áp dụng dấu sao", "Ghi quyết định của Hội đồng")


@typing_page
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """End the evaluation of a product by a printed ground."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    permit(ALLOWED if standing_in_item(item, user).presides else CHAIR_ONLY)
    form = RejectionForm(request.POST or None).offer(law_sheet_of(item).rejection_rules)
    return carried_out(request, form, partial(apply_rejection_rule, item), back_to_board(item)) or _step_page(
        request, item, form, "Loại hoặc dừng đánh giá", "Áp dụng điều kiện này"
    )


def _concluded(request: HttpRequest, pk: int) -> AgendaItem:
    """The product, for the one who concludes on it."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    permit(may_conclude(standing_in_item(item, user), item))
    return item


def _gated(item: AgendaItem) -> list[tuple[str, str]]:
    return [(one.code, f"{one.code}. {one.title}") for one in law_sheet_of(item).scored_criteria if one.has_gate]


def _step_page(request: HttpRequest, item: AgendaItem, form: Form, title: str, action: str) -> HttpResponse:
    crumbs = trail(item=item, last=title)
    return show(request, "councils/step.html", item=item, form=form, action=action, crumbs=crumbs)


@button
def finalise(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the result of a product final."""
    item = get_item_for(request.user, pk)
    went_through = pressed(request, partial(finalise_item, item), "Đã chốt kết quả.")
    return redirect("councils:meeting", item.meeting_id) if went_through else redirect("councils:result", pk)
