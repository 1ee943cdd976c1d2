"""The council's result for one product: totals, mean, spread, gates and star (QĐ 26/2026, Đ.3.3, Đ.7.3.d).

How totals combine, how far they may lie apart and whose choice meets a star mark are left to the council rules;
the defaults come from the settings. The mean is exact before it is compared with a band.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from ocop.law.arithmetic.choices import (
    Choices,
    check_choices,
    chosen_case,
    chosen_option,
    is_zero,
)
from ocop.law.arithmetic.scoring import (
    PART_SHIFTS,
    GateRules,
    Score,
    band_of,
    gate_rules,
    gates_of,
    packed,
    score,
    star_of,
    table_of,
    unmet_requirements,
)
from ocop.law.arithmetic.settling import Settled, chosen_by_nobody, possible_levels, settle, settle_every
from ocop.law.files import kept
from ocop.law.settings import setting
from ocop.law.sheets import Criterion, Requirement, Sheet

Aggregate = Literal["mean", "median", "mean_without_extremes"]
GatesBy = Literal["agreed", "majority"]
Settling = Literal["decisive", "every"]
BandInput = Literal["exact", "rounded"]


@dataclass(frozen=True, slots=True)
class TallyRules:
    """The council rules that decide a result; `max_spread` None means no limit.

    `settling` "every" is how results were read at first: every difference waited, and any printed level could be agreed on.
    """

    max_spread: Fraction | None
    gates_by: GatesBy
    aggregate: Aggregate
    decimals: int
    band_input: BandInput
    gates: GateRules
    settling: Settling = "decisive"


@kept
def tally_rules(on: date) -> TallyRules:
    """Return the national defaults of a day for what the council rules leave open, and the readings of that day."""
    return TallyRules(
        max_spread=_limit(setting("council.max_spread_points", on)),
        gates_by=setting("scoring.gate_choice", on),
        aggregate=setting("council.aggregate", on),
        decimals=setting("scoring.average_decimals", on),
        band_input=setting("scoring.band_input", on),
        gates=gate_rules(on),
    )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A criterion on which the members chose different levels."""

    criterion: str
    lowest: int
    highest: int
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a panel. With `errors` there is no star; `undecided` names the criteria whose agreed level decides it.

    A mark counts as met in `gates` and `unmet` when every settlement that is still possible meets it.
    """

    totals: Mapping[str, int]
    mean: Fraction | None
    mean_text: str | None
    part_means: Mapping[str, Fraction]
    spread: int | None
    rescore: bool | None
    band: int | None
    gates: Mapping[int, bool]
    star: int | None
    unmet: tuple[Requirement, ...]
    errors: tuple[str, ...]
    undecided: tuple[str, ...]
    widest: tuple[Disagreement, ...]
    warnings: tuple[str, ...]


def tally(
    sheet: Sheet,
    members: Mapping[str, Choices],
    rules: TallyRules,
    agreed: Choices | None = None,
    waived: Collection[str] = frozenset(),
) -> Tally:
    """Return the council's result for one product from the members' sheets.

    `agreed` holds what the council settled: levels that at least one member chose, 0 where it settled that no level is met.
    Faults in the sheets are returned as sentences in `errors`; IncompleteSheetError for a sheet known only in part.
    """
    if errors := _faults(sheet, members, rules, agreed, waived):
        return _refused(errors)
    scores = {member: score(sheet, choices, rules.gates) for member, choices in members.items()}
    totals = {member: one.total for member, one in scores.items()}
    mean = aggregate_of(list(totals.values()), rules.aggregate)
    mean_text = half_up(mean, rules.decimals)
    band = band_of(sheet, mean if rules.band_input == "exact" else Fraction(mean_text))
    spread = max(totals.values()) - min(totals.values())
    settled = _settled(sheet, members, rules, agreed or {}, waived, band=band)
    undecided = settled.undecided
    unmet = unmet_requirements(sheet.requirements, settled.bits, waived)
    gates = gates_of(unmet, rules.gates)
    return Tally(
        totals=totals,
        mean=mean,
        mean_text=mean_text,
        part_means=_part_means(scores),
        spread=spread,
        rescore=rules.max_spread is not None and spread > rules.max_spread,
        band=band,
        gates=gates,
        star=None if undecided else star_of(band, gates, rules.gates),
        unmet=unmet,
        errors=_undecided_error(undecided),
        undecided=undecided,
        widest=_widest(sheet, members),
        warnings=tuple(f"{member}: {text}" for member, one in scores.items() for text in one.warnings),
    )


def aggregate_of(totals: list[int], how: Aggregate) -> Fraction:
    """Combine member totals exactly; without extremes drops one highest and one lowest of three or more."""
    ordered = sorted(totals)
    if how == "median":
        middle = len(ordered) // 2
        ordered = ordered[middle : middle + 1] if len(ordered) % 2 else ordered[middle - 1 : middle + 1]
    elif how == "mean_without_extremes" and len(ordered) > 2:
        ordered = ordered[1:-1]
    return Fraction(sum(ordered), len(ordered))


def half_up(value: Fraction, decimals: int) -> str:
    """Print a non-negative fraction with a fixed number of decimals, halves rounded up."""
    scale = 10**decimals
    units = (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)
    return str(Decimal(units).scaleb(-decimals))


def _limit(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def _faults(
    sheet: Sheet, members: Mapping[str, Choices], rules: TallyRules, agreed: Choices | None, waived: Collection[str]
) -> list[str]:
    errors = [] if members else ["Chưa có phiếu chấm nào."]
    for member, choices in members.items():
        errors += [f"Phiếu {member}: {error}" for error in check_choices(sheet, choices)]
    if agreed is not None:
        faults = agreed_faults(sheet, agreed)
        if not (errors or faults) and rules.settling == "decisive":
            faults = chosen_by_nobody(members.values(), agreed)
        errors += [f"Mức thống nhất: {error}" for error in faults]
    errors += [f"Bộ {sheet.number} không có tiêu chí {code}." for code in waived if not sheet.has(code)]
    return errors


def agreed_faults(sheet: Sheet, agreed: object) -> list[str]:
    """Return one sentence per fault in the agreed levels, where the explicit zero of a criterion is allowed."""
    if not isinstance(agreed, Mapping):
        return check_choices(sheet, agreed)
    return check_choices(sheet, {code: one for code, one in agreed.items() if not (sheet.has(code) and is_zero(one))})


def _refused(errors: list[str]) -> Tally:
    return Tally({}, None, None, {}, None, None, None, {}, None, (), tuple(errors), (), (), ())


def _undecided_error(undecided: tuple[str, ...]) -> tuple[str, ...]:
    if not undecided:
        return ()
    return (f"Hội đồng chưa thống nhất mức của tiêu chí {', '.join(undecided)}.",)


def _part_means(scores: Mapping[str, Score]) -> dict[str, Fraction]:
    """Return the arithmetic mean per part of all sheets, whatever the aggregate of the totals."""
    return {part: Fraction(sum(one.parts[part] for one in scores.values()), len(scores)) for part in PART_SHIFTS}


def _settled(
    sheet: Sheet,
    members: Mapping[str, Choices],
    rules: TallyRules,
    agreed: Choices,
    waived: Collection[str],
    *,
    band: int,
) -> Settled:
    """Return which marks are met and what the council still has to settle (AMB-11)."""
    if rules.gates_by == "majority":
        return Settled(_met_by_most(sheet, members), ())
    levels = possible_levels(sheet, members.values(), agreed, waived)
    if rules.settling == "every":
        return settle_every(sheet, levels)
    return settle(sheet, levels, band, waived, rules.gates)


def _met_by_most(sheet: Sheet, members: Mapping[str, Choices]) -> int:
    numbers = [packed(table_of(sheet), choices) for choices in members.values()]
    return sum(
        1 << bit
        for bit in range(len(sheet.requirements))
        if 2 * sum(number >> bit & 1 for number in numbers) > len(numbers)
    )


def _widest(sheet: Sheet, members: Mapping[str, Choices]) -> tuple[Disagreement, ...]:
    found = [one for criterion in sheet.scored_criteria if (one := _disagreement(criterion, members))]
    return tuple(sorted(found, key=lambda one: one.lowest - one.highest))


def _disagreement(criterion: Criterion, members: Mapping[str, Choices]) -> Disagreement | None:
    options = {member: chosen_option(criterion, choices) for member, choices in members.items()}
    cases = {chosen_case(choices.get(criterion.code)) for choices in members.values()}
    levels = {member: option.level if option else 0 for member, option in options.items()}
    if len(set(levels.values())) == 1 and len(cases) == 1:
        return None
    points = [option.points if option else 0 for option in options.values()]
    return Disagreement(criterion.code, min(points), max(points), levels)
