"""The page on which the chair puts misspelt names of a decision right by a new one."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ocop.pages.answering import carried_out, go_on, show
from ocop.pages.opening import typing_page
from ocop.pages.person import signed_in
from ocop.pages.refusing import permit
from ocop.people.rights import ALLOWED, Denied
from ocop.recognition.corrections import wordings_of
from ocop.recognition.forms import CorrectionForm
from ocop.recognition.models import RecognitionDecision
from ocop.recognition.operations import correct_decision
from ocop.recognition.pages.trails import office_trail
from ocop.recognition.queries.proof import is_proven
from ocop.recognition.queries.worklists import decisions_visible_to
from ocop.recognition.rules import may_correct

NOT_PROVEN = Denied(
    "Quyết định này không khớp với nhật ký nên chưa đính chính được. Hãy báo quản trị hệ thống đối chiếu lại."
)


@typing_page
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Type number, day, reason and the names as they should read."""
    user = signed_in(request)
    found = get_object_or_404(decisions_visible_to(user), pk=pk)
    permit(may_correct(user, found))
    permit(ALLOWED if is_proven(found) else NOT_PROVEN)
    form = CorrectionForm(wordings_of(found.content), request.POST or None)

    def lead(made: RecognitionDecision) -> HttpResponse:
        return go_on(request, f"Đã ghi quyết định đính chính {made.decision_number}.", "recognition:decision", made.pk)

    crumbs = office_trail(f"Đính chính {found.decision_number}")
    return carried_out(request, form, partial(correct_decision, found), lead) or show(
        request, "recognition/correct.html", form=form, decision=found, crumbs=crumbs
    )
