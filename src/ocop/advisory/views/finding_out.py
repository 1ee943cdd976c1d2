"""What the group finds out: requests to the producer, extra tests (QĐ 26/2026, Đ.7.3.c)."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ocop.advisory.forms import TestRequestForm, TestResultForm
from ocop.advisory.models import TestRequest
from ocop.advisory.operations import ask_producer, record_test_result, request_test
from ocop.advisory.pages.trails import trail, turned_away
from ocop.advisory.queries.access import get_review_for, level_for
from ocop.advisory.rules import may_work
from ocop.dossiers.models import Dossier, SupplementRequest
from ocop.pages.answering import Step, carried_out, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.reviewing.forms.commune import SupplementForm


@keeps_typed
@typing_page
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the producer to complete named parts."""
    dossier = get_review_for(request.user, pk)
    form = SupplementForm(dossier, request.POST or typed_again(request))

    def words(asked: SupplementRequest) -> str:
        return f"Đã gửi yêu cầu. Chủ thể trả lời đến hết ngày {asked.due_on:%d/%m/%Y}."

    step = Step("Yêu cầu hoàn thiện", partial(ask_producer, dossier), words, template="advisory/supplement.html")
    return _answered(request, dossier, form, step)


@keeps_typed
@typing_page
def test_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for an extra test."""
    dossier = get_review_for(request.user, pk)
    form = TestRequestForm(request.POST or typed_again(request))
    ask, words = partial(request_test, dossier), "Đã ghi đề nghị kiểm nghiệm bổ sung."
    step = Step("Đề nghị kiểm nghiệm bổ sung", ask, words, template="advisory/test_request.html")
    return _answered(request, dossier, form, step, action="Lưu đề nghị")


@keeps_typed
@typing_page
def test_result(request: HttpRequest, pk: int, test_pk: int) -> HttpResponse:
    """Write down what a test found."""
    dossier = get_review_for(request.user, pk)
    level = level_for(request.user, dossier)
    found = get_object_or_404(TestRequest, pk=test_pk, report__dossier=dossier, report__evaluation_level=level)
    form = TestResultForm(request.POST or typed_again(request), initial={"result": found.result})
    keep, words = partial(record_test_result, found), "Đã ghi kết quả kiểm nghiệm."
    step = Step("Kết quả kiểm nghiệm", keep, words, template="advisory/test_result.html")
    return _answered(request, dossier, form, step, action="Lưu kết quả", test=found)


def _answered(request: HttpRequest, dossier: Dossier, form: forms.Form, step: Step, **context: Any) -> HttpResponse:
    """Show the form of a step, or take the step and lead back to the dossier with what was done."""
    verdict = may_work(signed_in(request), dossier)
    if request.method == "GET" and (refusal := turned_away(request, dossier, verdict)):
        return refusal

    def lead(made: Any) -> HttpResponse:
        return go_on(request, step.words(made), "advisory:review", dossier.pk)

    context |= {"dossier": dossier, "crumbs": trail(dossier=dossier, last=step.title)}
    return carried_out(request, form, step.operation, lead) or show(
        request, step.template or "advisory/step.html", form=form, **context
    )
