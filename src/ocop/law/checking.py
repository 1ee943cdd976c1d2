"""Check the sheets of the law: sums, ladders, marks, and the plain tables of numbers kept beside them.

`law_numbers.csv` in the folder of a decision states every level of its sheets once more, independently of the sheet files
(set, code, case, level, points, mark): a slip in a sheet shows against it. A corrected sheet brings its own table,
`law_numbers-11-v2.csv`; one that only corrects words keeps the table of the version it stands on.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ocop.law.files import data_file, kept
from ocop.law.loading import numbers_version, sheet_faults, sheets_folder
from ocop.law.sheets import Sheet

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


@kept
def law_numbers(regime: str, number: int, version: int) -> tuple[Row, ...] | None:
    """Return the plain table of one version of a sheet: (code, kind, case, level, points, maximum, mark); None without one."""
    version = numbers_version(regime, number, version)
    name = "law_numbers.csv" if version == 1 else f"law_numbers-{number:02d}-v{version}.csv"
    file = data_file(sheets_folder(regime), name)
    if not file.is_file():
        return None
    return tuple(_rows(file.read_text(encoding="utf-8"), number))


def _rows(text: str, wanted: int) -> Iterator[Row]:
    for row in csv.DictReader(text.splitlines()):
        if int(row["set"]) == wanted:
            mark = int(row["mark"]) if row["mark"] else None
            numbers = (int(row["level"]), int(row["points"]), int(row["max"]), mark)
            yield (row["code"], row["kind"], row["case"], *numbers)


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
    table = law_numbers(sheet.regime, sheet.number, sheet.version)
    matches = None if table is None else numbers == table
    if matches is False:
        faults.append("các mức khác với bảng số của luật")
    if table is None and sheet.grade == "A":
        faults.append("thiếu bảng số của luật để đối chiếu")
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


def check_sheets(sheets: Iterable[Sheet]) -> list[SheetCheck]:
    """Check sheets; versions that only correct words of one another are one line, the newest, with the faults of all."""
    found: dict[tuple[int, int], SheetCheck] = {}
    for one in map(check_sheet, sheets):
        sheet = one.sheet
        place = sheet.number, numbers_version(sheet.regime, sheet.number, sheet.version)
        earlier = found.get(place)
        faults = (*(earlier.faults if earlier else ()), *one.faults)
        found[place] = replace(one, faults=tuple(dict.fromkeys(faults)))
    return list(found.values())


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
