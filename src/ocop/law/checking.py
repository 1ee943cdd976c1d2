"""Check the sheets of the law: sums, ladders, marks, and the plain table of numbers kept beside them.

`data/r4/law_numbers.csv` states every level of QĐ 26/2026 once more, independently of the sheet files (set, code, case,
level, points, mark): a slip in a sheet shows against it.
"""

import csv
from dataclasses import dataclass
from functools import cache

from ocop.law.loading import DATA, sheet_faults
from ocop.law.sheets import Sheet, sheets_regime

Row = tuple[str, str, str, int, int, int, int | None]


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """What the check of one sheet found; `faults` is empty when all is well or the sheet is refused for scoring."""

    sheet: Sheet
    criteria: int
    levels: int
    parts: tuple[int, ...]
    marks: tuple[int, int, int]
    matches: bool | None
    faults: tuple[str, ...]


@cache
def law_numbers() -> dict[int, tuple[Row, ...]]:
    """Return the plain table by set: (code, kind, case, level, points, maximum, mark)."""
    rows: dict[int, list[Row]] = {}
    for row in csv.DictReader((DATA / "r4" / "law_numbers.csv").read_text(encoding="utf-8").splitlines()):
        mark = int(row["mark"]) if row["mark"] else None
        numbers = (int(row["level"]), int(row["points"]), int(row["max"]), mark)
        rows.setdefault(int(row["set"]), []).append((row["code"], row["kind"], row["case"], *numbers))
    return {number: tuple(found) for number, found in rows.items()}


def numbers_of(sheet: Sheet) -> tuple[Row, ...]:
    """Return the numbers of a sheet in the shape of the plain table."""
    return tuple(
        (one.code, one.kind, case, option.level, option.points, one.max_points, option.star_gate)
        for one in sheet.scored_criteria
        for case, ladder in [(found.code, found.options) for found in one.cases] or [("", one.options)]
        for option in ladder
    )


def check_sheet(sheet: Sheet) -> SheetCheck:
    """Check one sheet; a sheet that is known only in part is reported, not blamed."""
    numbers = numbers_of(sheet)
    faults = sheet_faults(sheet) if sheet.complete else []
    faults += _gate_faults(sheet)
    matches = None
    if sheets_regime(sheet.regime) == "R4":
        matches = numbers == law_numbers()[sheet.number]
        faults += [] if matches else ["các mức khác với bảng số của luật"]
    return SheetCheck(
        sheet=sheet,
        criteria=len(sheet.scored_criteria),
        levels=sum(kind != "single" for _, kind, *_ in numbers),
        parts=tuple(
            sum(one.max_points for one in sheet.scored_criteria if one.part_code == part.code) for part in sheet.parts
        ),
        marks=_marks(numbers),
        matches=matches,
        faults=tuple(faults),
    )


def _gate_faults(sheet: Sheet) -> list[str]:
    """A higher star never asks for a lower level of the same criterion."""
    return [
        f"tiêu chí {higher.criterion}: yêu cầu {higher.star} sao thấp hơn yêu cầu {lower.star} sao"
        for lower in sheet.requirements
        for higher in sheet.requirements
        if higher.criterion == lower.criterion and higher.star > lower.star and higher.needs_level < lower.needs_level
    ]


def _marks(numbers: tuple[Row, ...]) -> tuple[int, int, int]:
    marks = [mark for *_, mark in numbers]
    return marks.count(3), marks.count(4), marks.count(5)
