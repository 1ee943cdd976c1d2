"""Downloads of the papers around a decision: draft, decision on record, notice of a result (Đ.7.3.đ–g)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ocop.pages.opening import reading_page
from ocop.pages.person import signed_in
from ocop.paper.answering import paper_form, paper_response
from ocop.recognition.papers import TITLES, decision_paper, draft_paper, notice_paper
from ocop.recognition.queries import worklists
from ocop.recognition.queries.certificates import get_decided_dossier_for
from ocop.recognition.queries.notices import result_notice
from ocop.recognition.queries.proof import is_proven
from ocop.recognition.rules import MINISTER_DECIDES


@reading_page
def draft(request: HttpRequest, choice: str, form: str) -> HttpResponse:
    """Send the draft of a decision on everything that waits for this choice in the person's province, or with the minister."""
    user = signed_in(request)
    if choice not in TITLES:
        raise Http404
    waiting = worklists.dossiers_to_decide(user) | worklists.dossiers_waiting_for_decision(user)
    rows = [one for one in worklists.result_rows(waiting) if choice in one.outcomes.choices]
    if not rows:
        raise Http404
    central = rows[0].dossier.state == MINISTER_DECIDES
    province = None if central else rows[0].dossier.unit.parent
    paper = draft_paper(rows, choice, province, on=timezone.localdate())
    body = province.name if province else "của Bộ"
    return paper_response(paper, form=paper_form(form), name=f"Dự thảo quyết định {body}")


@reading_page
def decision(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send a decision on record; one that does not fit the ledger is never printed."""
    found = get_object_or_404(worklists.decisions_visible_to(signed_in(request)), pk=pk)
    if not is_proven(found):
        raise Http404
    return paper_response(decision_paper(found), form=paper_form(form), name=f"Quyết định {found.decision_number}")


@reading_page
def notice(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send the notice of a result to whoever may read the result."""
    dossier = get_decided_dossier_for(signed_in(request), pk)
    found = result_notice(dossier)
    if not found.proven:
        raise Http404
    return paper_response(notice_paper(dossier, found), form=paper_form(form), name=f"Kết quả {dossier.product.name}")
