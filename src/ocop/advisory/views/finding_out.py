"""What the group finds out: requests to the producer, visits, extra tests (QĐ 26/2026, Đ.7.3.c)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ocop.advisory.forms import SurveyForm, TestRequestForm, TestResultForm, survey_data
from ocop.advisory.models import SiteSurvey, TestRequest
from ocop.advisory.operations import ask_producer, record_survey, record_test_result, request_test
from ocop.advisory.pages.trails import trail, turned_away
from ocop.advisory.queries.access import get_review_for
from ocop.advisory.rules import may_work
from ocop.dossiers.models import Dossier
from ocop.pages.answering import answered, go_on, show
from ocop.pages.person import signed_in
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.reviewing.forms.commune import SupplementForm


@keeps_typed
@login_required
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the producer to complete named parts."""
    dossier = get_review_for(request.user, pk)
    form = SupplementForm(dossier, request.POST or typed_again(request))

    def send(given: dict[str, Any]) -> str:
        asked = ask_producer(dossier, **given, by=signed_in(request), at=timezone.now())
        return f"Đã gửi yêu cầu. Chủ thể trả lời đến hết ngày {asked.due_on:%d/%m/%Y}."

    return _answered(request, dossier, form, send, template="supplement", title="Yêu cầu hoàn thiện")


@keeps_typed
@login_required
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a visit."""
    dossier = get_review_for(request.user, pk)
    form = SurveyForm(request.POST or typed_again(request))

    def keep(given: dict[str, Any]) -> str:
        record_survey(dossier, **given, by=signed_in(request), at=timezone.now())
        return "Đã ghi khảo sát thực tế."

    return _answered(request, dossier, form, keep, title="Ghi khảo sát thực tế", action="Lưu khảo sát")


@keeps_typed
@login_required
@require_http_methods(["GET", "POST"])
def survey_edit(request: HttpRequest, pk: int, survey_pk: int) -> HttpResponse:
    """Correct a visit before the report is signed."""
    dossier = get_review_for(request.user, pk)
    found = get_object_or_404(SiteSurvey, pk=survey_pk, report__dossier=dossier)
    form = SurveyForm(request.POST or typed_again(request), initial=survey_data(found))

    def keep(given: dict[str, Any]) -> str:
        record_survey(dossier, **given, survey=found, by=signed_in(request), at=timezone.now())
        return "Đã sửa khảo sát thực tế."

    return _answered(request, dossier, form, keep, title="Sửa khảo sát thực tế", action="Lưu khảo sát")


@keeps_typed
@login_required
@require_http_methods(["GET", "POST"])
def test_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for an extra test."""
    dossier = get_review_for(request.user, pk)
    form = TestRequestForm(request.POST or typed_again(request))

    def ask(given: dict[str, Any]) -> str:
        request_test(dossier, **given, by=signed_in(request), at=timezone.now())
        return "Đã ghi đề nghị kiểm nghiệm bổ sung."

    return _answered(
        request, dossier, form, ask, template="test_request", title="Đề nghị kiểm nghiệm bổ sung", action="Lưu đề nghị"
    )


@keeps_typed
@login_required
@require_http_methods(["GET", "POST"])
def test_result(request: HttpRequest, pk: int, test_pk: int) -> HttpResponse:
    """Write down what a test found."""
    dossier = get_review_for(request.user, pk)
    found = get_object_or_404(TestRequest, pk=test_pk, report__dossier=dossier)
    form = TestResultForm(request.POST or typed_again(request), initial={"result": found.result})

    def keep(given: dict[str, Any]) -> str:
        record_test_result(found, **given, by=signed_in(request), at=timezone.now())
        return "Đã ghi kết quả kiểm nghiệm."

    return _answered(
        request,
        dossier,
        form,
        keep,
        template="test_result",
        title="Kết quả kiểm nghiệm",
        action="Lưu kết quả",
        test=found,
    )


def _answered(
    request: HttpRequest,
    dossier: Dossier,
    form: forms.Form,
    operation: Callable[[dict[str, Any]], str],
    *,
    template: str = "step",
    title: str,
    **context: Any,
) -> HttpResponse:
    """Show the form of a step, or take the step and lead back to the dossier with what was done."""
    verdict = may_work(signed_in(request), dossier)
    if request.method == "GET" and (refusal := turned_away(request, dossier, verdict)):
        return refusal

    def step(given: dict[str, Any]) -> HttpResponse:
        return go_on(request, operation(given), "advisory:review", dossier.pk)

    crumbs = trail(dossier=dossier, last=title)
    return answered(request, form, step) or show(
        request, f"advisory/{template}.html", dossier=dossier, form=form, title=title, crumbs=crumbs, **context
    )
