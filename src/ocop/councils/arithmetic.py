"""Pure: from rows of marks to the law's arithmetic, quorum, and outcome (QĐ 26/2026, Đ.3.3, Đ.7.3.d).

Points, bands, gates and means are the law's own arithmetic (``ocop.law.arithmetic``); this file turns what the council's
tables hold into its input and reads the outcome from its result. ``recount`` computes the same a second time, on its own.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Any, Literal, cast

from ocop.law.arithmetic import Tally, TallyRules, tally
from ocop.law.governing import Law
from ocop.law.regimes import Regime
from ocop.law.sheets import Sheet

NO_LEVEL_MET = 0
PROVINCE = "province"
MINISTRY = "ministry"

Choice = int | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A level chosen for a criterion; level 0 is the explicit ``no_level_met`` (AMB-01)."""

    criterion_code: str
    case_code: str
    level: int
    note: str = ""


def choice_of(mark: Mark) -> Choice:
    """Return the mark as the law's arithmetic writes it."""
    return {"case": mark.case_code, "level": mark.level} if mark.case_code else mark.level


def choices_of(marks: Iterable[Mark]) -> dict[str, Choice]:
    """Return the marks as choices; a criterion with no level met is left out, as on paper."""
    return {mark.criterion_code: choice_of(mark) for mark in marks if mark.level != NO_LEVEL_MET}


def tally_rules(law: Law, *, max_spread: Decimal | None, gates_by: str, aggregate: str) -> TallyRules:
    """Return the council's rules over what the law of a dossier reads for itself: decimals, band, marks."""
    limit = None if max_spread is None else Fraction(max_spread)
    return replace(law.tally_rules, max_spread=limit, gates_by=cast("Any", gates_by), aggregate=cast("Any", aggregate))


@dataclass(frozen=True, slots=True)
class Panel:
    """The sealed sheets of one product in one pass, what the council agreed on, and the marks it waived."""

    sheet: Sheet
    members: Mapping[str, tuple[Mark, ...]]
    rules: TallyRules
    agreed: tuple[Mark, ...] = ()
    waived: frozenset[str] = frozenset()

    @property
    def choices(self) -> dict[str, dict[str, Choice]]:
        """Choices per member."""
        return {member: choices_of(marks) for member, marks in self.members.items()}


def tally_of(panel: Panel) -> Tally:
    """Return the result of a panel; an agreed "no level met" counts as decided and meets no star mark."""
    agreed = {mark.criterion_code: choice_of(mark) for mark in panel.agreed}
    return tally(panel.sheet, panel.choices, panel.rules, agreed, panel.waived)


def agreed_levels(panel: Panel) -> dict[str, int]:
    """Return for each gated criterion the level the council agrees on: recorded, or chosen by every member (AMB-11)."""
    levels = unanimous_levels(panel.sheet, panel.members.values())
    return levels | {mark.criterion_code: mark.level for mark in panel.agreed}


def unanimous_levels(sheet: Sheet, sheets: Collection[Iterable[Mark]]) -> dict[str, int]:
    """Return the gated criteria on which every sheet has the same level, with that level; one left empty meets none (OQ-23)."""
    levels = [{mark.criterion_code: mark.level for mark in marks} for marks in sheets]
    gated = [criterion.code for criterion in sheet.scored_criteria if criterion.has_gate]
    found = {code: {one.get(code, NO_LEVEL_MET) for one in levels} for code in gated}
    return {code: next(iter(chosen)) for code, chosen in found.items() if len(chosen) == 1}


def missing_criteria(sheet: Sheet, marks: Iterable[Mark]) -> list[str]:
    """Return the criteria without a choice, in printed order; "not scored" is not zero (OQ-23)."""
    done = {mark.criterion_code for mark in marks}
    return [criterion.code for criterion in sheet.scored_criteria if criterion.code not in done]


def exact_text(value: Fraction) -> str:
    """Write a fraction without loss: "79" or "553/7"."""
    return str(value)


def printed_mean(stored: str) -> str:
    """Return a mean as people write it, with exactly the decimals it was rounded to: "79,00"; empty where there is none."""
    return (stored or "").replace(".", ",")


def people_needed(ratio: Decimal, seats: int) -> int:
    """Return the ratio of the seats, rounded up to whole people."""
    return int((ratio * seats).to_integral_value(rounding=ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many scoring members must be present, how many are, and whether the chair is there."""

    ratio: Decimal
    seats: int
    present: int
    chair_must_attend: bool
    chair_present: bool

    @property
    def needed(self) -> int:
        """The ratio of the seats, rounded up to whole people."""
        return people_needed(self.ratio, self.seats)

    @property
    def met(self) -> bool:
        """Whether the meeting may decide."""
        return self.seats > 0 and self.present >= self.needed and (self.chair_present or not self.chair_must_attend)


def sheets_needed(ratio: Decimal, scoring_seats: int) -> int:
    """Return how many sheets a product needs before it may be closed: the quorum of the seats that may score it."""
    return max(1, people_needed(ratio, scoring_seats))


OutcomeName = Literal["recognised", "potential_five_star", "not_recognised", "below_five_star", ""]


def central_outcome_of(found: Tally, regime: Regime) -> OutcomeName:
    """Return what a result of the central council means: a star of the ministry is recognised, all else goes back (Đ.7.4.d, g)."""
    if found.star is None or found.band is None:
        return ""
    return "recognised" if regime.decides(found.star) == MINISTRY else "below_five_star"


def outcome_of(found: Tally, regime: Regime, *, forward_requires_gates: bool) -> OutcomeName:
    """Return what a result means for the product; empty while no star is derived.

    90 points or more go to the ministry (Đ.7.3.e); with ``forward_requires_gates`` only when the five-star marks are met
    too (OQ-13). A star that no level recognises, below 50 points or without the three-star marks, is no recognition.
    """
    if found.star is None or found.band is None:
        return ""
    if regime.decides(found.star) is None:
        return "not_recognised"
    threshold = regime.forwarded_from(PROVINCE)
    forwarded = threshold is not None and regime.lowest_of(found.band) >= threshold
    if forwarded and (not forward_requires_gates or found.star == found.band):
        return "potential_five_star"
    return "recognised"
