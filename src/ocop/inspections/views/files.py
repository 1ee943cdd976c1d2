"""Downloads of a case: its papers as Word and PDF, its files (QĐ 26/2026, Đ.8)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.sending import evidence_pages
from ocop.inspections.models import OPEN_STATES, RevocationCase
from ocop.inspections.papers import decision_paper, draft_paper
from ocop.inspections.queries.access import get_case_for, reads_report
from ocop.inspections.queries.files import get_case_file_for
from ocop.inspections.queries.public import proven_decision
from ocop.pages.opening import reading_page
from ocop.pages.person import signed_in
from ocop.paper.answering import paper_form, paper_response
from ocop.people.models import UserAccount


@reading_page
def paper(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send the decision on record, to whoever reads the case; before it is signed the draft, to the offices."""
    user, found = signed_in(request), get_case_for(request.user, pk)
    name = found.certificate.product.name
    if found.state in OPEN_STATES and reads_report(user, found):
        made = draft_paper(found, on=timezone.localdate())
        return paper_response(made, form=paper_form(form), name=f"Dự thảo quyết định thu hồi {name}")
    decision = proven_decision(found)
    if decision is None:
        raise Http404
    return paper_response(
        decision_paper(decision), form=paper_form(form), name=f"Quyết định {decision.decision_number}"
    )


def _back_of(_: UserAccount, case: RevocationCase, pk: int) -> tuple[str, str]:
    return (f"Thu hồi: {case.certificate.product.name}", reverse("inspections:case", args=[pk]))


case_file, case_picture, case_viewer, case_leaf = evidence_pages(get_case_for, _back_of, get_case_file_for)
