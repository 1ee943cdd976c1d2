"""What a dossier that follows an earlier one still needs: what expired, what changed, what the star aimed at asks (Đ.6.1.b–c)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, DossierState, Evidence
from ocop.dossiers.parts import GENERAL
from ocop.dossiers.queries.assessment import HIGHEST, SelfAssessment, UnmetGate, unmet_gates
from ocop.dossiers.queries.bundle import Filing
from ocop.dossiers.queries.content import submitted_content
from ocop.dossiers.queries.read_view import choices_in
from ocop.dossiers.questions import QuestionGroup, question_part
from ocop.filing.queries.completeness import is_started, missing_questions
from ocop.law.comparing import Carried, carry_over
from ocop.law.sheets import Criterion
from ocop.products.models import Product


@dataclass(frozen=True)
class Lapsed:
    """A paper of the last dossier whose last day has passed, and whether a newer one was sent since."""

    title: str
    criterion: str
    valid_until: date
    replaced: bool


@dataclass(frozen=True)
class Following:
    """What a draft that began as a copy still needs; everything else was filed before and stands."""

    last: Dossier
    scores_carried: bool
    lapsed: tuple[Lapsed, ...]
    groups: tuple[tuple[QuestionGroup, bool], ...]  # to be said or looked at anew, each with whether it is done
    unanswered: tuple[Criterion, ...]
    target: int
    unmet: tuple[UnmetGate, ...]
    points_missing: int


def last_filed(product: Product) -> Dossier | None:
    """Return the newest dossier that the present producer of a product filed and did not take back."""
    filed = Dossier.objects.filter(product=product, producer=product.producer_id, submitted_at__isnull=False)
    return filed.exclude(state=DossierState.WITHDRAWN).order_by("-submitted_at", "-pk").first()


def carried_to(last: Dossier, dossier: Dossier, content: Mapping[str, Any]) -> Carried | None:
    """Return which answers of a filed dossier fit the sheet of another; None under another decision, where none is comparable."""
    if last.regime != dossier.regime:
        return None
    return carry_over(choices_in(content), law_of(last).sheet, law_of(dossier).sheet)


def following_of(filing: Filing, assessment: SelfAssessment) -> Following | None:
    """Return what a draft still needs that began as a copy; None for every other dossier."""
    dossier, last = filing.dossier, filing.dossier.based_on
    content = submitted_content(last) if last else None
    if last is None or content is None:
        return None
    target = min(HIGHEST, dossier.target_star or assessment.target_star)
    asked = question_part(GENERAL, dossier.regime, dossier.dossier_type).groups
    again = [group for group in asked if group.only or group.refreshed]
    return Following(
        last=last,
        scores_carried=last.regime == dossier.regime,
        lapsed=tuple(_lapsed(filing, last, content)),
        groups=tuple((one, is_started(filing, one) and not missing_questions(filing, one)) for one in again),
        unanswered=tuple(filing.sheet.criterion(code) for code in assessment.missing),
        target=target,
        unmet=tuple(unmet_gates(filing.sheet, assessment, target)) if not assessment.missing else (),
        points_missing=max(0, filing.law.regime.lowest_of(target) - assessment.score.total),
    )


def _lapsed(filing: Filing, last: Dossier, content: Mapping[str, Any]) -> list[Lapsed]:
    day = timezone.localdate(filing.dossier.created_at)
    ids = [one["id"] for one in content["evidence"]]
    gone = last.evidence.filter(pk__in=ids, valid_until__lt=day).order_by("valid_until", "pk")
    newer = [one for one in filing.evidence if one.uploaded_at >= filing.dossier.created_at]
    return [_told(one, newer, filing) for one in gone]


def _told(paper: Evidence, newer: list[Evidence], filing: Filing) -> Lapsed:
    here = paper.criterion_code if filing.sheet.has(paper.criterion_code) else ""
    replaced = any(one.criterion_code == here and one.evidence_type == paper.evidence_type for one in newer)
    return Lapsed(paper.title or paper.original_name, here, paper.valid_until or date.min, replaced)
