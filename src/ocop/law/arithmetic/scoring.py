"""Points, band, gates and star of one sheet (QĐ 26/2026, Đ.3.1, Đ.3.3 and the star marks of Phụ lục II).

Each printed level is turned once into a single whole number that carries its points per part and the star
marks it meets in separate groups of bits; adding the numbers of the chosen levels adds up all of it at once.
The same table serves one sheet on a page and twenty thousand sheets a second on the command line.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from ocop.law.arithmetic.choices import Choices, chosen_case, chosen_level, chosen_option, require_valid
from ocop.law.files import kept
from ocop.law.regimes import Points, Regime, get_regime
from ocop.law.settings import setting
from ocop.law.sheets import Criterion, Requirement, Sheet

PART_BITS = 10
GATE_BITS = 32
PART_SHIFTS = {"A": GATE_BITS, "B": GATE_BITS + PART_BITS, "C": GATE_BITS + 2 * PART_BITS}
PART_MASK = (1 << PART_BITS) - 1
CERTIFIED_STARS = (3, 4, 5)
BELOW_CERTIFIED = 2

StarRule = Literal["min", "band"]
StoryCondition = Literal["warn", "zero", "ignore"]
SameCase = Literal["warn", "ignore"]


@dataclass(frozen=True, slots=True)
class GateRules:
    """How star marks and conditions are read: the open questions AMB-04, AMB-05, AMB-13 and AMB-18."""

    cumulative: bool
    star_rule: StarRule
    story: StoryCondition
    same_case: SameCase


@kept
def gate_rules(on: date) -> GateRules:
    """Return how the settings of a day read marks and conditions; a dossier is scored by those of its own day."""
    return GateRules(
        cumulative=setting("scoring.gates_cumulative", on),
        star_rule=setting("scoring.star_rule", on),
        story=setting("scoring.story_condition", on),
        same_case=setting("scoring.same_case", on),
    )


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one sheet. `gates[S]` tells whether the marks required for star S are met."""

    parts: Mapping[str, int]
    total: int
    band: int
    gates: Mapping[int, bool]
    star: int
    unmet: tuple[Requirement, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The packed levels of a sheet: `levels[criterion, level]`, or `levels[criterion, (case, level)]` (set 26)."""

    levels: Mapping[tuple[str, int | tuple[str, int]], int]
    requirements: tuple[Requirement, ...]
    regime: Regime


@cache
def table_of(sheet: Sheet) -> Table:
    """Return the packed table of a sheet, made once."""
    levels: dict[tuple[str, int | tuple[str, int]], int] = {}
    for criterion in sheet.scored_criteria:
        shift = PART_SHIFTS[criterion.part_code]
        for option in criterion.options:
            gates = _gate_bits(sheet.requirements, criterion, option.level)
            levels[criterion.code, option.level] = (option.points << shift) + gates
        for case in criterion.cases:
            for option in case.options:
                levels[criterion.code, (case.code, option.level)] = option.points << shift
    return Table(levels, sheet.requirements, get_regime(sheet.regime))


def _gate_bits(requirements: tuple[Requirement, ...], criterion: Criterion, level: int) -> int:
    return sum(
        1 << bit for bit, one in enumerate(requirements) if one.criterion == criterion.code and level >= one.needs_level
    )


def packed(table: Table, choices: Choices) -> int:
    """Add up the chosen levels; the choices must have been checked."""
    total = 0
    for code, choice in choices.items():
        case = chosen_case(choice)
        level = chosen_level(choice)
        if level is not None:
            total += table.levels[code, (case, level) if case else level]
    return total


def score(sheet: Sheet, choices: Choices, rules: GateRules, *, waived: Collection[str] = frozenset()) -> Score:
    """Return parts, total, band, gates and star of one sheet.

    `waived` names criteria whose star marks the council found not applicable (AMB-07); their points stay.
    Raises InvalidChoicesError for choices that do not fit and IncompleteSheetError for a sheet known only in part.
    """
    require_valid(sheet, choices)
    table = table_of(sheet)
    counted = without_dependants(sheet, choices) if rules.story == "zero" else choices
    number = packed(table, counted)
    parts = {part: number >> shift & PART_MASK for part, shift in PART_SHIFTS.items()}
    total = sum(parts.values())
    unmet = unmet_requirements(table.requirements, number, waived)
    band = table.regime.band_of(total)
    gates = gates_of(unmet, rules)
    warnings = choice_warnings(sheet, choices, rules)
    return Score(parts, total, band, gates, star_of(band, gates, rules), unmet, warnings)


def unmet_requirements(
    requirements: Iterable[Requirement], number: int, waived: Collection[str] = frozenset()
) -> tuple[Requirement, ...]:
    """Return the star marks that the packed levels do not reach, by star and in printed order."""
    return tuple(one for bit, one in enumerate(requirements) if not number >> bit & 1 and one.criterion not in waived)


def gates_of(unmet: Iterable[Requirement], rules: GateRules) -> dict[int, bool]:
    """Return for each certified star whether its marks are met, with all lower ones when cumulative (AMB-04)."""
    missing = {one.star for one in unmet}
    if rules.cumulative and missing:
        missing = set(range(min(missing), max(CERTIFIED_STARS) + 1))
    return {star: star not in missing for star in CERTIFIED_STARS}


def star_of(band: int, gates: Mapping[int, bool], rules: GateRules) -> int:
    """Return the highest star whose band and gates are both met (AMB-18); two where even the 3-star gates fail."""
    if rules.star_rule == "band" or band <= BELOW_CERTIFIED:
        return band
    return max((star for star in CERTIFIED_STARS if star <= band and gates[star]), default=BELOW_CERTIFIED)


def band_of(sheet: Sheet, mean: Points) -> int:
    """Return the star band of an average total under the sheet's regime (Đ.3.3)."""
    return get_regime(sheet.regime).band_of(mean)


def without_dependants(sheet: Sheet, choices: Choices) -> Choices:
    """Return the choices without criteria whose condition is not met (5.2 and 5.3 need a story, AMB-05)."""
    dropped = {criterion.code for criterion in _ungrounded(sheet, choices)}
    return {code: choice for code, choice in choices.items() if code not in dropped}


def choice_warnings(sheet: Sheet, choices: Choices, rules: GateRules) -> tuple[str, ...]:
    """Return what is doubtful but allowed: a scored story without a story, cases that differ (AMB-05, AMB-13)."""
    warnings = []
    if rules.story != "ignore":
        warnings += [
            f"Tiêu chí {criterion.code} chỉ chấm khi tiêu chí {criterion.needs} có điểm."
            for criterion in _ungrounded(sheet, choices)
        ]
    cases = {case for choice in choices.values() if (case := chosen_case(choice))}
    if len(cases) > 1 and rules.same_case == "warn":
        warnings.append("Các tiêu chí chia trường hợp đang chọn những trường hợp khác nhau.")
    return tuple(warnings)


def _ungrounded(sheet: Sheet, choices: Choices) -> list[Criterion]:
    return [
        criterion
        for criterion in sheet.scored_criteria
        if criterion.needs
        and _points(sheet.criterion(criterion.needs), choices) == 0
        and _points(criterion, choices) > 0
    ]


def _points(criterion: Criterion, choices: Choices) -> int:
    option = chosen_option(criterion, choices)
    return option.points if option else 0
