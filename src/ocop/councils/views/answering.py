"""What every page of this room does the same way: the signed-in person, the trail, a refusal as a sentence."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.councils.models import AgendaItem, Council, CouncilMeeting
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount
from ocop.people.rights import require

Trail = list[tuple[str, str]]
insist = require  # a refusal is the page that says why; in this room `require` is the one that asks back in a form


def signed_in(request: HttpRequest) -> UserAccount:
    """Return the account of a request behind ``login_required``."""
    return cast("UserAccount", request.user)


def attempt(request: HttpRequest, operation: Callable[[], Any], done: str = "") -> bool:
    """Run an operation; its sentence becomes a message. Returns whether it went through."""
    try:
        operation()
    except DomainError as refusal:
        messages.error(request, refusal.sentence)
        return False
    if done:
        messages.success(request, done)
    return True


def trail(*, meeting: CouncilMeeting | None = None, item: AgendaItem | None = None, last: str = "") -> Trail:
    """Return the breadcrumbs down to a page."""
    crumbs: Trail = [("Việc cần làm", reverse("web:home")), ("Hội đồng", reverse("councils:meetings"))]
    meeting = meeting or (item.meeting if item else None)
    if meeting:
        crumbs.append((f"Phiên họp {meeting.held_on:%d/%m/%Y}", reverse("councils:meeting", args=[meeting.pk])))
    if item:
        crumbs.append((item.dossier.product.name, reverse("councils:item", args=[item.pk])))
    return [*crumbs, (last, "")] if last else [*crumbs[:-1], (crumbs[-1][0], "")]


def council_trail(council: Council | None = None, *, last: str = "") -> Trail:
    """Return the breadcrumbs down to a page about rules, a council or a seat."""
    crumbs: Trail = [("Hội đồng", reverse("councils:meetings"))]
    crumbs.append(("Hội đồng và quy chế", reverse("councils:councils") if council or last else ""))
    if council:
        crumbs.append((council.name, reverse("councils:council", args=[council.pk])))
    return [*crumbs, (last, "")] if last else crumbs


def page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of this room; a bound form with errors makes the title say so."""
    forms = [value for value in context.values() if hasattr(value, "is_bound")]
    wrong = any(form.is_bound and form.errors for form in forms)
    answer = 422 if wrong and status == 200 else status
    return render(request, f"councils/{name}.html", {"has_errors": wrong, **context}, status=answer)
