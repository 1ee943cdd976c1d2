"""The register as public pages show it: cards, search with its filters, products of a producer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from django.core.cache import cache as kept
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from ocop.ledger.prepared import Prepared
from ocop.recognition.kept import CERTIFICATE
from ocop.recognition.models import RegisterEntry
from ocop.recognition.queries.proof import told
from ocop.recognition.queries.question import Words, asked_words, understood
from ocop.recognition.queries.register import (
    filtered,
    near_words,
    nearest_first,
    rank_of,
    read_vocabulary,
    search_near,
    search_register,
    words_of,
)
from ocop.recognition.queries.register_filters import Filters, not_in_force, state_condition
from ocop.recognition.queries.register_walk import first_page, ranked_page
from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries import provinces

from .recorded import CERTIFICATE_FIELDS, read_record

PAGE_SIZE = 24
MOST_TYPED = 200
VOCABULARY_SECONDS = 600
MOST_NEAR = 12
FEW = 1_000  # rows that are sorted as fast as they are found in order
PROVINCES_SECONDS = 300


# What a card, a row or an API line shows, in one narrow query: product rows carry long texts that lists never print.
ROW_FIELDS = {
    "id": "product_id",
    "name": "name",
    "star_rating": "star_rating",
    "expires_earliest": "expires_earliest",
    "expires_latest": "expires_latest",
    "ended_on": "ended_on",
    "end_reason": "end_reason",
    "sector_code": "sector_code",
    "set_number": "set_number",
    "regime": "product__regime",
    "is_demo": "is_demo",
    "producer_id": "product__producer_id",
    "producer_name": "product__producer__name",
    "organisation_type": "product__producer__organisation_type",
    "place_as_published": "product__place_as_published",
    "unit_code": "product__unit__code",
    "unit_type": "product__unit__unit_type",
    "unit_name": "product__unit__name",
    "parent_type": "product__unit__parent__unit_type",
    "parent_name": "product__unit__parent__name",
    "told": "told",
} | CERTIFICATE_FIELDS
Row = dict[str, Any]


@cache
def _every_row() -> QuerySet[RegisterEntry, Any]:
    # Resolving the joined columns costs more than the query itself, so it is done once in a process; nothing is read here.
    return with_told(RegisterEntry.objects.all()).values_list(*ROW_FIELDS.values())


def with_told(entries: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    """Return register rows, each with the hash that the ledger tells of its certificate."""
    return entries.annotate(told=told(CERTIFICATE, "certificate_id"))


def register_rows() -> QuerySet[RegisterEntry, Any]:
    """Return the register with the columns of ``ROW_FIELDS``, to be narrowed and then read by ``read_rows``."""
    return _every_row().all()


def in_force_first(entries: QuerySet[RegisterEntry, Any], on: date) -> QuerySet[RegisterEntry, Any]:
    """Order rows as lists show them: products in force, then the others, in Vietnamese order."""
    return entries.order_by(rank_of("", on), "sort_key", "product_id")


def read_rows(entries: Iterable[tuple[Any, ...]], on: date, fields: Mapping[str, str] = ROW_FIELDS) -> list[Row]:
    """Read narrowed ``register_rows`` with place and state, in one query and in the order of the query given."""
    found = [dict(zip(fields, values, strict=True)) for values in entries]
    for row in found:
        read_record(row, todays_place=_place(row), on=on)
    return found


def _place(row: Row) -> str:
    if not row["unit_name"]:
        return str(row["place_as_published"])
    unit = f"{row['unit_type']} {row['unit_name']}"
    return f"{unit}, {row['parent_type'].lower()} {row['parent_name']}" if row["parent_name"] else unit


def rows_by_id(ids: list[int], on: date) -> list[Row]:
    """Return the rows with these ids, in the order of the ids."""
    place = {pk: number for number, pk in enumerate(ids)}
    rows = [row for start in range(0, len(ids), PAGE_SIZE) for row in _page_of(ids[start : start + PAGE_SIZE])]
    return sorted(read_rows(rows, on), key=lambda row: place[row["id"]])


def _any_of(*ids: Any) -> QuerySet[RegisterEntry, Any]:
    wanted = Q()
    for one in ids:
        wanted |= Q(product_id=one)
    return register_rows().filter(wanted)


PAGE_OF_ROWS = Prepared(_any_of, values=PAGE_SIZE, planned=True)


def _page_of(ids: list[int]) -> list[tuple[Any, ...]]:
    """At most a page of rows; a shorter page names its last row again, so that the question stays the same."""
    return PAGE_OF_ROWS.rows(*ids, *[ids[-1]] * (PAGE_SIZE - len(ids)))


@dataclass
class Found:
    """An answer of the search: the page of ids, and their rows."""

    page: Page[int]
    rows: list[Row]
    near: bool = False  # nothing matched as typed; these match with a slip of the finger allowed


def find_products(typed: str, filters: Filters, *, page_number: str | int = 1, on: date | None = None) -> Found:
    """Search the register: two or three queries, and three more only where nothing matched and a slip of the finger is likely."""
    day = on or timezone.localdate()
    typed, filters = narrowed(typed[:MOST_TYPED], filters)
    words = asked_words(typed)
    if words and filters == Filters() and str(page_number) == "1":
        page = _first(*first_page(words, rank_of(typed, day), PAGE_SIZE))
    elif words:
        page = _page(search_register(typed, filters, on=day), page_number)
    else:
        page = _listed(filters, day, page_number)
    near = False
    if typed and not page.paginator.count:
        groups = near_groups(typed)
        if groups:
            page, near = _page(search_near(groups, filters, on=day), page_number), True
    return Found(page, rows_by_id(list(page.object_list), day), near)


def narrowed(typed: str, filters: Filters) -> tuple[str, Filters]:
    """Return the words to look for and the filters, with a star that was typed among the words; it counts more than a chosen one."""
    words, star = understood(typed)
    return (words, replace(filters, star=star)) if star else (typed, filters)


def _first(ids: tuple[int, ...], count: int) -> Page[int]:
    paginator: Paginator[int] = Paginator(ids, PAGE_SIZE)
    paginator.count = count
    return paginator.page(1)


def _page(found: QuerySet[RegisterEntry], number: str | int) -> Page[int]:
    """Order and cut ids alone, in the narrow table; what is shown is fetched for one page only.

    Words are looked for once, so the first page brings the count along.
    """
    if str(number) == "1":
        return _first(*ranked_page(found, PAGE_SIZE))
    paginator = Paginator(found.values_list("product_id", flat=True), PAGE_SIZE)
    paginator.count = found.order_by().values("product_id").count()
    return paginator.get_page(number)


def _listed(filters: Filters, on: date, number: str | int) -> Page[int]:
    """The register without words: products in force, then the others, each as an index has them in order.

    How many are in force is counted where a page reaches their end, and nowhere else: it takes longer than finding a page.
    """
    found = filtered(filters, on=on).order_by("sort_key", "product_id").values_list("product_id", flat=True)
    paginator: Paginator[int] = Paginator(found, PAGE_SIZE)
    if paginator.count <= FEW:
        paginator.object_list = found.order_by(rank_of("", on), "sort_key", "product_id")
        return paginator.get_page(number)
    page = paginator.get_page(number)
    start = (page.number - 1) * PAGE_SIZE
    held = found.filter(state_condition("in_force", on))
    ids = list(held[start : start + PAGE_SIZE])
    if len(ids) < PAGE_SIZE:
        first = max(0, start - (start + len(ids) if ids else held.count()))
        others = found.filter(not_in_force(on))
        ids += others[first : first + PAGE_SIZE - len(ids)]
    page.object_list = ids
    return page


def near_groups(typed: str) -> Words:
    """Return for each typed word the words it may stand for: itself where the register knows it, else the near ones.

    Empty when every word is known (then nothing was mistyped) or one word has nothing near it.
    """
    vocabulary: frozenset[str] = (
        kept.get_or_set("register-vocabulary", read_vocabulary, VOCABULARY_SECONDS) or frozenset()
    )
    groups: list[tuple[str, ...]] = []
    for word in words_of(typed):
        known = any(one.startswith(word) for one in vocabulary)
        groups.append((word,) if known else tuple(nearest_first(word, near_words(word, vocabulary))[:MOST_NEAR]))
    typed_as_is = all(group == (word,) for group, word in zip(groups, words_of(typed), strict=True))
    return () if typed_as_is or () in groups else tuple(groups)


def province_choices() -> list[tuple[str, str]]:
    """Return today's provinces as (code, name) in Vietnamese order (kept for five minutes)."""

    def read() -> list[tuple[str, str]]:
        return [(unit.code, unit.full_name) for unit in provinces()]

    return kept.get_or_set("province-choices", read, PROVINCES_SECONDS) or []


def units_of(level: str) -> QuerySet[AdministrativeUnit]:
    """Units in force of a level, in Vietnamese order."""
    from ocop.territory.queries import units_in_force

    return units_in_force().filter(level=level).order_by("sort_key", "code")
