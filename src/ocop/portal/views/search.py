"""The register: one search box, filters with their counts, rows or cards."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ocop.paper.lists import ListForm, asked_form, list_response
from ocop.portal.caching import cached_briefly
from ocop.portal.listings import MOST_FOR_ANYONE, register_listing
from ocop.portal.pages.cards import cards
from ocop.portal.pages.filters import NAMES, choices, chosen_words, read_filters
from ocop.portal.queries.catalogue import MOST_TYPED, Found, find_products, narrowed
from ocop.portal.queries.facets import Facets, count_facets
from ocop.recognition.queries.former_places import named_places
from ocop.recognition.queries.register_filters import Filters
from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries.former import FormerUnit, former_units_named


def _page(found: Found, given: Mapping[str, str], filters: Filters) -> dict[str, Any]:
    kept, today = {name: value for name, value in given.items() if value}, timezone.localdate()
    matches = found.page.paginator.count
    facets = Facets() if found.near else count_facets(given["q"], filters, matches=matches, on=today)
    return {
        "found": found,
        "cards": cards(found.rows, None if given["kieu"] == "the" else {}),
        "given": given,
        "former_given": given["noi-cu"],
        "filters": chosen_words(filters, kept),
        "choices": choices(filters, given, facets, today=today),
        "is_counted": facets.star is not None,
        "query_string": urlencode(kept),
        "rows_address": "?" + urlencode({name: value for name, value in kept.items() if name != "kieu"}),
        "cards_address": "?" + urlencode(kept | {"kieu": "the"}),
        "as_cards": given["kieu"] == "the",
        "search_address": reverse("portal:search"),
    }


@require_safe
@cached_briefly
def search(request: HttpRequest) -> HttpResponseBase:
    """Search and filter published products."""
    given = {name: request.GET.get(name, "").strip()[:MOST_TYPED] for name in ("q", "kieu", *NAMES)}
    former = named_places(given["noi-cu"]) if given["noi-cu"] else []
    given["q"], filters = narrowed(given["q"], read_filters(given, today=timezone.localdate(), former=former))
    given["sao"] = str(filters.star or "")
    if form := asked_form(request):
        return _as_list(request, given, filters, form)
    found = find_products(given["q"], filters, page_number=request.GET.get("trang", 1))
    context = _page(found, given, filters)
    if given["q"] and not found.page.paginator.count:
        context["former"] = around(former_units_named(given["q"]))
    context |= {"former_chosen": around(former), "former_unknown": given["noi-cu"] and not former}
    return render(request, "portal/search.html", context)


def around(places: Sequence[FormerUnit]) -> list[tuple[str, str, Sequence[AdministrativeUnit]]]:
    """Return places that ended: name, last day, and today's provinces around them, each once."""
    return [(one.name, one.until, list({unit.parent or unit: None for unit in one.today})) for one in places]


def _as_list(request: HttpRequest, given: Mapping[str, str], filters: Filters, form: ListForm) -> HttpResponseBase:
    """Send the register as it is searched: whole to people who signed in, a first part to anyone."""
    words = [("Lọc", word) for word, _address in chosen_words(filters, given)]
    most = None if request.user.is_authenticated else MOST_FOR_ANYONE
    at = timezone.now()
    listing = register_listing(given["q"], filters, words=words, today=timezone.localdate(), at=at, most=most)
    return list_response(listing, form=form)
