"""The law once more, independently of our sheet files and arithmetic: rows of numbers and a small scorer.

The rows come from the reference data beside the project when it is there and from the plain table of the law's numbers
otherwise, so that a stranger's run checks the same things.
"""

import csv
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve()
SHARED = HERE.parents[5] / "shared" / "law" / "26-2026"
TABLE = HERE.parents[1] / "data" / "r4" / "law_numbers.csv"
SETS = range(1, 27)


class Row(NamedTuple):
    """One level of one criterion as the law prints it."""

    set: int
    part: str
    section: str
    code: str
    kind: str
    max: int
    case: str
    level: int
    points: int
    mark: int | None


def reference_present() -> bool:
    return SHARED.is_dir()


@cache
def reference_sheet(number: int) -> dict[str, Any]:
    sheet: dict[str, Any] = json.loads((SHARED / "sets" / f"{number:02d}.json").read_text(encoding="utf-8"))
    return sheet


def reference_criteria(number: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield part, section and criterion of the reference, headings that add up included."""

    def walk(part: str, section: str, criterion: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        yield part, section, criterion
        for child in criterion["sub_criteria"]:
            yield from walk(part, section, child)

    for part in reference_sheet(number)["parts"]:
        for section in part["sections"]:
            for criterion in section["criteria"]:
                yield from walk(part["code"], section["code"], criterion)


@cache
def table_rows() -> dict[int, list[Row]]:
    rows: dict[int, list[Row]] = {number: [] for number in SETS}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for one in csv.DictReader(file):
            mark = int(one["mark"]) if one["mark"] else None
            numbers = (int(one["level"]), int(one["points"]), mark)
            head = (one["part"], one["section"], one["code"], one["kind"], int(one["max"]), one["case"])
            rows[int(one["set"])].append(Row(int(one["set"]), *head, *numbers))
    return rows


@cache
def reference_rows(number: int) -> list[Row]:
    rows = []
    for part, section, one in reference_criteria(number):
        head = (number, part, section, one["code"], one["kind"], one["points_effective"])
        if one["kind"] == "single":
            rows.append(Row(*head, "", 1, one["points_effective"], None))
        for case, options in [("", one["options"]), *((each["code"], each["options"]) for each in one["cases"])]:
            rows += [Row(*head, case, o["index"], o["points_effective"], o["star_gate"]) for o in options]
    return rows


def law_rows(number: int) -> list[Row]:
    return reference_rows(number) if reference_present() else table_rows()[number]


class Expected(NamedTuple):
    """What the small scorer finds."""

    parts: dict[str, int]
    total: int
    band: int
    gates: dict[int, bool]
    star: int
    unmet: list[tuple[int, str, int]]


def band_of(mean: Fraction) -> int:
    """Đ.3.3: from 90, 70, 50, 30 and below."""
    return 1 + sum(mean >= bound for bound in (30, 50, 70, 90))


def expected_score(number: int, choices: dict[str, Any]) -> Expected:
    rows = law_rows(number)
    parts = {"A": 0, "B": 0, "C": 0}
    for row in rows:
        choice = choices.get(row.code)
        picked = choice == {"case": row.case, "level": row.level} if row.case else choice == row.level
        parts[row.part] += row.points if picked else 0
    unmet = []
    for star in (3, 4, 5):
        for code in dict.fromkeys(row.code for row in rows):
            marked = [row.level for row in rows if row.code == code and row.mark == star]
            if marked and choices.get(code, 0) < max(marked):
                unmet.append((star, code, max(marked)))
    gates = {star: not any(one[0] <= star for one in unmet) for star in (3, 4, 5)}
    total = sum(parts.values())
    band = band_of(Fraction(total))
    star = band if band < 3 else max([2, *(star for star in (3, 4, 5) if star <= band and gates[star])])
    return Expected(parts, total, band, gates, star, unmet)


def random_choices(number: int, dice: random.Random, generosity: float) -> dict[str, Any]:
    """Fill in a sheet: mostly high levels when generous, some criteria not ticked."""
    ladders: dict[str, dict[str, int]] = {}
    for row in law_rows(number):
        cases = ladders.setdefault(row.code, {})
        cases[row.case] = max(cases.get(row.case, 0), row.level)
    choices: dict[str, Any] = {}
    for code, cases in ladders.items():
        case = dice.choice(sorted(cases))
        top = cases[case]
        level = top if dice.random() < generosity else dice.randint(0, top)
        if level:
            choices[code] = {"case": case, "level": level} if case else level
    return choices
