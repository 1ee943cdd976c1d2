"""Pages of Mẫu 03: the officer's draft, the chair's signature and the proposal to the province (QĐ 26/2026, Đ.6.2, 7.2)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ocop.dossiers import clocks
from ocop.dossiers.law import law_of
from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.dossiers.queries.access import get_dossier_for
from ocop.ledger.errors import DomainError
from ocop.pages.person import signed_in
from ocop.pages.refusing import refuse
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.paper.answering import paper_form, paper_response
from ocop.people.models import UserAccount
from ocop.reviewing.forms.commune import AssessmentForm, ProposalForm, ReasonForm, draft_of
from ocop.reviewing.operations.proposing import (
    VersionConflictError,
    check_letter,
    propose_dossier,
    save_commune_assessment,
    send_back_draft,
    send_to_chair,
)
from ocop.reviewing.pages.reading import contents_of, own_words
from ocop.reviewing.papers import commune_report_paper
from ocop.reviewing.rules.commune import (
    CONTENTS,
    may_assess,
    may_print_report,
    may_propose,
    may_send_back,
    missing_contents,
    package_to_province,
    samples_required,
)
from ocop.reviewing.views.commune import page_of, turned_away


@keeps_typed
@login_required
@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the four contents; save, or save and send to the chair."""
    user = signed_in(request)
    dossier = get_dossier_for(user, pk)
    if request.method == "GET" and (refusal := turned_away(request, dossier, may_assess(user, dossier))):
        return refusal
    draft = CommuneAssessment.objects.filter(dossier=dossier).select_related("drafted_by").first()
    form = AssessmentForm(law_of(dossier), request.POST or typed_again(request), initial=draft_of(draft))
    context: dict[str, Any] = {"draft": draft, "missing": missing_contents(draft), "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, dossier, form, user)
        except VersionConflictError as conflict:
            context |= _both_versions(form, conflict)
        except DomainError as error:
            refuse(form, error)
    words = own_words(dossier)
    context["questions"] = [(context["form"][name], words.get(name, [])) for name in CONTENTS]
    return _shown(request, "assessment", dossier, "Báo cáo đánh giá (Mẫu 03)", **context)


def _save(request: HttpRequest, dossier: Dossier, form: AssessmentForm, user: UserAccount) -> HttpResponse:
    at = timezone.now()
    save_commune_assessment(
        dossier,
        contents=form.contents(),
        meeting_held_on=form.cleaned_data["meeting_held_on"],
        version=form.cleaned_data["version"],
        by=user,
        at=at,
    )
    if "send" in request.POST:
        try:
            send_to_chair(dossier, by=user, at=at)
        except DomainError as error:
            messages.warning(request, f"Máy chủ đã lưu bản thảo nhưng chưa trình. {error.sentence}")
            return redirect("reviewing:commune_assessment", dossier.pk)
        messages.success(request, "Đã trình Chủ tịch UBND xã ký.")
        return redirect("reviewing:review", dossier.pk)
    messages.success(request, f"Máy chủ đã lưu bản thảo lúc {clocks.local_time(at)}.")
    return redirect("reviewing:commune_assessment", dossier.pk)


def _both_versions(form: AssessmentForm, conflict: VersionConflictError) -> dict[str, Any]:
    """Keep what was typed in the form, show the stored version beside it, and let the next save replace it knowingly."""
    typed = form.contents()
    rows = [
        (label, kept, typed[name])
        for name, (label, kept) in zip(typed, contents_of(form.law, conflict.current), strict=True)
    ]
    data = {**{key: form.data[key] for key in form.data}, "version": str(conflict.current.version)}
    again = AssessmentForm(form.law, data)
    again.full_clean()
    return {"form": again, "conflict": conflict, "rows": [row for row in rows if row[1] != row[2]]}


@login_required
@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft back to the officer with a reason."""
    user = signed_in(request)
    dossier = get_dossier_for(user, pk)
    if request.method == "GET" and (refusal := turned_away(request, dossier, may_send_back(user, dossier))):
        return refusal
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            send_back_draft(dossier, reason=form.cleaned_data["reason"], by=user, at=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "Đã chuyển lại cho cán bộ kèm lý do.")
            return redirect("reviewing:review", pk)
    return _shown(request, "send_back", dossier, "Chuyển lại bản thảo", form=form)


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for letter and samples, show everything once more, then sign; the last step cannot be taken back."""
    user = signed_in(request)
    dossier = get_dossier_for(user, pk)
    draft = CommuneAssessment.objects.filter(dossier=dossier).select_related("drafted_by").first()
    # A second click on "sign" reaches the operation, which answers with what was signed.
    signed_already = draft is not None and draft.signed_at is not None and "confirmed" in request.POST
    if not signed_already and (refusal := turned_away(request, dossier, may_propose(user, dossier, draft))):
        return refusal
    form = ProposalForm(dossier, request.POST or None, initial={"samples_sent": samples_required(dossier)})
    context = {
        "form": form,
        "contents": contents_of(law_of(dossier), draft),
        "draft": draft,
        "package": package_to_province(dossier),
    }
    if form.is_valid():
        try:
            if "confirmed" in request.POST:
                return _sign(request, dossier, form, user)
            if "change" not in request.POST:
                _check(dossier, form)
                return _shown(request, "propose_confirm", dossier, "Ký, đề nghị tỉnh", **context)
        except DomainError as error:
            refuse(form, error)
    return _shown(request, "propose", dossier, "Ký, đề nghị tỉnh", **context)


def _check(dossier: Dossier, form: ProposalForm) -> None:
    today, typed = timezone.localdate(), form.cleaned_data
    clock = clocks.clock_of(dossier, today=today)
    check_letter(dossier, typed["letter_number"], typed["letter_on"], typed["samples_sent"], clock, today=today)


def _sign(request: HttpRequest, dossier: Dossier, form: ProposalForm, user: UserAccount) -> HttpResponse:
    signed = propose_dossier(dossier, **form.cleaned_data, by=user, at=timezone.now())
    messages.success(request, f"Đã ký và gửi tỉnh kèm văn bản số {signed.letter_number}.")
    return redirect("reviewing:review", dossier.pk)


def _shown(request: HttpRequest, template: str, dossier: Dossier, title: str, **context: Any) -> HttpResponse:
    """Render a step's page; errors answer 422, a conflict 409."""
    wrong = bool(context["form"].errors)
    status = 409 if "conflict" in context else 422 if wrong else 200
    page = {**page_of(dossier, title), **context, "has_errors": status != 200}
    return render(request, f"reviewing/{template}.html", page, status=status)


@login_required
@require_GET
def report_paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send Mẫu 03 as Word or PDF: officers the draft too, everyone else the signed report."""
    user, dossier = signed_in(request), get_dossier_for(request.user, pk)
    report = CommuneAssessment.objects.filter(dossier=dossier).select_related("signed_by").first()
    if report is None or not may_print_report(user, dossier, report):
        raise Http404
    paper = commune_report_paper(dossier, report)
    return paper_response(paper, form=paper_form(form), name=f"Mẫu 03 {dossier.product.name}")
