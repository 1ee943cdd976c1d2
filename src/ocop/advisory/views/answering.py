"""What every page of this room does the same way: the signed-in person, the trail, a refusal as a sentence."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.advisory.models import AdvisoryGroup
from ocop.dossiers.models import Dossier
from ocop.people.models import UserAccount
from ocop.people.rights import Denied, Verdict, require

Trail = list[tuple[str, str]]
insist = require  # a refusal is the page that says why; in this room `require` is the one that asks back in a form


def signed_in(request: HttpRequest) -> UserAccount:
    """Return the account of a request behind ``login_required``."""
    return cast("UserAccount", request.user)


def turned_away(request: HttpRequest, dossier: Dossier, verdict: Verdict) -> HttpResponse | None:
    """Lead back to the dossier with the reason when a step is not possible now."""
    if isinstance(verdict, Denied):
        messages.warning(request, verdict.reason)
        return redirect("advisory:review", dossier.pk)
    return None


def trail(*, dossier: Dossier | None = None, group: AdvisoryGroup | None = None, last: str = "") -> Trail:
    """Return the breadcrumbs down to a page."""
    crumbs: Trail = [("Việc cần làm", reverse("web:home")), ("Tổ tư vấn", reverse("advisory:reviews"))]
    if dossier:
        crumbs.append((dossier.product.name, reverse("advisory:review", args=[dossier.pk])))
    if group:
        crumbs += [("Các Tổ", reverse("advisory:groups")), (group.name, reverse("advisory:group", args=[group.pk]))]
    return [*crumbs, (last, "")] if last else [*crumbs[:-1], (crumbs[-1][0], "")]


def page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of this room; a bound form with errors makes the title say so."""
    form = context.get("form")
    wrong = bool(form is not None and form.is_bound and form.errors)
    answer = 422 if wrong and status == 200 else status
    return render(request, f"advisory/{name}.html", {"has_errors": answer != 200, **context}, status=answer)
