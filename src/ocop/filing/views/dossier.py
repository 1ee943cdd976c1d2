"""The producer's pages of a dossier: list, task list, forms, check and submission, supplement."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.parts import GENERAL, REGISTRATION, open_request_of
from ocop.dossiers.queries.access import get_dossier_for
from ocop.dossiers.queries.bundle import filing_of
from ocop.dossiers.questions import QuestionGroup, question_part
from ocop.dossiers.rules import acts_for
from ocop.filing.forms import AnswersForm, SubmitForm, SupplementAnswerForm, WithdrawForm
from ocop.filing.operations import filing as operations
from ocop.filing.operations.adopting import adopt_law
from ocop.filing.operations.answering import answer_supplement, keep_supplement_answer
from ocop.filing.pages import dossier as pages
from ocop.filing.pages.task_list import not_begun
from ocop.filing.queries.law_change import law_change_of
from ocop.filing.queries.own_dossiers import filing_advice, own_dossiers
from ocop.filing.rules import may_discard, may_withdraw, open_or_locked
from ocop.filing.stale import StaleContentError
from ocop.filing.views.for_producer import came_from_check, producer_page, show_dossier
from ocop.filing.views.stale_page import stale_answers_page
from ocop.pages.answering import answered, attempt, go_on
from ocop.pages.opening import button, reading_page
from ocop.pages.person import signed_in
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.people.rights import Denied
from ocop.producers.queries import producers_acted_for


@reading_page
def dossier_list(request: HttpRequest) -> HttpResponse:
    """Show the dossiers a person acts for, what is next and by when."""
    today = timezone.localdate()
    user = signed_in(request)
    rows = own_dossiers(user, on=today)
    drafts = [row.dossier for row in rows if row.dossier.state == DossierState.DRAFT]
    place = drafts[0].unit_path if drafts else ""
    context = {
        "rows": rows,
        "advice": filing_advice(today, place) if drafts or not rows else None,  # else nothing is left to file in time
        "acted_for": producers_acted_for(user).count(),
        "crumbs": [("Việc cần làm", "/trang-chu/"), ("Hồ sơ của tôi", "")],
    }
    return render(request, "filing/list.html", context)


@reading_page
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Task list of a draft or a supplement, state and history of a filed dossier; officers have their own view."""
    dossier = get_dossier_for(request.user, pk)
    user = signed_in(request)
    if not acts_for(user, dossier.producer):
        return redirect("reviewing:review", pk)
    context = pages.detail_page(filing_of(dossier), on=timezone.localdate())
    context |= {"may_withdraw": may_withdraw(user, dossier), "may_discard": may_discard(user, dossier)}
    return show_dossier(request, "detail", dossier, **context)


@producer_page
@require_POST
def adopt(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Let a draft go on under the regime and the sheet in force; what still fits is kept."""
    if law_change_of(dossier, on=timezone.localdate()) is None:
        messages.warning(request, "Hồ sơ này không có gì phải chuyển: nó đã theo quy định của mình.")
        return redirect("filing:detail", dossier.pk)
    attempt(
        request,
        lambda: adopt_law(dossier, by=signed_in(request), at=timezone.now()),
        "Hồ sơ đã chuyển sang bộ tiêu chí đang áp dụng. Hãy trả lời các tiêu chí còn để trống.",
    )
    return redirect("filing:detail", dossier.pk)


@producer_page
@keeps_typed
def registration(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Ask the questions of Mẫu 01 that are not known already."""
    return _questions(
        request, dossier, REGISTRATION, question_part(REGISTRATION, dossier.regime, dossier.dossier_type).groups[0]
    )


@producer_page
def general(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """List the groups of questions of Mẫu 02, parts I, II and IV."""
    context = pages.general_page(filing_of(dossier))
    return show_dossier(
        request, "general", dossier, (question_part(GENERAL, dossier.regime, dossier.dossier_type).title, ""), **context
    )


@producer_page
@keeps_typed
def general_group(request: HttpRequest, dossier: Dossier, slug: str) -> HttpResponse:
    """Ask one group of questions of Mẫu 02."""
    group = question_part(GENERAL, dossier.regime, dossier.dossier_type).group(slug)
    if group is None:
        raise Http404
    return _questions(request, dossier, GENERAL, group)


def _questions(request: HttpRequest, dossier: Dossier, part: str, group: QuestionGroup) -> HttpResponse:
    filing = filing_of(dossier)
    context: dict[str, Any]
    verdict = open_or_locked(dossier, filing.request, part)
    if isinstance(verdict, Denied):
        context = pages.locked_page(filing, part) | {"typed": _typed(request, group), "reason": verdict.reason}
        return show_dossier(
            request, "locked", dossier, (group.title, ""), status=409 if context["typed"] else 200, **context
        )
    form = AnswersForm(group, request.POST or typed_again(request), answers=filing.answers)
    if request.POST:  # what came without a field is no answer: it would empty those that are kept
        try:
            answers, seen = form.answers(kept=filing.saved), form.cleaned_data.get("seen") or None
            operations.save_answers(dossier, part, answers, by=signed_in(request), at=timezone.now(), seen=seen)
        except StaleContentError as stale:
            return stale_answers_page(request, dossier, group, stale)
        if form.is_valid():
            return redirect(_after(request, dossier, part, group))
        form.keep_open(answers)
    context = pages.questions_page(filing, part, group, form)
    context["back"] = pages.CHECK if came_from_check(request) else ""
    crumbs = pages.question_crumbs(dossier, part, group)
    return show_dossier(request, "questions", dossier, *crumbs, **context)


def _typed(request: HttpRequest, group: QuestionGroup) -> list[tuple[str, str]]:
    """The questions of a group with what was sent for them."""
    return [(one.ask, words) for one in group.questions if (words := request.POST.get(one.name, "").strip())]


def _after(request: HttpRequest, dossier: Dossier, part: str, group: QuestionGroup) -> str:
    """The check page when one came from there, the next group, what a draft has not begun yet, or the task list."""
    if came_from_check(request):
        return reverse("filing:check", args=[dossier.pk])
    groups = question_part(part, dossier.regime, dossier.dossier_type).groups
    following = groups[groups.index(group) + 1 :]
    if following:
        return reverse("filing:general_group", args=[dossier.pk, following[0].slug])
    return not_begun(filing_of(dossier), after=part) or reverse("filing:detail", args=[dossier.pk])


@producer_page
def check(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Show every answer before submission, what blocks and what only warns; submit with the declaration of truth."""
    if dossier.state != "draft":
        return redirect("filing:submitted" if dossier.submitted_at else "filing:detail", dossier.pk)
    form = SubmitForm(request.POST or None, initial={"version": dossier.version})

    def submit(given: dict[str, Any]) -> HttpResponse:
        declared, seen, by = given["declared"], given["version"], signed_in(request)
        operations.submit_dossier(dossier, declared=declared, by=by, at=timezone.now(), seen_version=seen)
        return redirect("filing:submitted", dossier.pk)

    if answer := answered(request, form, submit):
        return answer
    context = pages.check_page(dossier, on=timezone.localdate())
    return show_dossier(request, "check", dossier, ("Kiểm tra và nộp", ""), form=form, **context)


@producer_page
def submitted(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Show the receipt of the newest submission and what happens next; can be kept, printed and opened again."""
    context = pages.submitted_page(dossier)
    if context is None:
        raise Http404
    return show_dossier(request, "submitted", dossier, ("Biên nhận", ""), **context)


@producer_page
@keeps_typed
def supplement(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Quote what the officer asks for, show exactly the open tasks, take the explanation and send the dossier back."""
    filing = filing_of(dossier)
    first = {"revision": dossier.revision, "answer": filing.request.answer if filing.request else ""}
    form = SupplementAnswerForm(request.POST or typed_again(request), initial=first)

    def step(given: dict[str, Any]) -> HttpResponse:
        return _answer(request, dossier, given)

    if answer := answered(request, form, step):
        return answer
    if filing.request is None:
        return redirect("filing:detail", dossier.pk)
    context = pages.supplement_page(filing, on=timezone.localdate())
    return show_dossier(request, "supplement", dossier, ("Yêu cầu hoàn thiện", ""), form=form, **context)


def _answer(request: HttpRequest, dossier: Dossier, given: dict[str, Any]) -> HttpResponse:
    """Keep the explanation, and send the dossier back unless it should only be kept."""
    by, at, answer = signed_in(request), timezone.now(), given["answer"]
    if request.POST.get("action") == "keep" or open_request_of(dossier):
        keep_supplement_answer(dossier, answer=answer, by=by, at=at)
    if request.POST.get("action") == "keep":
        messages.success(request, "Đã giữ lời giải trình. Hồ sơ chưa được nộp lại.")
        return redirect("filing:supplement", dossier.pk)
    answer_supplement(dossier, answer=answer, by=by, at=at, revision=given["revision"])
    return redirect("filing:submitted", dossier.pk)


@producer_page
@keeps_typed
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Take a filed dossier back, with a reason."""
    form = WithdrawForm(request.POST or typed_again(request))

    def step(given: dict[str, Any]) -> HttpResponse:
        reason = given["reason"]
        operations.withdraw_dossier(dossier, reason=reason, by=signed_in(request), at=timezone.now())
        return go_on(request, "Đã rút hồ sơ. Nội dung đã nộp vẫn được lưu.", "filing:detail", dossier.pk)

    return answered(request, form, step) or show_dossier(request, "withdraw", dossier, ("Rút hồ sơ", ""), form=form)


@button
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a draft that was never submitted."""
    user = signed_in(request)
    dossier = get_dossier_for(user, pk)
    gone = attempt(request, lambda: operations.discard_dossier(dossier, by=user, at=timezone.now()), "Đã bỏ bản nháp.")
    return redirect("filing:list") if gone else redirect("filing:detail", pk)
