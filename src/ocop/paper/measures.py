"""The measures of official documents as dated data (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "measures.yaml"


@dataclass(frozen=True)
class Measures:
    """One layout: lengths in millimetres, sizes in points."""

    since: date
    source: str
    page: Mapping[str, float]
    margins: Mapping[str, float]
    first_line: float
    national_heading: str
    national_motto: str
    sizes: Mapping[str, float]


def measures_on(day: date | None) -> Measures:
    """Return the layout in force on a day; a paper without a date takes the newest, one before all takes the oldest."""
    layouts = _layouts()
    if day is None:
        return layouts[-1]
    return next((one for one in reversed(layouts) if one.since <= day), layouts[0])


@cache
def _layouts() -> tuple[Measures, ...]:
    rows: list[dict[str, Any]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return tuple(sorted((Measures(**row) for row in rows), key=lambda one: one.since))
