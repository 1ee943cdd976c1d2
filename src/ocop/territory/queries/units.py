"""Units in force on a day: lists in Vietnamese order, one unit by its code, units by name without diacritics."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Avg, Q, QuerySet
from django.utils import timezone

from ocop.territory.models import AdministrativeLevel, AdministrativeUnit
from ocop.territory.sources import TYPES
from ocop.territory.timeline import REFORM
from ocop.vietnamese import fold, nfc, tone_key

SHORT_TYPES = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "p": "phuong", "x": "xa", "q": "quan", "h": "huyen"}
TYPED = re.compile(f"(?:({'|'.join(fold(word) for word in TYPES)}|tp|tx|tt)[ .]+|([pxqh])\\. *)(?=.)")
MOST_READ, MOST_NAMED = 300, 30


def units_in_force(on: date | None = None) -> QuerySet[AdministrativeUnit]:
    """Units that exist on a day, today by default."""
    day = on or timezone.localdate()
    return AdministrativeUnit.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day), effective_from__lte=day
    )


def provinces(on: date | None = None) -> QuerySet[AdministrativeUnit]:
    """Provinces and cities in Vietnamese order."""
    return units_in_force(on).filter(level=AdministrativeLevel.PROVINCE).order_by("sort_key", "code")


def communes_of(province: AdministrativeUnit, on: date | None = None) -> QuerySet[AdministrativeUnit]:
    """Communes, wards and special zones of a province in Vietnamese order."""
    return (
        units_in_force(on)
        .filter(level=AdministrativeLevel.COMMUNE, path__inside=province.path)
        .order_by("sort_key", "unit_type", "code")
    )


def unit_at(code: str, level: str, on: date | None = None) -> AdministrativeUnit | None:
    """Return the unit that carried a code at a level on a day; a code alone identifies nothing, it was reused."""
    return (
        units_in_force(on).filter(code=code, level=level).select_related("parent").order_by("-effective_from").first()
    )


def unit_with_path(path: str) -> AdministrativeUnit | None:
    """Return the newest row of the unit that lies at a path."""
    return AdministrativeUnit.objects.filter(path=path).order_by("-effective_from").first()


def names_at_paths(paths: Iterable[str]) -> dict[str, str]:
    """Return the newest full name of the unit at each path; a path without a unit is left out (one query)."""
    rows = AdministrativeUnit.objects.filter(path__in=list(paths)).order_by("effective_from")
    return {one.path: one.full_name for one in rows}


def unit_named(
    text: str, *, level: str | None = None, inside: AdministrativeUnit | None = None, on: date | None = None
) -> list[AdministrativeUnit]:
    """Return units by name, typed with or without diacritics and type, best first: exact letters, then whole names, then beginnings.

    "Tân Phú, Đồng Nai" looks inside units named after the comma. An empty text finds nothing.
    """
    name, _, above = nfc(text).partition(",")
    unit_type, key = _typed(name)
    if not key:
        return []
    found = units_in_force(on).filter(search_key__startswith=key).select_related("parent")
    found = found.filter(level=level) if level else found.exclude(level=AdministrativeLevel.DISTRICT)
    if inside:
        found = found.filter(path__inside=inside.path)
    if above_key := _typed(above)[1]:
        found = found.filter(parent__search_key=above_key)
    written = tone_key(name).casefold().strip()

    def rank(unit: AdministrativeUnit) -> tuple[bool, bool, bool, bool, bytes]:
        return (
            written not in {tone_key(unit.name).casefold(), tone_key(unit.full_name).casefold()},
            unit_type not in {"", fold(unit.unit_type)},
            unit.search_key != key,
            unit.level != AdministrativeLevel.PROVINCE,
            bytes(unit.sort_key),
        )

    return sorted(found[:MOST_READ], key=rank)[:MOST_NAMED]


def _typed(text: str) -> tuple[str, str]:
    """Return type and name of a typed text, both folded: "P. Tân Ninh" gives "phuong" and "tan ninh"."""
    key = fold(text)
    match = TYPED.match(key)
    if match is None:
        return "", key
    word = match[1] or match[2]
    return SHORT_TYPES.get(word, word), key[match.end() :]


def counts_of_communes(on: date | None = None) -> dict[str, int]:
    """Return how many communes each province has, by the province's path."""
    paths = units_in_force(on).filter(level=AdministrativeLevel.COMMUNE).values_list("path", flat=True)
    return dict(Counter(path.partition("/")[0] + "/" for path in paths))


def points_of_provinces(on: date | None = None) -> dict[str, tuple[float, float]]:
    """Where each province is drawn, by its code: the middle of its communes; islands far out are left aside where there is anything else."""
    rows = units_in_force(on).filter(level=AdministrativeLevel.COMMUNE, latitude__isnull=False)
    middle = (
        rows.exclude(unit_type="Đặc khu")
        .values_list("parent__code")
        .order_by()
        .annotate(y=Avg("latitude"), x=Avg("longitude"))
    )
    return {code: (float(y), float(x)) for code, y, x in middle if code}


def periods_of(unit: AdministrativeUnit) -> QuerySet[AdministrativeUnit]:
    """Periods of one unit since 1/7/2025, the first one first; what carried its code before was another unit."""
    return AdministrativeUnit.objects.filter(code=unit.code, level=unit.level, effective_from__gte=REFORM).order_by(
        "effective_from"
    )
