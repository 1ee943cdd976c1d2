"""The self-assessment (Mẫu 02, part III): where the product stands, and one criterion per page."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import Dossier, SelfScore
from ocop.dossiers.parts import criterion_part
from ocop.dossiers.queries.bundle import Filing, filing_of, self_score_content
from ocop.filing.forms import CriterionForm
from ocop.filing.operations.evidence import Refusal, add_many, remove_evidence, restore_evidence
from ocop.filing.operations.self_scoring import keep_description, save_self_score
from ocop.filing.pages import criteria as pages
from ocop.filing.rules import open_or_locked
from ocop.filing.stale import StaleContentError, fingerprint
from ocop.filing.views.for_producer import came_from_check, producer_page, show_dossier
from ocop.filing.views.stale_page import stale_criterion_page
from ocop.ledger.errors import DomainError
from ocop.pages.person import signed_in
from ocop.pages.refusing import refuse
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.people.rights import Denied

OVERVIEW = "Tự đánh giá"
NO_LEVEL = "Hãy chọn một mức cho tiêu chí này."
NO_LEVEL_BUT_WORDS = "Hãy chọn một mức cho tiêu chí này. Mô tả bạn gõ đã được giữ trong bản nháp."


@producer_page
def assessment(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Show the points per part, the star reached, the gates not met and the best next step."""
    context = pages.assessment_page(filing_of(dossier))
    return show_dossier(request, "assessment", dossier, (OVERVIEW, ""), **context)


@producer_page
@keeps_typed
def criterion(request: HttpRequest, dossier: Dossier, code: str) -> HttpResponse:
    """Ask one criterion: level, description and evidence; each save is kept at once."""
    filing = filing_of(dossier)
    if not filing.sheet.has(code):
        raise Http404
    verdict = open_or_locked(dossier, filing.request, criterion_part(code))
    if request.method == "POST" and not isinstance(verdict, Denied):
        return _save(request, filing, code)
    first = pages.criterion_initial(filing, code) | (typed.dict() if (typed := typed_again(request)) else {})
    return _page(request, filing, code, CriterionForm(initial=first), verdict=verdict)


def _page(
    request: HttpRequest, filing: Filing, code: str, form: CriterionForm, *, verdict: object = None
) -> HttpResponse:
    case = request.POST.get("case") or request.GET.get("truong-hop") or ""
    context = pages.criterion_page(filing, code, form, case=case)
    context["locked"] = verdict.reason if isinstance(verdict, Denied) else ""
    words = request.POST.get("description", "").strip() if context["locked"] else ""
    context["typed"] = [("Mô tả", words)] if words else []
    context["back"] = "kiem-tra" if came_from_check(request) else ""
    crumbs = ((OVERVIEW, reverse("filing:assessment", args=[filing.dossier.pk])), (f"Tiêu chí {code}", ""))
    status = 409 if context["typed"] else 200
    return show_dossier(request, "criterion", filing.dossier, *crumbs, status=status, **context)


def _save(request: HttpRequest, filing: Filing, code: str) -> HttpResponse:
    action = request.POST.get("action", "save")
    form = CriterionForm(request.POST, request.FILES, asks_case=bool(filing.sheet.criterion(code).cases))
    form.is_valid()
    if action == "case":
        return redirect(f"{request.path}?truong-hop={form.cleaned_data.get('case', '')}")
    _change_files(request, filing.dossier, code, form, action)
    try:
        saved = _save_answer(request, filing.dossier, code, form, wanted=action == "save")
    except StaleContentError as stale:
        return stale_criterion_page(request, filing.dossier, filing.sheet.criterion(code), stale)
    if form.errors or not saved:
        return _page(request, filing_of(filing.dossier), code, form)
    if action.startswith("case:"):
        return redirect(f"{request.path}?{urlencode({'truong-hop': action.removeprefix('case:')})}")
    if action != "save":
        return redirect(f"{request.get_full_path()}#minh-chung")
    return redirect(_after(request, filing, code))


def _save_answer(request: HttpRequest, dossier: Dossier, code: str, form: CriterionForm, *, wanted: bool) -> bool:
    """Keep level and description; says whether what was typed is kept. Errors go to the form.

    A description without a level is kept as well: the criterion stays unanswered and the page asks for the level.
    """
    answer = form.cleaned_data
    if form.errors.get("description"):
        return False
    typed: dict[str, Any] = {
        "case_code": answer.get("case", ""),
        "description": answer["description"],
        "seen": answer.get("seen") or None,
        "by": signed_in(request),
        "at": timezone.now(),
    }
    try:
        if answer.get("level") is not None:
            _is_now(form, save_self_score(dossier, code, level=answer["level"], **typed))
            return True
        _is_now(form, keep_description(dossier, code, **typed))
    except StaleContentError:
        raise
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    if wanted and not form.errors.get("level"):
        form.add_error("level", NO_LEVEL_BUT_WORDS if answer["description"] else NO_LEVEL)
    return True


def _is_now(form: CriterionForm, row: SelfScore | None) -> None:
    """Should the form be shown again, it has been opened with what is kept now."""
    data = cast("QueryDict", form.data).copy()
    data["seen"] = fingerprint(self_score_content(row))
    form.data = data


def _change_files(request: HttpRequest, dossier: Dossier, code: str, form: CriterionForm, action: str) -> None:
    """Take the files sent along, and take out or bring back one that a button names."""
    by, at = signed_in(request), timezone.now()
    kept, refused = add_many(dossier, form.uploads(), by=by, at=at, criterion_code=code)
    if kept:
        messages.success(request, f"Máy chủ đã nhận {len(kept)} tệp.")
    verb, _, number = action.partition(":")
    change = {"remove": remove_evidence, "restore": restore_evidence}.get(verb)
    if change and number.isdecimal():
        evidence = dossier.evidence.select_related("dossier__producer").filter(pk=int(number)).first()
        try:
            if evidence:
                change(evidence, by=by, at=at)
        except DomainError as refusal:
            refused.append(Refusal(evidence.original_name if evidence else "", refusal.sentence))
    for one in refused:
        form.add_error("papers", f"“{one.name}”: {one.sentence}")


def _after(request: HttpRequest, filing: Filing, code: str) -> str:
    """The check page when one came from there, else the next criterion without an answer, else the overview."""
    dossier = filing.dossier
    if came_from_check(request):
        return reverse("filing:check", args=[dossier.pk])
    following = filing.next_unanswered(code)
    if following and following.code != code:
        return reverse("filing:criterion", args=[dossier.pk, following.code])
    if dossier.state != "draft":
        return reverse("filing:supplement", args=[dossier.pk])
    messages.success(request, "Bạn đã trả lời hết các tiêu chí.")
    return reverse("filing:assessment", args=[dossier.pk])
