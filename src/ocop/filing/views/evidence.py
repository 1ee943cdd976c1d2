"""Evidence pages: the overview with the computed checklist, uploads of general papers, and the files themselves.

A file is never served under a name or type of a stranger's choosing in a place that could run it: always a download with
``nosniff`` and a sandbox of its own, pictures inline only as JPEG drawn by us.
"""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ocop.dossiers.forms.filing import DocumentForm
from ocop.dossiers.models import Dossier, Evidence
from ocop.dossiers.operations.evidence import add_many, remove_evidence
from ocop.dossiers.parts import DOCUMENTS
from ocop.dossiers.queries import filing_criteria as pages
from ocop.dossiers.queries.access import get_dossier_for
from ocop.dossiers.queries.filing_bundle import filing_of
from ocop.dossiers.rules.filing import may_read_evidence, open_or_locked, open_request_of
from ocop.files import RefusedFileError, kind_of_media, storing
from ocop.files.sending import as_download, as_picture
from ocop.ledger.errors import DomainError
from ocop.people.rights import Denied

from .for_producer import producer_page, show, signed_in
from .typed_again import typed_again


@producer_page
def evidence_upload(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Show what papers the dossier should carry and has; take papers that belong to no criterion."""
    verdict = open_or_locked(dossier, open_request_of(dossier), DOCUMENTS)
    form = DocumentForm(request.POST or typed_again(request), request.FILES or None)
    if request.method == "POST" and not isinstance(verdict, Denied) and form.is_valid():
        _take(request, dossier, form)
        if not form.errors:
            return redirect("dossiers:evidence_upload", dossier.pk)
    context = pages.evidence_page(filing_of(dossier), on=timezone.localdate())
    context |= {"form": form, "locked": verdict.reason if isinstance(verdict, Denied) else ""}
    return show(request, "evidence", dossier, ("Minh chứng", ""), status=422 if form.errors else 200, **context)


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
    try:
        remove_evidence(evidence, by=signed_in(request), at=timezone.now())
        messages.success(request, f"Đã bỏ tệp “{evidence.title or evidence.original_name}”.")
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
    return redirect("dossiers:evidence_upload", dossier.pk)


@login_required
def evidence_file(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
    """Send a file of a dossier the person may read."""
    return serve(_readable(request, pk, evidence_pk))


@login_required
def evidence_picture(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
    """Send a small picture of a file of a dossier the person may read."""
    return serve_picture(_readable(request, pk, evidence_pk))


def _readable(request: HttpRequest, pk: int, evidence_pk: int) -> Evidence:
    dossier = get_dossier_for(request.user, pk)
    evidence = get_object_or_404(Evidence.objects.filter(dossier=dossier), pk=evidence_pk)
    evidence.dossier = dossier
    if not may_read_evidence(signed_in(request), evidence):
        raise Http404
    return evidence


def serve(evidence: Evidence) -> HttpResponseBase:
    """Send a file as a download that cannot run anything; ``Http404`` when it is not in the store."""
    path = storing.path_of(evidence.sha256)
    return as_download(path, name=evidence.original_name, media_type=evidence.media_type)


def serve_picture(evidence: Evidence, side: int = 320) -> HttpResponseBase:
    """Send a picture inline as a JPEG drawn by us, at most ``side`` (320 or 1600) long; ``Http404`` for other files."""
    kind = kind_of_media(evidence.media_type)
    if kind is None or kind.family != "image" or side not in storing.PICTURE_SIDES:
        raise Http404
    try:
        return as_picture(storing.picture_path(evidence.sha256, side))
    except (FileNotFoundError, RefusedFileError) as error:
        raise Http404 from error
