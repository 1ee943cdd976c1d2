"""The product classification: sector, group, subgroup and the set that scores it (QĐ 26/2026, Phụ lục I).

Which sets there are is a decision's own matter: every question names the regime.

>>> entry_of("R4", 11).label
'Chè tươi, chè chế biến'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from ocop.law.files import data_file, kept, read_yaml
from ocop.law.reading import Key, Named, Worded, read
from ocop.law.regimes import get_regime


class UnknownCatalogueError(LookupError):
    """The data holds no classification for this regime."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry(Worded):
    """One leaf of the classification with everything above it."""

    number: Annotated[int, Key("set")]
    sector: Named
    group: Named
    ministries: tuple[Named, ...]
    samples: int
    subgroup: str | None = None


@kept
def _file(regime: str) -> Mapping[str, Any]:
    folder = get_regime(regime).catalogue
    if folder is None:
        raise UnknownCatalogueError(f"Chế độ {regime} không có danh mục phân loại sản phẩm trong dữ liệu.")
    data: Mapping[str, Any] = read_yaml(data_file(folder.lower(), "catalogue.yaml"))
    return data


@kept
def sectors(regime: str) -> tuple[Named, ...]:
    """Return the sectors of a regime in order (six in R4)."""
    return tuple(_named(row) for row in _file(regime)["sectors"])


@kept
def catalogue(regime: str) -> tuple[CatalogueEntry, ...]:
    """Return the leaves of a regime in order (26 in R4)."""
    return tuple(
        _entry(_file(regime), sector, group, row)
        for sector in _file(regime)["sectors"]
        for group in sector["groups"]
        for row in group["sets"]
    )


def entry_of(regime: str, number: int) -> CatalogueEntry:
    """Return the leaf that a criteria set of a regime scores; LookupError when there is none."""
    for entry in catalogue(regime):
        if entry.number == number:
            return entry
    raise LookupError(f"Không có bộ tiêu chí số {number}.")


def same_leaf(regime: str, number: int | None, other: str) -> bool:
    """Tell whether a set has the same goods in two regimes, so that a choice made under one holds under the other."""
    if number is None or get_regime(regime).catalogue == get_regime(other).catalogue:
        return True
    leaves = {one.number: one for one in catalogue(other)}
    return number in leaves and leaves[number].label == entry_of(regime, number).label


def _named(row: Mapping[str, Any]) -> Named:
    return Named(code=row["code"], label=row["vi"], label_en=row["en"])


def _entry(
    file: Mapping[str, Any], sector: Mapping[str, Any], group: Mapping[str, Any], row: Mapping[str, Any]
) -> CatalogueEntry:
    ministries = tuple(_named({"code": code, **file["ministries"][code]}) for code in row["ministries"])
    samples = file["samples"] if row["samples"] else 0
    return read(CatalogueEntry, row, sector=_named(sector), group=_named(group), ministries=ministries, samples=samples)
