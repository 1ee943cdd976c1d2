"""The content of a result notice (Đ.7.3.g): outcome, points per part, gates missed, what the next star asks for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

from ocop.councils.models import EvaluationResult
from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.queries.assessment import option_words
from ocop.dossiers.states import FROM_NINETY
from ocop.law.governing import DossierLaw
from ocop.law.sheets import Sheet, UnknownCriterionError, letter_of
from ocop.ledger.queries import timeline_of
from ocop.recognition.models import Certificate, DecisionItem, RecognitionDecision
from ocop.recognition.wording import OUTCOME_WORDS

from .names import Names, names_of_dossier
from .proof import decisions_with_proof, is_proven
from .results import mean_points, result_to_tell

TAGS = {
    "recognised": "ok",
    "potential_five_star": "soon",
    "central_review": "soon",
    "central_supplement": "soon",
    "not_recognised": "off",
    "rejected": "bad",
    "stopped": "bad",
    "central_advisory_review": "info",
    "central_council_review": "info",
    "central_scored": "info",
    "central_decision_pending": "info",
    "province_fallback": "soon",
}


@dataclass(frozen=True)
class NextStar:
    """What is missing for the next star: gates by name, and points of the mean."""

    star: int
    unmet: list[dict[str, str]]
    points_short: Decimal


@dataclass(frozen=True)
class Notice:
    """A result as the producer reads it; no member's marks."""

    outcome: str
    tag: str
    item: DecisionItem | None
    certificate: Certificate | None
    result: EvaluationResult | None
    parts: list[dict[str, Any]]
    next_star: NextStar | None
    reason: str
    names: Names
    proven: bool  # whether the decision, if there is one, fits the ledger
    decided_on: date  # the day of the decision, else the day on which the dossier got this outcome


def result_notice(dossier: Dossier) -> Notice:
    """Put together the notice of a dossier that has an outcome."""
    result = result_to_tell(dossier)
    law = law_of(dossier)
    last = timeline_of(dossier).filter(to_state=dossier.state).last()
    item = DecisionItem.objects.filter(dossier=dossier).order_by("-pk").first() if _is_decided(dossier) else None
    decision = decisions_with_proof(RecognitionDecision.objects.filter(items=item)).first() if item else None
    if item and decision:
        item.decision = decision
    proven = decision is None or is_proven(decision)
    return Notice(
        outcome=OUTCOME_WORDS[dossier.state],
        tag=TAGS[dossier.state],
        item=item,
        certificate=Certificate.objects.filter(dossier=dossier).first(),
        result=result,
        parts=_parts(law.sheet, result) if result else [],
        next_star=_next_star(law, result) if result else None,
        reason=(last.reason if last else "") or (result.rejection_ground if result else ""),
        names=names_of_dossier(dossier, decision if proven else None),
        proven=proven,
        decided_on=decision.decided_on if decision else timezone.localdate(last.at if last else None),
    )


def _is_decided(dossier: Dossier) -> bool:
    """Whether a decision stands: the approval of a result that the ministry did not confirm is none (Đ.7.4.g)."""
    return dossier.state == DossierState.RECOGNISED or dossier.state in FROM_NINETY


def _parts(sheet: Sheet, result: EvaluationResult) -> list[dict[str, Any]]:
    means = mean_points(result)
    return [
        {"code": part.code, "title": part.title, "points": means[part.code], "max": part.max_points}
        for part in sheet.parts
        if part.code in means
    ]


def _next_star(law: DossierLaw, result: EvaluationResult) -> NextStar | None:
    regime = law.regime
    above = [star for star in sorted(regime.competence) if star > (result.star_rating or 0)]
    if not above:
        return None
    short = max(regime.lowest_of(above[0]) - Fraction(result.average_exact), Fraction(0))
    unmet = [_gate(law.sheet, one) for one in result.unmet if int(one["star"]) <= above[0]]
    return NextStar(above[0], unmet, Decimal(short.numerator) / short.denominator)


def _gate(sheet: Sheet, unmet: dict[str, Any]) -> dict[str, str]:
    code, level = str(unmet["criterion"]), int(unmet["needs_level"])
    try:
        criterion = sheet.criterion(code)
        needs = next((option_words(one) for one in criterion.options if one.level == level), f"mức {letter_of(level)}")
    except UnknownCriterionError:
        return {"criterion": code, "title": f"Tiêu chí {code}", "needs": f"mức {letter_of(level)}"}
    return {"criterion": code, "title": criterion.title, "needs": needs}
