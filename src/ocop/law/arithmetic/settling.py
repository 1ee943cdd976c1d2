"""What a council still has to settle: the levels that may count for a star mark, and whether they can change the star (AMB-11).

A settlement gives every criterion with a star mark one level that at least one member chose; "no level" (0) counts as one
where a member ticked nothing. What all chose, and what the council agreed on, is settled already. Marks of different
criteria do not touch each other, so the worst settlement takes every criterion at its lowest level, the best at its highest:
where both lead to the same star, every settlement in between does, and nothing has to be asked.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ocop.law.arithmetic.choices import Choices, chosen_case, chosen_level
from ocop.law.arithmetic.scoring import GateRules, gates_of, star_of, unmet_requirements
from ocop.law.sheets import Sheet

NO_LEVEL = 0

Levels = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Settled:
    """The marks (as bits) that every settlement meets, and the criteria whose settlement decides the star."""

    bits: int
    undecided: tuple[str, ...]


def settle(sheet: Sheet, levels: Levels, band: int, waived: Collection[str], rules: GateRules) -> Settled:
    """Return what is certain of the star marks, and which criteria the star waits for, in printed order.

    A criterion is undecided where some settlement meets and some misses one of its marks, and the mark lies at or below the
    best star that any settlement allows; nothing is undecided where all settlements lead to the same star.
    """
    worst, best = _met(sheet, levels, min), _met(sheet, levels, max)
    least, most = (
        star_of(band, gates_of(unmet_requirements(sheet.requirements, bits, waived), rules), rules)
        for bits in (worst, best)
    )
    if least == most:
        return Settled(worst, ())
    open_marks = unmet_requirements(sheet.requirements, worst | ~best, waived)
    asked = {one.criterion for one in open_marks if one.star <= most}
    return Settled(worst, tuple(one.code for one in sheet.scored_criteria if one.code in asked))


def settle_every(sheet: Sheet, levels: Levels) -> Settled:
    """Return the same as it was read at first: every marked criterion on which members differ waits, and meets no mark."""
    known = {code: found if len(found) == 1 else frozenset({NO_LEVEL}) for code, found in levels.items()}
    return Settled(_met(sheet, known, min), tuple(code for code, found in levels.items() if len(found) > 1))


def possible_levels(
    sheet: Sheet, members: Iterable[Choices], agreed: Choices, waived: Collection[str]
) -> dict[str, frozenset[int]]:
    """Return for each criterion with a star mark that counts the levels it may still be settled at, 0 for none."""
    sheets = list(members)
    return {
        one.code: frozenset({_level(agreed[one.code])})
        if one.code in agreed
        else frozenset(_level(choices.get(one.code)) for choices in sheets)
        for one in sheet.scored_criteria
        if one.has_gate and one.code not in waived
    }


def chosen_by_nobody(members: Iterable[Choices], agreed: Choices) -> list[str]:
    """Return one sentence for each agreed level that no member chose; the choices must have been checked."""
    sheets = list(members)
    return [
        f"Tiêu chí {code}: không phiếu nào chọn {_words(choice)}."
        for code, choice in agreed.items()
        if all(_picked(choices.get(code)) != _picked(choice) for choices in sheets)
    ]


def _met(sheet: Sheet, levels: Levels, pick: Callable[[Iterable[int]], int]) -> int:
    """Return which requirements are met, as bits, when every criterion is settled at one end of its levels."""
    settled = {code: pick(found) for code, found in levels.items()}
    return sum(
        1 << bit
        for bit, one in enumerate(sheet.requirements)
        if settled.get(one.criterion, NO_LEVEL) >= one.needs_level
    )


def _level(choice: Any) -> int:
    return chosen_level(choice) or NO_LEVEL


def _picked(choice: Any) -> tuple[str | None, int]:
    level = _level(choice)
    return (chosen_case(choice) if level else None, level)


def _words(choice: Any) -> str:
    case, level = _picked(choice)
    if not level:
        return "“không đạt mức nào”"
    return f"mức {level} của trường hợp {case}" if case else f"mức {level}"
