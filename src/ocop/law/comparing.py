"""Two versions of a sheet side by side: which answers given on the one still fit the other. Pure.

An answer fits when the other sheet asks the same (the same title) and still prints the level that was chosen with the same
words; what the level is worth there is the other sheet's matter. A criterion that only moved to another code is found by
its title, where no other criterion has that title.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ocop.law.arithmetic.choices import chosen_case, chosen_level, is_zero
from ocop.law.sheets import Criterion, Sheet


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of the answers to a sheet on another one, by the codes of the criteria."""

    kept: Mapping[str, str]  # where the answer fits: code here → code there
    asked_anew: Mapping[str, str]  # the criterion goes on, its level has to be chosen again: code here → code there
    gone: tuple[str, ...]  # the other sheet does not ask
    added: tuple[str, ...]  # only the other sheet asks

    @property
    def moved(self) -> Mapping[str, str]:
        """Every criterion that goes on: code here → code there."""
        return {**self.kept, **self.asked_anew}


def carry_over(choices: Mapping[str, Any], old: Sheet, new: Sheet) -> Carried:
    """Return which of the choices made on a sheet still fit a newer one; an unanswered criterion just goes on."""
    there = {one.code: found.code for one in old.scored_criteria if (found := _counterpart(one, old, new))}
    kept = {
        here: other
        for here, other in there.items()
        if here not in choices or _fits(choices[here], old.criterion(here), new.criterion(other))
    }
    return Carried(
        kept=kept,
        asked_anew={here: other for here, other in there.items() if here not in kept},
        gone=tuple(one.code for one in old.scored_criteria if one.code not in there),
        added=tuple(one.code for one in new.scored_criteria if one.code not in there.values()),
    )


def _counterpart(criterion: Criterion, old: Sheet, new: Sheet) -> Criterion | None:
    """The same question on the other sheet: the same code and title, else the only one with this title on both."""
    if new.has(criterion.code) and new.criterion(criterion.code).title == criterion.title:
        return new.criterion(criterion.code)
    same_here = [one for one in old.scored_criteria if one.title == criterion.title]
    same_there = [one for one in new.scored_criteria if one.title == criterion.title]
    if len(same_here) == len(same_there) == 1:
        return same_there[0]
    renamed = new.has(criterion.code) and not any(
        one.title == new.criterion(criterion.code).title for one in old.scored_criteria
    )
    return new.criterion(criterion.code) if renamed and not same_there else None


def _fits(choice: Any, old: Criterion, new: Criterion) -> bool:
    if old.title != new.title or old.kind != new.kind:
        return False
    if is_zero(choice):
        return old.zero_level_printed == new.zero_level_printed
    case, level = chosen_case(choice), chosen_level(choice)
    before, after = old.options_of(case), new.options_of(case)
    if level is None or not (1 <= level <= len(before) and level <= len(after)):
        return False
    return before[level - 1].label == after[level - 1].label
