"""The second, independent count: exact fractions, written from the sheet and the bands alone.

It shares no arithmetic with ``ocop.law.arithmetic``: where that packs levels into whole numbers, this adds fractions one
by one. Both must agree before a product is closed. Keep it short and plain: it is meant to be read by a supervisor.

Rules of QĐ 26/2026: points of the chosen levels add up (Phụ lục II); the mean of the members' totals is compared with
half-open bands (Đ.3.3); a level with a star mark is the least for that star, marks of lower stars included (AMB-04).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Protocol

from ocop.law.regimes import get_regime
from ocop.law.sheets import Criterion, Sheet

STARS = (3, 4, 5)
NEVER_CERTIFIED = 2


class MarkLike(Protocol):
    """A level chosen for a criterion; level 0 means that no level is met."""

    @property
    def criterion_code(self) -> str:
        """Code of the criterion."""

    @property
    def case_code(self) -> str:
        """Code of the case, empty where the criterion has none."""

    @property
    def level(self) -> int:
        """Position of the level as printed, 0 for none."""


@dataclass(frozen=True)
class CountingRules:
    """The council's rules and the settings of the dossier's day for the open questions (OQ-01, OQ-03, AMB-05)."""

    aggregate: str  # mean | median | mean_without_extremes
    gates_by: str  # agreed | majority
    cumulative: bool
    star_rule: str  # min | band
    story: str  # zero: what needs a story counts only with one
    band_input: str  # exact | rounded
    decimals: int  # of the printed mean
    settling: str = "decisive"  # every: how results were read at first, a star waits for every criterion that differs


@dataclass(frozen=True)
class Recount:
    """What the second count found; ``star`` is empty while it depends on a gated criterion without an agreed level."""

    totals: Mapping[str, Fraction]
    part_totals: Mapping[str, Mapping[str, Fraction]]
    mean: Fraction
    mean_text: str
    spread: Fraction
    band: int
    gates: Mapping[int, bool]
    star: int | None


def recount(
    sheet: Sheet,
    members: Mapping[str, Iterable[MarkLike]],
    rules: CountingRules,
    *,
    agreed: Iterable[MarkLike] = (),
    waived: Collection[str] = (),
) -> Recount:
    """Count a panel again. Raises ``ValueError`` for an empty panel and ``KeyError`` for a mark the sheet does not print."""
    sheets = {member: {mark.criterion_code: mark for mark in marks} for member, marks in members.items()}
    if not sheets:
        raise ValueError("an empty panel has no result")
    parts = {member: part_totals(sheet, marks, rules) for member, marks in sheets.items()}
    totals = {member: sum(found.values(), Fraction(0)) for member, found in parts.items()}
    mean = combined(list(totals.values()), rules.aggregate)
    mean_text = rounded(mean, rules.decimals)
    band = band_of(sheet, mean if rules.band_input == "exact" else Fraction(mean_text))
    agreed_levels = {mark.criterion_code: mark.level for mark in agreed}
    star, met = settled_star(sheet, list(sheets.values()), rules, agreed_levels, waived=waived, band=band)
    return Recount(
        totals=totals,
        part_totals=parts,
        mean=mean,
        mean_text=mean_text,
        spread=max(totals.values()) - min(totals.values()),
        band=band,
        gates=met if star is not None else {},
        star=star,
    )


def points_of(criterion: Criterion, mark: MarkLike) -> Fraction:
    """Points printed for a chosen level; ``KeyError`` when the sheet prints no such level."""
    if mark.level == 0:
        return Fraction(0)
    ladder = criterion.options
    if criterion.cases:
        ladder = {case.code: case.options for case in criterion.cases}[mark.case_code]
    return {option.level: Fraction(option.points) for option in ladder}[mark.level]


def part_totals(sheet: Sheet, marks: Mapping[str, MarkLike], rules: CountingRules) -> dict[str, Fraction]:
    """Points per part of one sheet; what needs a story is left out without one where the rules say so (AMB-05)."""
    criteria = {criterion.code: criterion for criterion in sheet.scored_criteria}
    points = {code: points_of(criteria[code], mark) for code, mark in marks.items()}
    totals = {part.code: Fraction(0) for part in sheet.parts}
    for code, gained in points.items():
        needs = criteria[code].needs
        if rules.story == "zero" and needs and not points.get(needs):
            continue
        totals[criteria[code].part_code] += gained
    return totals


def combined(totals: list[Fraction], aggregate: str) -> Fraction:
    """Mean, median, or mean without one highest and one lowest, of the members' totals."""
    rising = sorted(totals)
    if aggregate == "median":
        return (rising[(len(rising) - 1) // 2] + rising[len(rising) // 2]) / 2
    if aggregate == "mean_without_extremes" and len(rising) >= 3:
        rising = rising[1:-1]
    return sum(rising, Fraction(0)) / len(rising)


def rounded(value: Fraction, decimals: int) -> str:
    """Round half up to some decimals, for print."""
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def band_of(sheet: Sheet, mean: Fraction) -> int:
    """Highest star whose lower bound the exact mean reaches."""
    return max(band.star for band in get_regime(sheet.regime).bands if Fraction(band.lowest) <= mean)


def settled_star(
    sheet: Sheet,
    sheets: list[Mapping[str, MarkLike]],
    rules: CountingRules,
    agreed: Mapping[str, int],
    *,
    waived: Collection[str],
    band: int,
) -> tuple[int | None, dict[int, bool]]:
    """The star that every settlement leads to, else None, and the marks that every settlement meets.

    The lowest level any member chose everywhere is the worst settlement, the highest the best (AMB-11).
    """
    lowest, differ = met_stars(sheet, sheets, rules, agreed, waived=waived, settle=min)
    highest, _ = met_stars(sheet, sheets, rules, agreed, waived=waived, settle=max)
    star = star_of(band, lowest, rules)
    waits = differ if rules.settling == "every" else star != star_of(band, highest, rules)
    return (None if waits else star), lowest


def met_stars(
    sheet: Sheet,
    sheets: list[Mapping[str, MarkLike]],
    rules: CountingRules,
    agreed: Mapping[str, int],
    *,
    waived: Collection[str],
    settle: Callable[[list[int]], int],
) -> tuple[dict[int, bool], bool]:
    """For each star whether its marks (and those of every lower star) are met when differences are settled so; whether there are any."""
    met, differ = dict.fromkeys(STARS, True), False
    for criterion in sheet.scored_criteria:
        if criterion.code in waived:
            continue
        marked = {option.star_gate: option.level for option in criterion.options if option.star_gate}
        if not marked:
            continue
        levels = [marks[criterion.code].level if criterion.code in marks else 0 for marks in sheets]
        if rules.gates_by == "agreed":
            differ = differ or (criterion.code not in agreed and len(set(levels)) > 1)
            levels = [agreed[criterion.code]] if criterion.code in agreed else [settle(levels)]
        for star, needed in marked.items():
            reached = sum(level >= needed for level in levels)
            if 2 * reached <= len(levels):
                for other in range(star, max(STARS) + 1) if rules.cumulative else (star,):
                    met[other] = False
    return met, differ


def star_of(band: int, met: Mapping[int, bool], rules: CountingRules) -> int:
    """Highest star whose band and marks are both met (AMB-18)."""
    if rules.star_rule == "band":
        return band
    return max((star for star in STARS if star <= band and met[star]), default=min(band, NEVER_CERTIFIED))
