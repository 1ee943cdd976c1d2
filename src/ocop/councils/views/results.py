"""After closing: the result of one product, and the steps of the chair and the secretary on it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ocop.councils.arithmetic import Mark
from ocop.councils.forms import RejectionForm, RescoringForm, WaiverForm
from ocop.councils.models import AgendaItem
from ocop.councils.operations import (
    apply_rejection_rule,
    finalise_item,
    record_agreed_options,
    reopen_for_rescoring,
    waive_gate,
)
from ocop.councils.pages.result import result_page
from ocop.councils.pages.trails import trail
from ocop.councils.queries.access import get_item_for
from ocop.councils.queries.results import gated_criteria
from ocop.councils.queries.scoring import law_sheet_of
from ocop.councils.queries.standing import Standing, standing_in_item
from ocop.councils.rules import CHAIR_ONLY, may_conclude, may_see_names, may_see_result, may_settle
from ocop.pages.answering import answered, attempt, show
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.rights import ALLOWED


@login_required
@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the result of a closed product; ``?trinh-chieu=1`` is the projector view without names."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(item, user)
    permit(may_see_result(standing, item))
    projector = request.GET.get("trinh-chieu") == "1"
    named = bool(may_see_names(standing, item)) and not projector
    return show(
        request, "councils/result.html", item=item, named=named, projector=projector, **result_page(item, named=named),
        **_steps(standing, item), crumbs=trail(item=item, last="Kết quả"),
    )  # fmt: skip


def _steps(standing: Standing, item: AgendaItem) -> dict[str, Any]:
    law = law_sheet_of(item)
    gated = [(one.code, f"{one.code}. {one.title}") for one in law.scored_criteria if one.has_gate]
    return {
        "may_settle": may_settle(standing, item),
        "may_conclude": may_conclude(standing, item),
        "rescoring_form": RescoringForm(),
        "waiver_form": WaiverForm().offer(gated),
        "rejection_form": RejectionForm().offer(law.rejection_rules) if law.rejection_rules else None,
    }


@login_required
@require_http_methods(["GET", "POST"])
def agreed(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the level the council agrees on for each gated criterion; prefilled where all members chose the same."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(item, user)
    permit(may_see_result(standing, item))
    permit(may_settle(standing, item))
    if request.method == "POST":
        marks, words = _levels_typed(request, item), "Đã ghi mức thống nhất."
        recorded = attempt(request, lambda: record_agreed_options(item, marks, by=user, at=timezone.now()), words)
        return redirect("councils:result" if recorded else "councils:agreed", pk)
    crumbs = trail(item=item, last="Mức thống nhất")
    return show(request, "councils/agreed.html", item=item, criteria=gated_criteria(item), crumbs=crumbs)


def _levels_typed(request: HttpRequest, item: AgendaItem) -> list[Mark]:
    codes = [one.criterion.code for one in gated_criteria(item)]
    given = {code: request.POST.get(f"muc-{code}", "") for code in codes}
    return [Mark(code, "", int(value)) for code, value in given.items() if value.isascii() and value.isdigit()]


@login_required
@require_http_methods(["GET", "POST"])
def rescore(request: HttpRequest, pk: int) -> HttpResponse:
    """Order a new scoring after discussion."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    permit(may_conclude(standing_in_item(item, user), item))
    form = RescoringForm(request.POST or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        reopen_for_rescoring(item, reason=given["reason"], by=user, at=timezone.now())
        return redirect("councils:meeting", item.meeting_id)

    return answered(request, form, step) or _step_page(request, item, form, "Chấm lại", "Mở chấm lại")


@login_required
@require_http_methods(["GET", "POST"])
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a star mark does not apply to this product."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    permit(may_conclude(standing_in_item(item, user), item))
    gated = [(one.code, f"{one.code}. {one.title}") for one in law_sheet_of(item).scored_criteria if one.has_gate]
    form = WaiverForm(request.POST or None).offer(gated)

    def step(given: dict[str, Any]) -> HttpResponse:
        waive_gate(item, **given, by=user, at=timezone.now())
        return redirect("councils:result", pk)

    return answered(request, form, step) or _step_page(
        request, item, form, "Không áp dụng dấu sao", "Ghi quyết định của Hội đồng"
    )


@login_required
@require_http_methods(["GET", "POST"])
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """End the evaluation of a product by a printed ground."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    standing = standing_in_item(item, user)
    permit(ALLOWED if standing.presides else CHAIR_ONLY)
    form = RejectionForm(request.POST or None).offer(law_sheet_of(item).rejection_rules)

    def step(given: dict[str, Any]) -> HttpResponse:
        apply_rejection_rule(item, **given, by=user, at=timezone.now())
        return redirect("councils:meeting", item.meeting_id)

    return answered(request, form, step) or _step_page(
        request, item, form, "Loại hoặc dừng đánh giá", "Áp dụng điều kiện này"
    )


def _step_page(request: HttpRequest, item: AgendaItem, form: Form, title: str, action: str) -> HttpResponse:
    return show(
        request,
        "councils/step.html",
        item=item,
        form=form,
        title=title,
        action=action,
        crumbs=trail(item=item, last=title),
    )


@login_required
@require_POST
def finalise(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the result of a product final."""
    user, item = signed_in(request), get_item_for(request.user, pk)
    went_through = attempt(request, lambda: finalise_item(item, by=user, at=timezone.now()), "Đã chốt kết quả.")
    return redirect("councils:meeting", item.meeting_id) if went_through else redirect("councils:result", pk)
