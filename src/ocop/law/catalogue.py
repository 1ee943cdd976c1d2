"""The product classification: sector, group, subgroup and the set that scores it (QĐ 26/2026, Phụ lục I).

>>> entry_of(11).label
'Chè tươi, chè chế biến'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocop.law.loading import DATA, read_yaml


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its Vietnamese and English name."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One leaf of the classification with everything above it."""

    number: int
    label: str
    label_en: str
    sector: Named
    group: Named
    subgroup: str | None
    ministries: tuple[Named, ...]
    samples: int


@cache
def _file() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(DATA / "r4" / "catalogue.yaml")
    return data


@cache
def sectors() -> tuple[Named, ...]:
    """Return the six sectors in order."""
    return tuple(_named(row) for row in _file()["sectors"])


@cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """Return the 26 leaves in order."""
    return tuple(
        _entry(sector, group, row)
        for sector in _file()["sectors"]
        for group in sector["groups"]
        for row in group["sets"]
    )


def entry_of(number: int) -> CatalogueEntry:
    """Return the leaf that a criteria set scores; LookupError when there is none."""
    for entry in catalogue():
        if entry.number == number:
            return entry
    raise LookupError(f"Không có bộ tiêu chí số {number}.")


def sector_of(number: int) -> Named:
    """Return the sector of a criteria set; LookupError when there is none."""
    return entry_of(number).sector


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["code"], row["vi"], row["en"])


def _entry(sector: Mapping[str, Any], group: Mapping[str, Any], row: Mapping[str, Any]) -> CatalogueEntry:
    ministries = _file()["ministries"]
    return CatalogueEntry(
        number=row["set"],
        label=row["vi"],
        label_en=row["en"],
        sector=_named(sector),
        group=_named(group),
        subgroup=row.get("subgroup"),
        ministries=tuple(Named(code, ministries[code]["vi"], ministries[code]["en"]) for code in row["ministries"]),
        samples=_file()["samples"] if row["samples"] else 0,
    )
