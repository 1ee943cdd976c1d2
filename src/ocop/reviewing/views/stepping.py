"""What the pages of one step of a dossier share: the way back when it is not possible now, and what stands around its form."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ocop.dossiers.models import Dossier, DossierReceipt
from ocop.dossiers.queries.access import get_dossier_for
from ocop.ledger.verdicts import Verdict
from ocop.pages import refusing
from ocop.pages.answering import go_on, pressed, show
from ocop.reviewing.pages.steps import page_of


def turned_away(request: HttpRequest, dossier: Dossier, verdict: Verdict) -> HttpResponse | None:
    """Lead back to the dossier with the reason when a step is not possible now."""
    return refusing.turned_away(request, verdict, "reviewing:review", dossier.pk)


def turned_away_unless_sent(request: HttpRequest, dossier: Dossier, verdict: Verdict) -> HttpResponse | None:
    """The same for a page that is only opened; what was typed and sent is never dropped: the operation answers it."""
    return refusing.turned_away_unless_sent(request, verdict, "reviewing:review", dossier.pk)


def back_to(dossier: Dossier, request: HttpRequest, words: str) -> Callable[[object], HttpResponse]:
    """Lead back to the dossier after a step, with what was done."""
    return lambda _: go_on(request, words, "reviewing:review", dossier.pk)


def received(request: HttpRequest, pk: int, operation: Callable[..., DossierReceipt], words: str) -> HttpResponse:
    """Register a dossier at the press of a button, and show its number."""
    dossier = get_dossier_for(request.user, pk)
    pressed(request, partial(operation, dossier), lambda made: f"{words} {made.registration_form_number}.")
    return redirect("reviewing:review", pk)


def show_step(
    request: HttpRequest, template: str, dossier: Dossier, title: str, *, form: forms.BaseForm, **context: Any
) -> HttpResponse:
    """Render a step's page; a conflict answers 409."""
    status = 409 if "conflict" in context else 200
    return show(request, f"reviewing/{template}.html", form=form, status=status, **page_of(dossier, title), **context)
