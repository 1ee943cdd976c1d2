"""The self-assessment (Mẫu 02, part III): where the product stands, and one criterion per page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.forms.filing import CriterionForm
from ocop.dossiers.models import Dossier
from ocop.dossiers.operations.evidence import Refusal, add_many, remove_evidence, restore_evidence
from ocop.dossiers.operations.filing import save_self_score
from ocop.dossiers.parts import criterion_part
from ocop.dossiers.queries import filing_criteria as pages
from ocop.dossiers.queries.filing_bundle import Filing, filing_of
from ocop.dossiers.rules.filing import open_or_locked
from ocop.dossiers.stale import StaleContentError
from ocop.ledger.errors import DomainError
from ocop.people.rights import Denied

from .for_producer import came_from_check, producer_page, show, signed_in
from .stale_page import stale_criterion_page
from .typed_again import typed_again

OVERVIEW = "Tự đánh giá"


@producer_page
def assessment(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Show the points per part, the star reached, the gates not met and the best next step."""
    context = pages.assessment_page(filing_of(dossier))
    return show(request, "assessment", dossier, (OVERVIEW, ""), **context)


@producer_page
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
    context["back"] = "kiem-tra" if came_from_check(request) else ""
    crumbs = ((OVERVIEW, reverse("dossiers:assessment", args=[filing.dossier.pk])), (f"Tiêu chí {code}", ""))
    return show(request, "criterion", filing.dossier, *crumbs, status=422 if form.errors else 200, **context)


def _save(request: HttpRequest, filing: Filing, code: str) -> HttpResponse:
    action = request.POST.get("action", "save")
    form = CriterionForm(request.POST, request.FILES)
    form.is_valid()
    if action == "case":
        return redirect(f"{request.path}?truong-hop={form.cleaned_data.get('case', '')}")
    _change_files(request, filing.dossier, code, form, action)
    try:
        saved = _save_answer(request, filing.dossier, code, form, wanted=action == "save")
    except StaleContentError as stale:
        return stale_criterion_page(request, filing.dossier, filing.sheet.criterion(code), stale)
    if form.errors or not (saved or _nothing_typed(form)):
        return _page(request, filing_of(filing.dossier), code, form)
    if action != "save":
        return redirect(f"{request.get_full_path()}#minh-chung")
    return redirect(_after(request, filing, code))


def _save_answer(request: HttpRequest, dossier: Dossier, code: str, form: CriterionForm, *, wanted: bool) -> bool:
    """Keep level and description; says whether something was kept. Errors go to the form."""
    answer = form.cleaned_data
    if answer.get("level") is None or form.errors.get("description"):
        if wanted and not form.errors.get("level"):
            form.add_error("level", "Hãy chọn một mức cho tiêu chí này.")
        return False
    try:
        save_self_score(
            dossier,
            code,
            case_code=answer.get("case", ""),
            level=answer["level"],
            description=answer.get("description", ""),
            seen=answer.get("seen") or None,
            by=signed_in(request),
            at=timezone.now(),
        )
    except StaleContentError:
        raise
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True


def _nothing_typed(form: CriterionForm) -> bool:
    return not form.cleaned_data.get("description")


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
        return reverse("dossiers:check", args=[dossier.pk])
    following = filing.next_unanswered(code)
    if following and following.code != code:
        return reverse("dossiers:criterion", args=[dossier.pk, following.code])
    if dossier.state != "draft":
        return reverse("dossiers:supplement", args=[dossier.pk])
    messages.success(request, "Bạn đã trả lời hết các tiêu chí.")
    return reverse("dossiers:assessment", args=[dossier.pk])
