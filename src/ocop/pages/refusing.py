"""How a refusal reaches the person: as a page of its own, as a sentence in the form, or as the way back with a sentence.

A rule that says no to the whole page is ``permit``: the error page shows its reason (403). An operation that says no to what was
typed is ``refuse``: the same page again with everything typed and the sentence at its place (422). A page that has nothing to offer
at the moment leads back: ``turned_away``; once something was typed and sent, the operation answers instead: ``turned_away_unless_sent``.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ocop.ledger.errors import DomainError
from ocop.ledger.verdicts import Denied, Verdict


def permit(verdict: Verdict) -> None:
    """Go on when allowed; raises ``PermissionDenied`` with the reason, which the error page shows, when not."""
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)


def refuse(form: forms.BaseForm, refusal: DomainError) -> None:
    """Put the sentence of a refused operation beside its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def turned_away(request: HttpRequest, verdict: Verdict, to: str, *arguments: object) -> HttpResponse | None:
    """Lead back with the reason when a step is not possible now; None when it is."""
    if not isinstance(verdict, Denied):
        return None
    messages.warning(request, verdict.reason)
    return redirect(to, *arguments)


def turned_away_unless_sent(request: HttpRequest, verdict: Verdict, to: str, *arguments: object) -> HttpResponse | None:
    """The same for a page that is only opened; what was typed and sent is never dropped: the operation answers it."""
    return turned_away(request, verdict, to, *arguments) if request.method == "GET" else None
