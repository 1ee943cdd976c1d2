"""Rejection and stop rules of a sheet: what ends an evaluation whatever the points (Phụ lục II; AMB-09, AMB-10)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ocop.law.arithmetic.choices import Choices, chosen_option, require_valid
from ocop.law.sheets import RejectionRule, Sheet

Outcome = Literal["open", "rejected", "not_evaluated", "stopped"]

OUTCOMES: dict[str, Outcome] = {
    "reject": "rejected",
    "not_evaluated": "not_evaluated",
    "stop_evaluation": "stopped",
}
GRAVITY: tuple[Outcome, ...] = ("rejected", "not_evaluated", "stopped")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`open` when no rule applies; otherwise there is no star and points stay on file only."""

    outcome: Outcome
    rules: tuple[RejectionRule, ...]


def stop_or_reject(sheet: Sheet, choices: Choices | None = None, established: Collection[str] = frozenset()) -> Verdict:
    """Return the gravest effect of the rules that apply.

    `established` holds the codes of the rules that the council, or the office that checks the dossier, found to apply;
    a rule over scored criteria (set 16: a zero in 6.1-6.4) applies by itself when such a level was chosen.
    Raises InvalidChoicesError for choices that do not fit, ValueError for a rule the sheet does not have.
    """
    choices = choices or {}
    require_valid(sheet, choices)
    if unknown := set(established) - {rule.code for rule in sheet.rejection_rules}:
        raise ValueError(f"Bộ {sheet.number} không có điều kiện {', '.join(sorted(unknown))}.")
    rules = tuple(
        rule for rule in sheet.rejection_rules if rule.code in established or _zero_in_scope(sheet, rule, choices)
    )
    outcomes = {OUTCOMES[rule.effect] for rule in rules}
    return Verdict(next((one for one in GRAVITY if one in outcomes), "open"), rules)


def _zero_in_scope(sheet: Sheet, rule: RejectionRule, choices: Choices) -> bool:
    options = (chosen_option(sheet.criterion(code), choices) for code in rule.scope)
    return any(option is not None and option.points == 0 for option in options)
