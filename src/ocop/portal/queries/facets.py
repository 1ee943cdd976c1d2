"""How many products of the register each filter would leave, beside what is already chosen: one query, kept for a minute.

The register is counted by all filters at once (a few thousand groups); what each choice would leave is summed from these groups. So the number
of queries does not depend on how many filters, choices or products there are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2s
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import BooleanField, Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Substr

from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.queries.question import asked_words
from ocop.recognition.queries.register import HasWords, filtered
from ocop.recognition.queries.register_filters import EXTENDED, IN_FORCE, Filters, replaced_of, state_condition
from ocop.territory.queries.units import names_at_paths
from ocop.vietnamese import sort_key

SECONDS = 60
MOST_MATCHES = 2_000  # of a search in words; counting more takes longer than finding them
STATES = (S.REVOKED, S.VALID, S.EXPIRING, S.EXPIRED, S.UNCERTAIN)


class Group(NamedTuple):
    """How many products have all of these in common."""

    star: int
    state: str
    province: str
    sector: str
    set_number: int | None
    organisation_type: str
    year: str
    goes_on: bool
    has_replaced: bool
    number: int


Counts = Mapping[str, int]


@dataclass(frozen=True)
class Facets:
    """For each filter, how many products each of its choices would leave, by the choice as the address names it; None: not counted."""

    star: Counts | None = None
    state: Counts | None = None
    province: Counts | None = None
    kind: Counts | None = None  # sectors and sets
    organisation_type: Counts | None = None
    year: Counts | None = None


def count_facets(typed: str, filters: Filters, *, matches: int, on: date) -> Facets:
    """Return the counts of every choice; none where words match so many products that counting would keep the reader waiting."""
    if typed and matches > MOST_MATCHES:
        return Facets()
    key = f"register-facets-{blake2s(repr((typed, filters, on)).encode(), digest_size=16).hexdigest()}"
    return cache.get_or_set(key, lambda: _facets(_groups(typed, filters, on), filters), SECONDS) or Facets()


def _groups(typed: str, filters: Filters, on: date) -> list[Group]:
    """The register by all filters; only words and places are looked for in the database, all else is summed."""
    base = Filters(unit_path=filters.unit_path, former=filters.former)
    words = asked_words(typed)
    if words or base != Filters():
        return _count(base, words, on)
    return cache.get_or_set(f"register-groups-{on}", lambda: _count(base, (), on), SECONDS) or []


def _count(base: Filters, words: Any, on: date) -> list[Group]:
    found = filtered(base, on=on)
    if words:
        found = found.filter(HasWords(words=words))
    rows = (
        found.order_by()
        .annotate(
            state=Case(
                *(When(state_condition(state, on), then=Value(state.value)) for state in STATES),
                default=Value(""),
                output_field=CharField(),
            ),
            kind_of_producer=F("product__producer__organisation_type"),
            year=Substr(Cast("issued_latest", CharField()), 1, 4),
            goes_on=_whether(state_condition(EXTENDED, on)),
            has_replaced=Exists(replaced_of(OuterRef("product_id"), on)) if words else _whether(state_condition(S.SUPERSEDED, on)),
        )
        .values_list(
            "star_rating", "state", "province_code", "sector_code", "set_number", "kind_of_producer", "year", "goes_on", "has_replaced"
        )
        .annotate(number=Count("pk"))
    )  # fmt: skip
    return [Group(*row) for row in rows]


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())


def _facets(groups: Iterable[Group], filters: Filters) -> Facets:
    tests: dict[str, Callable[[Group], bool]] = {
        "star": lambda one: not filters.star or one.star == filters.star,
        "state": lambda one: not filters.state or filters.state in _states(one),
        "province": lambda one: not filters.province_code or one.province == filters.province_code,
        "kind": lambda one: _is_kind(one, filters),
        "organisation_type": lambda one: (
            not filters.organisation_type or one.organisation_type == filters.organisation_type
        ),
        "year": lambda one: not filters.year or one.year == str(filters.year),
    }
    choices: dict[str, Callable[[Group], Iterable[str]]] = {
        "star": lambda one: (str(one.star),),
        "state": _states,
        "province": lambda one: (one.province,),
        "kind": lambda one: (one.sector, str(one.set_number or "")),
        "organisation_type": lambda one: (one.organisation_type,),
        "year": lambda one: (one.year or "",),
    }
    counted: dict[str, Counter[str]] = {name: Counter() for name in tests}
    for group in groups:
        failed = [name for name, test in tests.items() if not test(group)]
        if len(failed) > 1:
            continue
        for name in failed or tests:
            for choice in choices[name](group):
                counted[name][choice] += group.number
    return Facets(**counted)


def _states(group: Group) -> list[str]:
    states = [group.state] if group.state else []
    if group.state in {S.VALID, S.EXPIRING}:
        states.append(IN_FORCE)
    if group.goes_on:
        states.append(EXTENDED)
    if group.has_replaced:
        states.append(S.SUPERSEDED.value)
    return states


def _is_kind(group: Group, filters: Filters) -> bool:
    if filters.set_number:
        return group.set_number == filters.set_number
    return not filters.sector or group.sector == filters.sector


def communes_with_products(filters: Filters, *, on: date) -> list[tuple[str, str, int]]:
    """Return code, name and number of products of each commune in the chosen province, by the other filters (two queries)."""
    inside = replace(filters, unit_path="", province_code=filters.province_code)
    rows = filtered(inside, on=on).order_by().values("unit_path").annotate(number=Count("pk"))
    counted = {row["unit_path"]: row["number"] for row in rows if row["unit_path"].count("/") > 1}
    names = names_at_paths(counted)
    found = [
        (path.strip("/").rpartition("/")[2], names[path], number)
        for path, number in counted.items()
        if path in names
    ]  # fmt: skip
    return sorted(found, key=lambda one: sort_key(one[1]))
