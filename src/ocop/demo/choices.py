"""Invent believable answers for a sheet: the cheapest way to a star from a modest start, and members who differ a little or who doubt."""

from typing import Any

from ocop.law.arithmetic import GateRules, gate_rules, score, steps_to_star
from ocop.law.regimes import get_regime
from ocop.law.sheets import Criterion, Sheet

MARGIN = 4  # points above the lower limit of the band, so that members may differ without falling out of it


def choices_reaching(sheet: Sheet, star: int, *, margin: int = MARGIN) -> dict[str, Any]:
    """Choices whose score has ``star``, some ``margin`` points above its band; 2 stands for a product that misses a three-star gate."""
    choices = _modest(sheet)
    goal = max(star, 3)
    _apply_plan(sheet, choices, goal)
    _raise_by(sheet, choices, margin)
    if star < goal:
        gate = next(one for one in sheet.requirements if one.star == goal)
        choices.pop(gate.criterion)
    return choices


def member_choices(sheet: Sheet, base: dict[str, Any], number: int) -> dict[str, Any]:
    """The same sheet as another member sees it: two criteria without star marks differ by one level."""
    own = dict(base)
    free = [one for one in sheet.scored_criteria if not one.has_gate and one.kind == "choice"]
    for step in (number * 3, number * 5 + 1):
        criterion = free[step % len(free)]
        level = own.get(criterion.code, 0)
        own[criterion.code] = level - 1 if level > 1 and number % 2 else min(max(level, 1) + 1, len(criterion.options))
    return own


def doubtful_choices(sheet: Sheet, choices: dict[str, Any], star: int) -> dict[str, Any]:
    """The same sheet as somebody sees it who doubts the star: one criterion lies just below a mark of ``star`` that it reached.

    It is the mark that was reached most narrowly; a mark at the first level is doubted by choosing no level, and only where
    the sheet has no other. ``ValueError`` when the choices reach no mark of the star.
    """
    reached = [
        (one.needs_level == 1, choices[one.criterion] - one.needs_level, one.criterion, one.needs_level - 1)
        for one in sheet.requirements
        if one.star == star and isinstance(level := choices.get(one.criterion), int) and level >= one.needs_level
    ]
    _, _, doubted, below = min(reached, key=lambda one: one[:2])
    others = {code: level for code, level in choices.items() if code != doubted}
    return {**others, doubted: below} if below else others


def _reading(sheet: Sheet) -> GateRules:
    """How the marks of a sheet were read on its first day: invented answers need no other day."""
    return gate_rules(sheet.since or get_regime(sheet.regime).valid_from or sheet.provenance.issued)


def _modest(sheet: Sheet) -> dict[str, Any]:
    """The lowest level that gives points: nobody files a product with impurities or without a label."""
    return {one.code: _choice(one, _first_with_points(one)) for one in sheet.scored_criteria if one.kind != "single"}


def _first_with_points(criterion: Criterion) -> int:
    ladder = criterion.options_of(criterion.cases[0].code if criterion.cases else None)
    return next(option.level for option in ladder if option.points)


def _choice(criterion: Criterion, level: int) -> Any:
    return {"case": criterion.cases[0].code, "level": level} if criterion.cases else level


def _apply_plan(sheet: Sheet, choices: dict[str, Any], star: int) -> None:
    for change in steps_to_star(sheet, choices, star, _reading(sheet)).changes:
        choices[change.criterion] = {"case": change.case, "level": change.to_level} if change.case else change.to_level


def _raise_by(sheet: Sheet, choices: dict[str, Any], points: int) -> None:
    """Raise criteria without marks, one level each, until the total has grown by ``points`` (or none is left)."""
    goal = score(sheet, choices, _reading(sheet)).total + points
    for criterion in sheet.scored_criteria:
        level = choices.get(criterion.code)
        if (
            criterion.has_gate
            or criterion.kind != "choice"
            or not isinstance(level, int)
            or level >= len(criterion.options)
        ):
            continue
        choices[criterion.code] = level + 1
        if score(sheet, choices, _reading(sheet)).total >= goal:
            return
