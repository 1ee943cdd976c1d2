"""What decided the star, for the minutes: the level of each criterion with a star mark, who set it, and how many sheets chose it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ocop.councils.models import AgendaItem, CriterionScore, EvaluationResult
from ocop.dossiers.parts import sheet_of
from ocop.dossiers.queries.assessment import chosen_words

from .standing import sealed_sheets

AGREED, UNANIMOUS, MAJORITY, IDLE = "agreed", "unanimous", "majority", "idle"


@dataclass(frozen=True)
class _Counted:
    """How the sheets of a product stand, by criterion, and what else decides which level counted."""

    sheets: int
    chosen: Mapping[str, Counter[tuple[str, int]]]
    agreed: Mapping[str, tuple[str, int]]
    left_out: Collection[str]  # the star still waits for them, or their marks were waived
    gates_by: str

    def counting(self, code: str) -> tuple[str, tuple[str, int]] | None:
        """Return who set the level that counted, and the level with its case; None where none does yet."""
        most = self.chosen[code].most_common(1)
        level, votes = most[0] if most else (("", 0), 0)
        if code in self.agreed:
            return AGREED, self.agreed[code]
        if votes == self.sheets > 0:
            return UNANIMOUS, level
        if self.gates_by == MAJORITY and votes * 2 > self.sheets:
            return MAJORITY, level
        if self.gates_by == AGREED and most and code not in self.left_out:
            return IDLE, level
        return None


def deciding_levels(item: AgendaItem) -> list[dict[str, Any]]:
    """Return for each criterion with a star mark the level that counted: agreed by the council, chosen by all sheets or by most.

    ``votes`` of ``sheets`` say by which majority: how many sheets chose this very level. Where sheets differ, nothing was
    settled and the star waits for nothing (``idle``), every settlement leads to it: the level most sheets chose is told.
    A criterion that the star still waits for, or whose marks were waived, is left out.
    """
    gated = {one.code: one for one in sheet_of(item.dossier).scored_criteria if one.has_gate}
    counted = _counted(item, gated)
    found = []
    for code, criterion in gated.items():
        if (counting := counted.counting(code)) is None:
            continue
        by, (case, level) = counting
        found.append(
            {
                "criterion": code,
                "title": criterion.title,
                "words": chosen_words(criterion, {code: {"case": case, "level": level} if case else level}),
                "by": by,
                "votes": counted.chosen[code][case, level],
                "sheets": counted.sheets,
            }
        )
    return found


def _counted(item: AgendaItem, codes: Collection[str]) -> _Counted:
    sheets = [sheet.pk for sheet in sealed_sheets(item)]
    chosen: dict[str, Counter[tuple[str, int]]] = {code: Counter() for code in codes}
    marks = CriterionScore.objects.filter(sheet__in=sheets, criterion_code__in=codes)
    for code, case, level in marks.values_list("criterion_code", "case_code", "level"):
        chosen[code][case, level] += 1
    agreed = {row.criterion_code: (row.case_code, row.level) for row in item.agreed_options.all()}
    waiting = EvaluationResult.objects.values_list("missing_agreed", flat=True).get(item=item)
    waived = item.gate_waivers.values_list("criterion_code", flat=True)
    return _Counted(len(sheets), chosen, agreed, {*waiting, *waived}, item.meeting.rules.gates_by)
