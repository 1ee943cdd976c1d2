"""The administrator's page of the ledger: the newest lines that fit, fifty at a time."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from ocop.ledger import queries
from ocop.ledger.naming import names_of
from ocop.pages.answering import show
from ocop.pages.opening import reading_page
from ocop.pages.refusing import permit
from ocop.paper.lists import asked_form, list_response
from ocop.people.forms import LedgerSearchForm
from ocop.people.listings import MOST_LINES, ledger_listing
from ocop.people.rules import may_read_ledger

PER_PAGE = 50


@reading_page
def entries(request: HttpRequest) -> HttpResponseBase:
    """Show lines of the ledger; older pages begin before a sequence number, so that no page has to be counted."""
    permit(may_read_ledger(request.user))
    form = LedgerSearchForm(request.GET)
    if as_file := asked_form(request):
        lines_of_file = queries.entries(form.wanted(), limit=MOST_LINES)
        return list_response(
            ledger_listing(lines_of_file, filters=form.chosen_words(), at=timezone.now()), form=as_file
        )
    found = queries.entries(form.wanted(), limit=PER_PAGE + 1)
    older = request.GET.copy()
    if len(found) > PER_PAGE:
        older["truoc"] = str(found[PER_PAGE - 1].sequence)
    names = names_of(found[:PER_PAGE])
    lines = [(entry, queries.in_words(entry, names)) for entry in found[:PER_PAGE]]
    context: dict[str, Any] = {"lines": lines, "older": older.urlencode() if len(found) > PER_PAGE else ""}
    return show(request, "people/ledger.html", form=form, query=request.GET.urlencode(), **context)
