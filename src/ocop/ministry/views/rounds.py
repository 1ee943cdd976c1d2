"""Rounds of the ministry: the list, the law's two of a year, one beyond them (QĐ 26/2026, Đ.5.2)."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import EvaluationRound
from ocop.dossiers.queries.access import MINISTRY_ROLES
from ocop.ministry.pages.trails import trail
from ocop.ministry.queries.rounds import central_round_rows
from ocop.pages import crumbs
from ocop.pages.answering import carried_out, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.rights import ALLOWED, Denied, holds_any
from ocop.reviewing.forms.province import CentralRoundForm, YearForm
from ocop.reviewing.operations.rounds import add_extra_round, plan_rounds
from ocop.reviewing.rules.rounds import may_plan_rounds

NOT_OF_THE_MINISTRY = Denied("Trang này dành cho cơ quan tham mưu OCOP của Bộ và Bộ trưởng.")


@typing_page
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds of the ministry; let its office plan the law's two of a year."""
    user = signed_in(request)
    permit(ALLOWED if holds_any(user, MINISTRY_ROLES) else NOT_OF_THE_MINISTRY)
    plans, today = may_plan_rounds(user, None), timezone.localdate()
    if request.method == "POST":
        permit(plans)
    form = YearForm(request.POST or None, initial={"year": today.year + 1})

    def lead(made: list[EvaluationRound]) -> HttpResponse:
        return go_on(request, f"Đã có {len(made)} đợt của Bộ trong năm.", "ministry:rounds")

    return carried_out(request, form, partial(plan_rounds, None), lead) or show(
        request, "ministry/rounds.html", form=form, plans=plans, rows=central_round_rows(today=today),
        crumbs=trail(last="Đợt của Bộ"),
    )  # fmt: skip


@typing_page
def extra_round(request: HttpRequest) -> HttpResponse:
    """Add a round that the rules of the central council provide for."""
    permit(may_plan_rounds(signed_in(request), None))
    form = CentralRoundForm(request.POST or None)

    def lead(added: EvaluationRound) -> HttpResponse:
        return go_on(request, f"Đã thêm “{added.name}”.", "ministry:rounds")

    steps = [("Việc cần làm", reverse("web:home")), ("Đợt của Bộ", reverse("ministry:rounds"))]
    return carried_out(request, form, partial(add_extra_round, None), lead) or show(
        request, "ministry/extra_round.html", form=form, crumbs=crumbs.trail(*steps, last="Thêm đợt")
    )
