"""The five steps of a view: get the object for this person, ask the rule, bind the form, call one operation, answer.

    user, council = signed_in(request), get_council_for(request.user, pk)            # the object
    permit(may_set_up_council(user, council.unit_path))                              # the rule
    form = AdoptForm(request.POST or None)                                           # the form
    adopted = carried_out(                                                           # the operation
        request, form, partial(adopt_rules, council), lambda _: go_on(request, "Đã đổi quy chế.", "councils:council", pk)
    )
    return adopted or show(request, "councils/adopt.html", form=form)                # the answer

A refused form is one answer everywhere: the page again, everything typed still there, status 422.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ocop.ledger.errors import DomainError, StaleError

from .person import signed_in
from .refusing import refuse

Made = TypeVar("Made")
REFUSED = 422


@dataclass(frozen=True)
class Step:
    """A step with a form of its own: what its page is called, what it carries out, what it then says, and its template."""

    title: str
    operation: Callable[..., Any]
    done: str | Callable[[Any], str]
    template: str = ""

    def words(self, made: Any) -> str:
        """Say what was done, of what was made."""
        return said(self.done, made)


def said(words: str | Callable[[Made], str], made: Made) -> str:
    """Return the words, or what they say of what was made."""
    return words(made) if callable(words) else words


def answered(
    request: HttpRequest,
    form: forms.BaseForm,
    step: Callable[[dict[str, Any]], HttpResponse],
    *,
    stale: Callable[[Any], HttpResponse] | None = None,
) -> HttpResponse | None:
    """Take the step of a form that was sent and holds; None while the page is to be shown, for the first time or again.

    ``stale`` answers when somebody else saved since the page was opened (409, both versions).
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return step(dict(form.cleaned_data))
    except DomainError as refusal:
        if stale and isinstance(refusal, StaleError):
            return stale(refusal)
        refuse(form, refusal)
        return None


def carried_out(
    request: HttpRequest,
    form: forms.BaseForm,
    operation: Callable[..., Made],
    lead: Callable[[Made], HttpResponse],
) -> HttpResponse | None:
    """Take the usual step of a form: the operation with all that was typed, by the person who sent it, now; then lead on."""

    def step(given: dict[str, Any]) -> HttpResponse:
        return lead(operation(**given, by=signed_in(request), at=timezone.now()))

    return answered(request, form, step)


def go_on(request: HttpRequest, words: str, to: str, *arguments: object) -> HttpResponse:
    """Say what was done and lead on."""
    if words:
        messages.success(request, words)
    return redirect(to, *arguments)


def attempt(request: HttpRequest, operation: Callable[[], Made], words: str | Callable[[Made], str] = "") -> bool:
    """Carry out what a button asks for; the next page says what was done, or why not. Returns whether it went through."""
    try:
        made = operation()
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
        return False
    if done := said(words, made):
        messages.success(request, done)
    return True


def show(
    request: HttpRequest, template: str, *, form: forms.BaseForm | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page; a form that was sent and refused makes it 422 and its title say so.

    A page without a ``title`` is called as its breadcrumbs call it. A search whose words were not understood says so too, but it is answered: with everything it could find.
    """
    wrong = form is not None and form.is_bound and bool(form.errors)
    if wrong and status == 200 and request.method == "POST":
        status = REFUSED
    shared: dict[str, Any] = {"has_errors": wrong or status >= 400} | ({"form": form} if form is not None else {})
    if crumbs := context.get("crumbs"):
        shared["title"] = crumbs[-1][0]
    return render(request, template, {**shared, **context}, status=status)


def pressed(request: HttpRequest, operation: Callable[..., Made], words: str | Callable[[Made], str] = "") -> bool:
    """``attempt`` the usual step of a button: the operation by the person who pressed it, now."""
    return attempt(request, lambda: operation(by=signed_in(request), at=timezone.now()), words)


def leaf(request: HttpRequest, rows: Any, size: int, *, asked: str = "trang") -> Page[Any]:
    """Return the page of a list that the address asks for (``?trang=3``); the nearest one for a number out of range.

    A second list on the same page is ``asked`` for by a word of its own.
    """
    return Paginator(rows, size).get_page(request.GET.get(asked))
