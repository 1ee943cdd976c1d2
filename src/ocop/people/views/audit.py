"""The administrator's page of the ledger: the newest lines that fit, fifty at a time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.ledger import queries
from ocop.pages.refusing import permit
from ocop.people.forms import LedgerSearchForm
from ocop.people.rules import may_read_ledger

PER_PAGE = 50


@login_required
def entries(request: HttpRequest) -> HttpResponse:
    """Show lines of the ledger; older pages begin before a sequence number, so that no page has to be counted."""
    permit(may_read_ledger(request.user))
    form = LedgerSearchForm(request.GET)
    found = queries.entries(form.wanted(), limit=PER_PAGE + 1)
    older = request.GET.copy()
    if len(found) > PER_PAGE:
        older["truoc"] = str(found[PER_PAGE - 1].sequence)
    lines = [(entry, queries.in_words(entry)) for entry in found[:PER_PAGE]]
    context = {"form": form, "lines": lines, "older": older.urlencode() if len(found) > PER_PAGE else ""}
    return render(request, "people/ledger.html", {**context, "has_errors": bool(form.errors)})
