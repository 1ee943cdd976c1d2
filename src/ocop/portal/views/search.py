"""The register: one search box, filters as plain words, rows or cards."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ocop.paper.lists import ListForm, asked_form, list_response
from ocop.portal.caching import cached_briefly
from ocop.portal.listings import MOST_FOR_ANYONE, register_listing
from ocop.portal.pages.cards import cards
from ocop.portal.queries.catalogue import MOST_TYPED, Found, find_products, narrowed, province_choices
from ocop.portal.wording import kinds, sector_word, set_numbers, set_word
from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.queries.register import Filters
from ocop.recognition.wording import STATE_WORDS
from ocop.territory.models import AdministrativeLevel, AdministrativeUnit
from ocop.territory.queries.former import former_units_named
from ocop.territory.queries.units import unit_at, unit_with_path

STARS = ("5", "4", "3")
STATES: Mapping[str, str | Promise] = {"in_force": _("Đang có hiệu lực")} | {
    str(state): STATE_WORDS[state] for state in (S.VALID, S.EXPIRING, S.EXPIRED, S.UNCERTAIN, S.REVOKED)
}


def read_filters(given: dict[str, str]) -> Filters:
    """Turn what stands in the address into filters; anything unknown means "all"."""
    kind = given["loai"]
    return Filters(
        star=int(given["sao"]) if given["sao"] in STARS else None,
        state=given["trang-thai"] if given["trang-thai"] in STATES else "",
        province_code=given["tinh"] if given["tinh"] in dict(province_choices()) else "",
        sector=kind if sector_word(kind) else "",
        set_number=int(kind) if kind.isascii() and kind.isdigit() and int(kind) in set_numbers() else None,
        unit_path=commune.path if (commune := _commune(given)) else "",
    )


def _commune(given: dict[str, str]) -> AdministrativeUnit | None:
    """Return the commune an address names by its code, None where it names none of today's."""
    code = given["xa"]
    return unit_at(code, AdministrativeLevel.COMMUNE) if code.isascii() and code.isdigit() else None


def chosen_words(filters: Filters, kept: dict[str, str]) -> list[tuple[str, str]]:
    """Return each filter in words with the address that takes it away."""
    words: list[tuple[str, Any]] = []
    if filters.star:
        words.append(("sao", ngettext("%(n)s sao", "%(n)s sao", filters.star) % {"n": filters.star}))
    if filters.state:
        words.append(("trang-thai", STATES[filters.state]))
    if filters.province_code:
        words.append(("tinh", dict(province_choices())[filters.province_code]))
    if filters.unit_path and (commune := unit_with_path(filters.unit_path)):
        words.append(("xa", commune.full_name))
    if filters.sector or filters.set_number:
        words.append(("loai", sector_word(filters.sector) or set_word(filters.set_number)))
    return [
        (str(word), "?" + urlencode({key: value for key, value in kept.items() if key != name})) for name, word in words
    ]


def _page(found: Found, given: dict[str, str], filters: Filters) -> dict[str, Any]:
    kept = {name: value for name, value in given.items() if value}
    return {
        "found": found,
        "cards": cards(found.rows, None if given["kieu"] == "the" else {}),
        "given": given,
        "state": given["trang-thai"],
        "filters": chosen_words(filters, kept),
        "query_string": urlencode(kept),
        "rows_address": "?" + urlencode({name: value for name, value in kept.items() if name != "kieu"}),
        "cards_address": "?" + urlencode(kept | {"kieu": "the"}),
        "as_cards": given["kieu"] == "the",
        "stars": [(star, f"{star} {_('sao')}") for star in STARS],
        "states": STATES.items(),
        "provinces": province_choices(),
        "kinds": kinds(),
        "search_address": reverse("portal:search"),
    }


@require_safe
@cached_briefly
def search(request: HttpRequest) -> HttpResponseBase:
    """Search and filter published products."""
    given = {
        name: request.GET.get(name, "").strip()[:MOST_TYPED]
        for name in ("q", "sao", "trang-thai", "tinh", "loai", "kieu", "xa")
    }
    given["q"], filters = narrowed(given["q"], read_filters(given))
    given["sao"] = str(filters.star or "")
    if form := asked_form(request):
        return _as_list(request, given["q"], filters, form)
    found = find_products(given["q"], filters, page_number=request.GET.get("trang", 1))
    context = _page(found, given, filters)
    if given["q"] and not found.page.paginator.count:
        context["former"] = former_places(given["q"])
    return render(request, "portal/search.html", context)


def former_places(typed: str) -> list[tuple[str, str, list[AdministrativeUnit]]]:
    """Return places that ended and bear the name typed: name, last day, and today's provinces around them, each once."""
    return [
        (one.name, one.until, list({unit.parent or unit: None for unit in one.today}))
        for one in former_units_named(typed)
    ]


def _as_list(request: HttpRequest, typed: str, filters: Filters, form: ListForm) -> HttpResponseBase:
    """Send the register as it is searched: whole to people who signed in, a first part to anyone."""
    words = [("Lọc", word) for word, _address in chosen_words(filters, {})]
    most = None if request.user.is_authenticated else MOST_FOR_ANYONE
    at = timezone.now()
    listing = register_listing(typed, filters, words=words, today=timezone.localdate(), at=at, most=most)
    return list_response(listing, form=form)
