"""Pages of Mẫu 03: the officer's draft, the chair's signature and the proposal to the province (QĐ 26/2026, Đ.6.2, 7.2)."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.law import law_of
from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.dossiers.queries.access import get_dossier_for
from ocop.ledger.errors import DomainError
from ocop.pages.answering import answered, carried_out, go_on
from ocop.pages.opening import reading_page, typing_page
from ocop.pages.person import signed_in
from ocop.pages.reopening import reopened
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.paper.answering import paper_form, paper_response
from ocop.people.models import UserAccount
from ocop.reviewing.forms.commune import AssessmentForm, ProposalForm, SendBackForm, draft_of
from ocop.reviewing.operations.proposing import (
    VersionConflictError,
    check_letter,
    propose_dossier,
    save_commune_assessment,
    send_back_draft,
    send_to_chair,
)
from ocop.reviewing.pages.reading import contents_of, own_words, proposal_page
from ocop.reviewing.papers import commune_report_paper
from ocop.reviewing.rules.commune import (
    CONTENTS,
    may_assess,
    may_print_report,
    may_propose,
    may_send_back,
    missing_contents,
    samples_required,
)
from ocop.reviewing.views.stepping import back_to, show_step, turned_away, turned_away_unless_sent

SIGNING = "Ký, đề nghị tỉnh"


@keeps_typed
@typing_page
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the four contents; save, or save and send to the chair."""
    user = signed_in(request)
    dossier = get_dossier_for(user, pk)
    if refusal := turned_away_unless_sent(request, dossier, may_assess(user, dossier)):
        return refusal
    draft = CommuneAssessment.objects.filter(dossier=dossier).select_related("drafted_by").first()
    form = AssessmentForm(law_of(dossier), request.POST or typed_again(request), initial=draft_of(draft))

    def save(given: dict[str, Any]) -> HttpResponse:
        return _save(request, dossier, form.contents(), given, user)

    def both(conflict: VersionConflictError) -> HttpResponse:
        return _assessment_page(request, dossier, draft, form, **_both_versions(form, conflict))

    return answered(request, form, save, stale=both) or _assessment_page(request, dossier, draft, form)


def _assessment_page(
    request: HttpRequest, dossier: Dossier, draft: CommuneAssessment | None, form: AssessmentForm, **conflict: Any
) -> HttpResponse:
    words = own_words(dossier)
    context = {
        "draft": draft,
        "missing": missing_contents(draft),
        "questions": [(form[name], words.get(name, [])) for name in CONTENTS],
        **conflict,
    }
    return show_step(request, "assessment", dossier, "Báo cáo đánh giá (Mẫu 03)", form=form, **context)


def _save(
    request: HttpRequest, dossier: Dossier, contents: dict[str, str], given: dict[str, Any], user: UserAccount
) -> HttpResponse:
    at, held_on = timezone.now(), given["meeting_held_on"]
    save_commune_assessment(
        dossier, contents=contents, meeting_held_on=held_on, version=given["version"], by=user, at=at
    )
    if "send" in request.POST:
        try:
            send_to_chair(dossier, by=user, at=at)
        except DomainError as error:
            messages.warning(request, f"Máy chủ đã lưu bản thảo nhưng chưa trình. {error.sentence}")
            return redirect("reviewing:commune_assessment", dossier.pk)
        return go_on(request, "Đã trình Chủ tịch UBND xã ký.", "reviewing:review", dossier.pk)
    words = f"Máy chủ đã lưu bản thảo lúc {clocks.local_time(at)}."
    return go_on(request, words, "reviewing:commune_assessment", dossier.pk)


def _both_versions(form: AssessmentForm, conflict: VersionConflictError) -> dict[str, Any]:
    """What was typed stays in the form, the stored version stands beside it, and the next save replaces it knowingly."""
    typed = form.contents()
    rows = [
        (label, kept, typed[name])
        for name, (label, kept) in zip(typed, contents_of(form.law, conflict.current), strict=True)
    ]
    reopened(form, version=conflict.current.version)
    return {"conflict": conflict, "rows": [row for row in rows if row[1] != row[2]]}


@typing_page
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft back to the officer with a reason."""
    user, dossier = signed_in(request), get_dossier_for(request.user, pk)
    if refusal := turned_away_unless_sent(request, dossier, may_send_back(user, dossier)):
        return refusal
    form, words = SendBackForm(request.POST or None), "Đã chuyển lại cho cán bộ kèm lý do."
    sent_back = carried_out(request, form, partial(send_back_draft, dossier), back_to(dossier, request, words))
    return sent_back or show_step(request, "send_back", dossier, "Chuyển lại bản thảo", form=form)


@typing_page
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for letter and samples, show everything once more, then sign; the last step cannot be taken back."""
    user, dossier = signed_in(request), get_dossier_for(request.user, pk)
    draft = CommuneAssessment.objects.filter(dossier=dossier).select_related("drafted_by").first()
    # A second click on "sign" reaches the operation, which answers with what was signed.
    signed_already = draft is not None and draft.signed_at is not None and "confirmed" in request.POST
    if not signed_already and (refusal := turned_away(request, dossier, may_propose(user, dossier, draft))):
        return refusal
    form = ProposalForm(dossier, request.POST or None, initial={"samples_sent": samples_required(dossier)})

    def page(template: str) -> HttpResponse:
        return show_step(request, template, dossier, SIGNING, form=form, **proposal_page(dossier, draft))

    def step(given: dict[str, Any]) -> HttpResponse:
        if "confirmed" in request.POST:
            return _sign(request, dossier, given)
        return page("propose" if "change" in request.POST else _confirmable(dossier, given))

    return answered(request, form, step) or page("propose")


def _sign(request: HttpRequest, dossier: Dossier, given: dict[str, Any]) -> HttpResponse:
    signed = propose_dossier(dossier, **given, by=signed_in(request), at=timezone.now())
    words = f"Đã ký và gửi tỉnh kèm văn bản số {signed.letter_number}."
    return go_on(request, words, "reviewing:review", dossier.pk)


def _confirmable(dossier: Dossier, given: dict[str, Any]) -> str:
    """The page that shows everything once more, for a letter that the rules accept."""
    today = timezone.localdate()
    clock = clocks.clock_of(dossier, today=today)
    check_letter(dossier, given["letter_number"], given["letter_on"], given["samples_sent"], clock, today=today)
    return "propose_confirm"


@reading_page
def report_paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send Mẫu 03 as Word or PDF: officers the draft too, everyone else the signed report."""
    user, dossier = signed_in(request), get_dossier_for(request.user, pk)
    report = CommuneAssessment.objects.filter(dossier=dossier).select_related("signed_by").first()
    if report is None or not may_print_report(user, dossier, report):
        raise Http404
    paper = commune_report_paper(dossier, report)
    return paper_response(paper, form=paper_form(form), name=f"Mẫu 03 {dossier.product.name}")
