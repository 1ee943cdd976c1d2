"""The law as most tests use it: the sheets of R4 in force and the settings of 1/6/2026.

The code under test must name version and day every time; a test that is about something else takes them from here.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ocop.law import arithmetic, shelf
from ocop.law.arithmetic import GateRules, Plan, Score, Tally, TallyRules, gate_rules, tally_rules
from ocop.law.arithmetic.choices import Choices
from ocop.law.governing import DossierLaw, law_filed_under
from ocop.law.sheets import SET_NUMBERS, Sheet

DAY = date(2026, 6, 1)
GATE_RULES = gate_rules(DAY)
TALLY_RULES = tally_rules(DAY)


def get_sheet(regime: str, number: int, version: int = 0) -> Sheet:
    return shelf.get_sheet(regime, number, version) if version else shelf.sheet_in_force(regime, number, DAY)


def all_sheets(regime: str) -> tuple[Sheet, ...]:
    return tuple(get_sheet(regime, number) for number in SET_NUMBERS)


def reading(**other: Any) -> GateRules:
    return replace(GATE_RULES, **other)


def counting(**other: Any) -> TallyRules:
    return replace(TALLY_RULES, **other)


def score(
    sheet: Sheet, choices: Choices, rules: GateRules = GATE_RULES, *, waived: Collection[str] = frozenset()
) -> Score:
    return arithmetic.score(sheet, choices, rules, waived=waived)


def steps_to_star(
    sheet: Sheet, choices: Choices, star: int, rules: GateRules = GATE_RULES, *, waived: Collection[str] = frozenset()
) -> Plan:
    return arithmetic.steps_to_star(sheet, choices, star, rules, waived=waived)


def tally(
    sheet: Sheet,
    members: Mapping[str, Choices],
    rules: TallyRules = TALLY_RULES,
    agreed: Choices | None = None,
    waived: Collection[str] = frozenset(),
) -> Tally:
    return arithmetic.tally(sheet, members, rules, agreed, waived)


def usual_law(number: int) -> DossierLaw:
    return law_filed_under("R4", number, get_sheet("R4", number).sheet_hash, DAY)
