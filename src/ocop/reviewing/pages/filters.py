"""The filters of the province's work list as an address: keeping the address keeps the filter."""

from typing import Any
from urllib.parse import urlencode

from ocop.reviewing.queries.narrowing import read_narrowed
from ocop.reviewing.queries.worklists_province import DEFAULT_SORT, PROVINCE_FILTERS, SORTS, ProvinceFilters

NAMES = {
    "state": "trang-thai",
    "commune": "xa",
    "set_number": "bo",
    "round": "dot",
    "text": "q",
    "sort": "sap-xep",
    "due": "han",
    "age": "tuoi",
}
DEFAULTS = ProvinceFilters()
LONGEST_NUMBER = 9


def read_filters(query: Any) -> ProvinceFilters:
    """Read the filters from an address; what makes no sense is left out."""
    state, sort = query.get("trang-thai", ""), query.get("sap-xep", "")
    narrow = read_narrowed(query.get("han", ""), query.get("tuoi", ""))
    return ProvinceFilters(
        state=state if state in PROVINCE_FILTERS else DEFAULTS.state,
        commune=_number(query.get("xa")),
        set_number=_number(query.get("bo")),
        round=_number(query.get("dot")),
        text=query.get("q", "").strip()[:100],
        sort=sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT,
        due=narrow.due,
        age=narrow.age,
    )


def address_of(chosen: ProvinceFilters, **changed: Any) -> str:
    """Return the query of an address with these filters; what is usual stays out of it."""
    values = {field: changed.get(field, getattr(chosen, field)) for field in NAMES}
    return urlencode(
        {NAMES[field]: value for field, value in values.items() if value not in (None, "", getattr(DEFAULTS, field))}
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
