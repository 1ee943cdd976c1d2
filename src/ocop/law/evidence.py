"""Which evidence a dossier needs: computed from the sheet, the levels chosen and the star aimed at (Form 02, part III).

Only Form 01 and Form 02 are components required by law (Đ.6.1); the rest follows from the set, its rejection rules,
the marks of the target star and the levels self-scored, so the list is computed and never fixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ocop.law.arithmetic.choices import Choices, chosen_option, require_valid
from ocop.law.files import kept
from ocop.law.procedure import procedure_file
from ocop.law.reading import Named, read, reading
from ocop.law.sheets import Sheet


@dataclass(frozen=True, slots=True)
class EvidenceType(Named):
    """One of the fifteen kinds of evidence."""

    what: str
    what_en: str
    titles: tuple[str, ...]
    grounds: tuple[str, ...] = ()
    optional: bool = False
    personal_data: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceNeed:
    """Why one kind of evidence is asked for: for which levels chosen, which star marks, which rejection rules."""

    evidence: EvidenceType
    for_levels: tuple[str, ...]
    for_gates: tuple[str, ...]
    for_grounds: tuple[str, ...]

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria this evidence supports, without repetition."""
        return tuple(dict.fromkeys((*self.for_levels, *self.for_gates)))


@kept
def evidence_types(regime: str) -> Mapping[str, EvidenceType]:
    """Return the kinds of evidence of a regime by code, in the order of the form."""
    with reading(procedure_file(regime, "evidence.yaml")) as rows:
        return {row["code"]: read(EvidenceType, row) for row in rows}


def evidence_for(sheet: Sheet, criterion: str) -> tuple[EvidenceType, ...]:
    """Return the kinds of evidence that support a criterion; UnknownCriterionError when the sheet has none such."""
    title = sheet.criterion(criterion).title
    return tuple(one for one in evidence_types(sheet.regime).values() if title in one.titles)


def evidence_checklist(sheet: Sheet, choices: Choices, target_star: int) -> tuple[EvidenceNeed, ...]:
    """Return the evidence a dossier needs, in the order of the form.

    Raises InvalidChoicesError for choices that do not fit the sheet.
    """
    require_valid(sheet, choices)
    scored = {
        criterion.code
        for criterion in sheet.scored_criteria
        if (option := chosen_option(criterion, choices)) and option.points
    }
    gated = {one.criterion for one in sheet.requirements if one.star <= target_star}
    grounds = {rule.code for rule in sheet.rejection_rules}
    needs = [_need(sheet, one, scored, gated, grounds) for one in evidence_types(sheet.regime).values()]
    return tuple(one for one in needs if one.for_levels or one.for_gates or one.for_grounds)


def _need(sheet: Sheet, evidence: EvidenceType, scored: set[str], gated: set[str], grounds: set[str]) -> EvidenceNeed:
    served = [criterion.code for criterion in sheet.scored_criteria if criterion.title in evidence.titles]
    return EvidenceNeed(
        evidence,
        for_levels=tuple(code for code in served if code in scored),
        for_gates=tuple(code for code in served if code in gated),
        for_grounds=tuple(code for code in evidence.grounds if code in grounds),
    )
