"""What decided the star, for the minutes: the level of each criterion with a star mark, who set it, and how many sheets chose it."""

from collections import Counter
from typing import Any

from ocop.councils.models import AgendaItem, CriterionScore, EvaluationResult
from ocop.dossiers.parts import sheet_of
from ocop.dossiers.queries.assessment import chosen_words

from .standing import sealed_sheets

AGREED, UNANIMOUS, MAJORITY, IDLE = "agreed", "unanimous", "majority", "idle"


def deciding_levels(item: AgendaItem) -> list[dict[str, Any]]:
    """Return for each criterion with a star mark the level that counted: agreed by the council, chosen by all sheets or by most.

    ``votes`` of ``sheets`` say by which majority: how many sheets chose this very level. Where sheets differ, nothing was
    settled and the star waits for nothing (``idle``), every settlement leads to it: the level most sheets chose is told.
    A criterion that the star still waits for, or whose marks were waived, is left out.
    """
    law = sheet_of(item.dossier)
    gated = {one.code: one for one in law.scored_criteria if one.has_gate}
    sheets = [sheet.pk for sheet in sealed_sheets(item)]
    chosen: dict[str, Counter[tuple[str, int]]] = {code: Counter() for code in gated}
    marks = CriterionScore.objects.filter(sheet__in=sheets, criterion_code__in=gated)
    for code, case, level in marks.values_list("criterion_code", "case_code", "level"):
        chosen[code][case, level] += 1
    agreed = {row.criterion_code: (row.case_code, row.level) for row in item.agreed_options.all()}
    waiting = EvaluationResult.objects.values_list("missing_agreed", flat=True).get(item=item)
    left_out = {*waiting, *item.gate_waivers.values_list("criterion_code", flat=True)}
    found = []
    for code, criterion in gated.items():
        most = chosen[code].most_common(1)
        (case, level), votes = most[0] if most else (("", 0), 0)
        if code in agreed:
            by, (case, level) = AGREED, agreed[code]
        elif votes == len(sheets) > 0:
            by = UNANIMOUS
        elif item.meeting.rules.gates_by == MAJORITY and votes * 2 > len(sheets):
            by = MAJORITY
        elif item.meeting.rules.gates_by == AGREED and most and code not in left_out:
            by = IDLE
        else:
            continue
        found.append(
            {
                "criterion": code,
                "title": criterion.title,
                "words": chosen_words(criterion, {code: {"case": case, "level": level} if case else level}),
                "by": by,
                "votes": chosen[code][case, level],
                "sheets": len(sheets),
            }
        )
    return found
