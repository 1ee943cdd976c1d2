"""The files and printed forms of a dossier, for everybody who may read it: its producer, the officers of its commune and province."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.dossiers.papers import PAPERS
from ocop.dossiers.queries.access import get_dossier_for, may_read_contacts
from ocop.dossiers.queries.read_view import read_view
from ocop.dossiers.rules import acts_for
from ocop.dossiers.sending import evidence_pages
from ocop.pages.opening import reading_page
from ocop.pages.person import signed_in
from ocop.paper.answering import paper_form, paper_response
from ocop.people.models import UserAccount


def _back_of(reader: UserAccount, dossier: Dossier, pk: int) -> tuple[str, str]:
    """The producer's own page of a dossier, or the officers'."""
    page = "filing:detail" if acts_for(reader, dossier.producer) else "reviewing:review"
    return (f"Hồ sơ {dossier.product.name}", reverse(page, args=[pk]))


evidence_file, evidence_picture, evidence_viewer, evidence_leaf = evidence_pages(get_dossier_for, _back_of)


@reading_page
def form_paper(request: HttpRequest, pk: int, kind: str, form: str) -> HttpResponse:
    """Send Mẫu 01 or Mẫu 02 as Word or PDF, as it was filed, or the draft as it stands."""
    dossier = get_dossier_for(request.user, pk)
    if kind not in PAPERS or not may_read_contacts(signed_in(request), dossier):
        raise Http404
    words, paper_of = PAPERS[kind]
    paper = paper_of(dossier, read_view(dossier, link_of=lambda _: "", contacts=True))
    return paper_response(paper, form=paper_form(form), name=f"{words} {dossier.product.name}")
