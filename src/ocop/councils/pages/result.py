"""Everything the result page of one product shows: mean, spread, totals, the widest criteria, gates, earlier passes."""

from fractions import Fraction
from typing import Any

from ocop.councils.models import AgendaItem, EvaluationResult
from ocop.councils.pages.dot_plot import DotPlot, dot_plot
from ocop.councils.queries.deciding_levels import AGREED
from ocop.councils.queries.minutes import OUTCOME_WORDS
from ocop.councils.queries.recorded import names_of_items
from ocop.councils.queries.results import (
    GatedCriterion,
    decimal_text,
    distance_to_limits,
    earlier_passes,
    gated_criteria,
    marks_by_member,
    member_totals,
    rules_touched,
)
from ocop.councils.queries.scoring import law_sheet_of
from ocop.dossiers.law import law_of
from ocop.dossiers.queries.assessment import option_words
from ocop.law.sheets import Sheet


def result_page(item: AgendaItem, *, named: bool) -> dict[str, Any]:
    """Return the context of the result page; without names the totals stand in rising order, so that seats do not show."""
    result, law = EvaluationResult.objects.get(item=item), law_sheet_of(item)
    totals = member_totals(item)
    if not named:
        totals = sorted(totals, key=lambda one: one.total)
    gated = gated_criteria(item)
    return {
        "result": result,
        "names": names_of_items([item.meeting], [item])[item.pk],
        "outcome": OUTCOME_WORDS.get(result.outcome, "Chưa kết luận"),
        "totals": [(one, decimal_text(one.total)) for one in totals],
        "plot": _plot(item, result, [one.total for one in totals]),
        "parts": _parts(law, result),
        "distance": distance_to_limits(result, law_of(item.dossier).regime),
        "widest": [(law.criterion(row["criterion"]), row) for row in result.widest],
        "gated": gated,
        "undecided": [one for one in gated if one.decisive],
        "idle": [one for one in gated if one.idle] if item.meeting.rules.gates_by == AGREED else [],
        "unmet": _unmet(law, result, gated),
        "next_star": min((row["star"] for row in result.unmet), default=0),
        "touched": rules_touched(law, marks_by_member(item)),
        "earlier": earlier_passes(item),
        "rules": item.meeting.rules,
        "may_rescore": item.scoring_pass <= item.meeting.rules.rescoring_limit,
    }


def _plot(item: AgendaItem, result: EvaluationResult, totals: list[Fraction]) -> DotPlot | None:
    if not totals or not result.average_exact:
        return None
    regime = law_of(item.dossier).regime
    limits = [(band.lowest, band.star) for band in regime.bands if regime.decides(band.star)]
    return dot_plot(totals, Fraction(result.average_exact), limits)


def _parts(law: Sheet, result: EvaluationResult) -> list[dict[str, Any]]:
    return [
        {
            "code": part.code,
            "title": part.title,
            "points": decimal_text(Fraction(result.part_means[part.code])),
            "max": part.max_points,
        }
        for part in law.parts
        if part.code in result.part_means
    ]


def _unmet(law: Sheet, result: EvaluationResult, gated: list[GatedCriterion]) -> list[dict[str, Any]]:
    """Return the marks that keep the product from the next star, for the gate list."""
    aim = min((row["star"] for row in result.unmet), default=0)
    decided = {one.criterion.code: one.decided for one in gated}
    found = []
    for row in result.unmet:
        if row["star"] != aim:
            continue
        criterion = law.criterion(row["criterion"])
        levels = {option.level: option for option in criterion.options}
        now = decided.get(criterion.code)
        found.append(
            {
                "criterion": criterion.code,
                "title": criterion.title,
                "needs": option_words(levels[row["needs_level"]]),
                "now": "các phiếu khác nhau"
                if now is None
                else option_words(levels[now])
                if now
                else "Không đạt mức nào",
            }
        )
    return found
