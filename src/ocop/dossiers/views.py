"""The files of a dossier, for everybody who may read it: its producer, the officers of its commune and province."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from ocop.dossiers.models import Evidence
from ocop.dossiers.queries.access import get_dossier_for
from ocop.dossiers.rules import may_read_evidence
from ocop.dossiers.sending import serve, serve_picture
from ocop.pages.person import signed_in


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
