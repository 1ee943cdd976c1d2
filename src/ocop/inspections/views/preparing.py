"""The steps before a decision: open, verify, ask and explain, submit (QĐ 26/2026, Đ.8.1, 8.3.a)."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.inspections.forms import AnswerForm, AskForm, OpeningForm, StoppedForm, SubmitForm
from ocop.inspections.models import ExplanationRequest
from ocop.inspections.operations import (
    answer_request,
    ask_to_explain,
    confirm_stopped,
    open_case,
    start_verifying,
    submit_case,
)
from ocop.inspections.pages.case import case_page, opened_words, opening_page, stopped_page
from ocop.inspections.pages.trails import trail, turned_away_unless_sent
from ocop.inspections.queries.access import get_case_for, get_certificate_for, get_certificate_of_commune_for
from ocop.inspections.queries.inspections import concluded_inspection, conclusion_of
from ocop.inspections.rules import (
    may_confirm_stopped,
    may_explain,
    may_open,
    may_submit,
    may_verify,
    open_case_of,
    open_request,
)
from ocop.ledger.verdicts import Verdict
from ocop.pages.answering import answered, carried_out, go_on, pressed, show
from ocop.pages.opening import button, typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.recognition.models import Certificate


def _open_already(request: HttpRequest, certificate: Certificate, verdict: Verdict) -> HttpResponse | None:
    """Lead to the case that is open already, before anything is typed; who may open none reads why (403)."""
    if request.method != "GET":
        return None
    if known := open_case_of(certificate):
        return redirect("inspections:case", known.pk)
    permit(verdict)
    return None


@keeps_typed
@typing_page
def open_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a case about a certificate; one that is open already leads to it."""
    user, certificate = signed_in(request), get_certificate_for(request.user, pk)
    if known := _open_already(request, certificate, may_open(user, certificate, on=timezone.localdate())):
        return known
    after = concluded_inspection(user, certificate, request.GET.get("kiem-tra", ""))
    form = OpeningForm(
        timezone.localdate(), request.POST or typed_again(request), request.FILES or None, initial=conclusion_of(after)
    )

    def step(_given: dict[str, Any]) -> HttpResponse:
        made = open_case(certificate, **form.opening(), inspection=after, by=user, at=timezone.now())
        return go_on(request, opened_words(made), "inspections:case", made.pk)

    return answered(request, form, step) or show(
        request, "inspections/open.html", form=form, **opening_page(certificate, today=timezone.localdate())
    )


@keeps_typed
@typing_page
def stopped(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm for the commune that a product is made no longer; the office that decides on its star verifies."""
    user, certificate = signed_in(request), get_certificate_of_commune_for(request.user, pk)
    if known := _open_already(request, certificate, may_confirm_stopped(user, certificate, on=timezone.localdate())):
        return known
    form = StoppedForm(request.POST or typed_again(request), request.FILES or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        papers = given.pop("papers")
        made = confirm_stopped(certificate, **given, files=papers, by=user, at=timezone.now())
        return go_on(request, "Đã xác nhận. Cơ quan tham mưu OCOP được báo để xác minh.", "inspections:case", made.pk)

    return answered(request, form, step) or show(
        request, "inspections/stopped.html", form=form, **stopped_page(certificate, today=timezone.localdate())
    )


@button
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to verify."""
    pressed(request, partial(start_verifying, get_case_for(request.user, pk)), "Đã bắt đầu xác minh.")
    return redirect("inspections:case", pk)


@keeps_typed
@typing_page
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the producer to explain by a day."""
    user, found = signed_in(request), get_case_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, found, may_verify(user, found, on=timezone.localdate())):
        return refusal
    form = AskForm(request.POST or typed_again(request))

    def lead(made: ExplanationRequest) -> HttpResponse:
        words = f"Đã gửi yêu cầu. Chủ thể giải trình đến hết ngày {made.due_on:%d/%m/%Y}."
        return go_on(request, words, "inspections:case", pk)

    return carried_out(request, form, partial(ask_to_explain, found), lead) or show(
        request, "inspections/ask.html", form=form, case=found, crumbs=trail(case=found, last="Yêu cầu giải trình")
    )


@keeps_typed
@typing_page
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for the producer, with files."""
    user, found = signed_in(request), get_case_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, found, may_explain(user, found)):
        return refusal
    form = AnswerForm(request.POST or typed_again(request), request.FILES or None)

    def step(given: dict[str, Any]) -> HttpResponse:
        answer_request(found, answer=given["answer"], files=given["papers"], by=user, at=timezone.now())
        return go_on(request, "Đã gửi giải trình tới cơ quan tham mưu OCOP.", "inspections:case", pk)

    return answered(request, form, step) or show(
        request, "inspections/explain.html", form=form, case=found, asked=open_request(found),
        crumbs=trail(case=found, last="Giải trình"),
    )  # fmt: skip


@keeps_typed
@typing_page
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Report what was verified and submit the case."""
    user, found = signed_in(request), get_case_for(request.user, pk)
    verdict = may_submit(user, found, on=timezone.localdate())
    if refusal := turned_away_unless_sent(request, found, verdict):
        return refusal
    form = SubmitForm(request.POST or typed_again(request))
    context = case_page(found, user, today=timezone.localdate())

    def step(given: dict[str, Any]) -> HttpResponse:
        submit_case(found, report=given["reason"], by=user, at=timezone.now())
        return go_on(request, f"Đã trình {context['competence'].body}.", "inspections:case", pk)

    return answered(request, form, step) or show(
        request, "inspections/submit.html", form=form, **context, crumbs=trail(case=found, last="Trình thu hồi")
    )
