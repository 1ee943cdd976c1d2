"""Producers: the list with its search, and one producer with its products."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ocop.portal.caching import cached_briefly
from ocop.portal.pages.cards import cards
from ocop.portal.pages.producers import producer_lines
from ocop.portal.queries.catalogue import MOST_TYPED, in_force_first, province_choices, read_rows, register_rows
from ocop.portal.queries.producers import find_producers, published_producers
from ocop.portal.queries.product import contact
from ocop.portal.structured_data import absolute, data_block
from ocop.portal.wording import ORGANISATIONS, unit_words


@require_safe
@cached_briefly
def producers(request: HttpRequest) -> HttpResponse:
    """Find a producer by its name, with or without diacritics, and by province."""
    given = {name: request.GET.get(name, "").strip()[:MOST_TYPED] for name in ("q", "tinh")}
    province = given["tinh"] if given["tinh"] and given["tinh"] in dict(province_choices()) else ""
    page = find_producers(given["q"], province, request.GET.get("trang", 1))
    context = {
        "given": given,
        "page": page,
        "lines": producer_lines(list(page), timezone.localdate()),
        "provinces": province_choices(),
        "query_string": urlencode({name: value for name, value in given.items() if value}),
        "here": reverse("portal:producers"),
    }
    return render(request, "portal/producers.html", context)


@require_safe
@cached_briefly
def producer(request: HttpRequest, pk: int) -> HttpResponse:
    """A producer with its published products; no representative, and of the contact only what it chose to publish."""
    found = get_object_or_404(published_producers().select_related("unit__parent").annotate(**contact()), pk=pk)
    entries = in_force_first(register_rows().filter(product__producer=found), timezone.localdate())[:200]
    place = unit_words(found.unit) or found.place_as_published
    context = {
        "producer": found,
        "organisation": ORGANISATIONS.get(found.organisation_type, ""),
        "place": place,
        "cards": cards(read_rows(entries, timezone.localdate())),
        "json_ld": data_block(
            {"@type": "Organization", "name": found.name, "url": absolute(request.path), "address": place}
        ),
    }
    return render(request, "portal/producer.html", context)
