"""The self-assessment of a dossier: points, the star it would reach, the gates not met and the best next step (Mẫu 02, III).

Everything is derived by ``ocop.law.arithmetic`` from the levels kept; a criterion without an answer counts nothing and is
never shown as zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, SelfScore
from ocop.dossiers.queries.effort import weights_of
from ocop.law.arithmetic import Change, Plan, Score, easiest, score, steps_to_star, stop_or_reject, without_zero
from ocop.law.governing import DossierLaw
from ocop.law.sheets import Criterion, Option, RejectionRule, Sheet

LOWEST_CERTIFIED = 3
HIGHEST = 5


@dataclass(frozen=True)
class UnmetGate:
    """A star mark that is not reached: which criterion, what it needs and what is chosen now, in words."""

    star: int
    criterion: str
    title: str
    needs: str
    now: str


@dataclass(frozen=True)
class Step:
    """One change of the easiest way to the next star, in words."""

    criterion: str
    title: str
    now: str
    to: str
    points: int
    forced: bool


@dataclass(frozen=True)
class PartTotal:
    """Points of a part out of its most, and how many of its criteria are answered."""

    code: str
    title: str
    points: int
    max: int
    answered: int
    criteria: int


@dataclass(frozen=True)
class SelfAssessment:
    """What the levels chosen so far amount to."""

    law: DossierLaw
    choices: Mapping[str, Any]
    score: Score
    target_star: int
    plan: Plan
    steps: tuple[Step, ...]
    unmet: tuple[UnmetGate, ...]
    missing: tuple[str, ...]
    parts: tuple[PartTotal, ...]
    grounds: tuple[RejectionRule, ...]  # printed grounds of the set, as early warnings
    applying: tuple[RejectionRule, ...]  # those that the levels chosen already bring about

    @property
    def sheet(self) -> Sheet:
        """The version of the sheet that was answered."""
        return self.law.sheet

    @property
    def complete(self) -> bool:
        """Whether every criterion has an answer."""
        return not self.missing

    @property
    def answered(self) -> int:
        """How many criteria have an answer."""
        return sum(part.answered for part in self.parts)

    @property
    def criteria(self) -> int:
        """How many criteria the sheet has."""
        return sum(part.criteria for part in self.parts)

    @property
    def points_to_band(self) -> int:
        """Points still missing to the band of the target star."""
        return max(0, self.law.regime.lowest_of(self.target_star) - self.score.total)


def choices_of(scores: Mapping[str, SelfScore]) -> dict[str, Any]:
    """Turn self-scores into choices for ``ocop.law.arithmetic``; an explicit zero stays as level 0."""
    return {
        code: {"case": one.case_code, "level": one.level} if one.case_code else one.level
        for code, one in scores.items()
    }


def self_choices(dossier: Dossier) -> dict[str, Any]:
    """Return the producer's choices of a dossier; see ``choices_of``."""
    return choices_of(
        {
            one.criterion_code: one
            for one in dossier.self_scores.filter(level__isnull=False).exclude(criterion_code__startswith="~")
        }
    )


def self_assessment(dossier: Dossier) -> SelfAssessment:
    """Return what a dossier's self-scores amount to (one query)."""
    return assess(law_of(dossier), self_choices(dossier))


def assess(law: DossierLaw, choices: Mapping[str, Any]) -> SelfAssessment:
    """Return what choices amount to by the law of a dossier; pure."""
    sheet, counted = law.sheet, without_zero(choices)
    result = score(sheet, counted, law.gate_rules)
    target = min(HIGHEST, max(LOWEST_CERTIFIED, result.star + 1))
    plan = steps_to_star(sheet, counted, target, law.gate_rules, costs=easiest(sheet, weights_of(sheet)))
    return SelfAssessment(
        law=law,
        choices=choices,
        score=result,
        target_star=target,
        plan=plan,
        steps=tuple(_step(sheet, choices, change) for change in plan.changes),
        unmet=tuple(_unmet_gates(sheet, choices, result, target)),
        missing=tuple(one.code for one in sheet.scored_criteria if one.code not in choices),
        parts=tuple(_part_totals(sheet, choices, result)),
        grounds=sheet.rejection_rules,
        applying=stop_or_reject(sheet, counted).rules,
    )


def _unmet_gates(sheet: Sheet, choices: Mapping[str, Any], result: Score, target: int) -> list[UnmetGate]:
    """The marks missing for the target star; of several marks of one criterion the highest."""
    highest = {one.criterion: one for one in result.unmet if one.star <= target}
    gates = []
    for criterion in sheet.scored_criteria:
        if gate := highest.get(criterion.code):
            needs = option_words(criterion.options[gate.needs_level - 1])
            gates.append(UnmetGate(gate.star, criterion.code, criterion.title, needs, chosen_words(criterion, choices)))
    return gates


def unmet_gates(sheet: Sheet, assessment: SelfAssessment, target: int) -> list[UnmetGate]:
    """Return the marks missing for a star that the producer names itself."""
    return _unmet_gates(sheet, assessment.choices, assessment.score, target)


def _step(sheet: Sheet, choices: Mapping[str, Any], change: Change) -> Step:
    criterion = sheet.criterion(change.criterion)
    option = criterion.options_of(change.case)[change.to_level - 1]
    return Step(
        criterion.code,
        criterion.title,
        chosen_words(criterion, choices),
        option_words(option),
        change.points_gained,
        change.forced,
    )


def _part_totals(sheet: Sheet, choices: Mapping[str, Any], result: Score) -> list[PartTotal]:
    totals = []
    for part in sheet.parts:
        codes = [one.code for one in sheet.scored_criteria if one.part_code == part.code]
        answered = sum(code in choices for code in codes)
        totals.append(PartTotal(part.code, part.title, result.parts[part.code], part.max_points, answered, len(codes)))
    return totals


def option_words(option: Option) -> str:
    """Return a level as words: its letter, its text and its points."""
    return f"{option.letter} – {option.label} ({option.points} điểm)"


def chosen_option(criterion: Criterion, choice: Any) -> Option | None:
    """Return the level of a choice, None for the explicit zero and for no answer."""
    level = choice.get("level") if isinstance(choice, Mapping) else choice
    case = choice.get("case") if isinstance(choice, Mapping) else None
    ladder = criterion.options_of(case)
    return ladder[level - 1] if level and 0 < level <= len(ladder) else None


def chosen_words(criterion: Criterion, choices: Mapping[str, Any]) -> str:
    """Return the choice of a criterion as words."""
    if criterion.code not in choices:
        return "chưa trả lời"
    option = chosen_option(criterion, choices[criterion.code])
    if option is None:
        return "Không (0 điểm)" if criterion.kind == "single" else "Không đạt mức nào (0 điểm)"
    return option_words(option)
