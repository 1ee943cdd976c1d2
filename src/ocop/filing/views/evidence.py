"""Evidence pages: the overview with the computed checklist, and uploads of general papers."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ocop.dossiers.models import Dossier
from ocop.dossiers.parts import DOCUMENTS, open_request_of
from ocop.dossiers.queries.bundle import filing_of
from ocop.filing.forms import DocumentForm
from ocop.filing.operations.evidence import add_many, remove_evidence
from ocop.filing.pages import criteria as pages
from ocop.filing.rules import open_or_locked
from ocop.filing.views.for_producer import producer_page, show_dossier
from ocop.pages.answering import attempt
from ocop.pages.person import signed_in
from ocop.pages.typed_again import keeps_typed, typed_again
from ocop.people.rights import Denied


@producer_page
@keeps_typed
def evidence_upload(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Show what papers the dossier should carry and has; take papers that belong to no criterion."""
    verdict = open_or_locked(dossier, open_request_of(dossier), DOCUMENTS)
    form = DocumentForm(request.POST or typed_again(request), request.FILES or None, regime=dossier.regime)
    if request.method == "POST" and not isinstance(verdict, Denied) and form.is_valid():
        _take(request, dossier, form)
        if not form.errors:
            return redirect("filing:evidence_upload", dossier.pk)
    context = pages.evidence_page(filing_of(dossier), on=timezone.localdate())
    context |= {"form": form, "locked": verdict.reason if isinstance(verdict, Denied) else ""}
    return show_dossier(request, "evidence", dossier, ("Minh chứng", ""), **context)


def _take(request: HttpRequest, dossier: Dossier, form: DocumentForm) -> None:
    answer = form.cleaned_data
    if not form.uploads():
        form.add_error("papers", "Hãy chụp ảnh hoặc chọn ít nhất một tệp.")
        return
    kept, refused = add_many(
        dossier,
        form.uploads(),
        by=signed_in(request),
        at=timezone.now(),
        evidence_type=answer["evidence_type"],
        title=answer["title"],
        valid_until=date.fromisoformat(answer["valid_until"]) if answer["valid_until"] else None,
    )
    if kept:
        messages.success(request, f"Máy chủ đã nhận {len(kept)} tệp.")
    for one in refused:
        form.add_error("papers", f"“{one.name}”: {one.sentence}")


@producer_page
@require_POST
def evidence_remove(request: HttpRequest, dossier: Dossier, evidence_pk: int) -> HttpResponse:
    """Take a file out of the dossier."""
    evidence = get_object_or_404(dossier.evidence.select_related("dossier__producer"), pk=evidence_pk)
    attempt(
        request,
        lambda: remove_evidence(evidence, by=signed_in(request), at=timezone.now()),
        f"Đã bỏ tệp “{evidence.title or evidence.original_name}”.",
    )
    return redirect("filing:evidence_upload", dossier.pk)
