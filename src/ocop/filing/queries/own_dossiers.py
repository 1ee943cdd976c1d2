"""Reads of the producer's side: own dossiers, their next action, what the task list of a dossier shows.

``self_choices``, ``self_assessment`` and ``completeness`` are offered here to the other rooms.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ocop.dossiers.clocks import counts_working_days, days_left
from ocop.dossiers.models import Dossier, DossierState, EvaluationRound, SelfScore, SupplementRequest
from ocop.dossiers.parts import sheet_of
from ocop.dossiers.queries.assessment import self_assessment, self_choices
from ocop.dossiers.queries.bundle import LEFT_OVER
from ocop.dossiers.states import WITH_RESULT
from ocop.filing.queries.completeness import completeness, completeness_of
from ocop.law.calendar import add_working_days, last_day_before, working_days_between
from ocop.law.governing import law_on
from ocop.law.procedure import next_round
from ocop.people.models import UserAccount
from ocop.producers.queries import producers_acted_for

__all__ = [
    "completeness",
    "completeness_of",
    "own_dossiers",
    "self_assessment",
    "self_choices",
]
WAITING_FOR_PRODUCER = (DossierState.DRAFT, DossierState.COMMUNE_SUPPLEMENT, DossierState.PROVINCE_SUPPLEMENT)


@dataclass(frozen=True)
class OwnDossier:
    """A line of the producer's list."""

    dossier: Dossier
    next_action: str
    due_on: date | None
    days_left: int | None
    progress: str
    done: tuple[int, int] | None = None  # criteria answered of how many, for a draft

    @property
    def waits_for_producer(self) -> bool:
        """Whether the producer has to act: a draft, or a request to answer."""
        return self.dossier.state in WAITING_FOR_PRODUCER

    @property
    def working(self) -> bool:
        """Whether its day is counted in working days."""
        return counts_working_days(self.dossier)

    @property
    def is_open(self) -> bool:
        """Whether the dossier is on its way."""
        return self.dossier.state not in WITH_RESULT


def _own(user: UserAccount) -> QuerySet[Dossier]:
    answered = (
        SelfScore.objects.filter(dossier=OuterRef("pk"), level__isnull=False)
        .exclude(criterion_code__startswith=LEFT_OVER)
        .order_by()
        .values("dossier")
        .annotate(n=Count("pk"))
        .values("n")
    )
    asked = SupplementRequest.objects.filter(dossier=OuterRef("pk"), answered_at=None).values("due_on")[:1]
    return (
        Dossier.objects.filter(producer__in=producers_acted_for(user))
        .select_related("product", "producer", "unit")
        .annotate(answered=Coalesce(Subquery(answered), 0), answer_by=Subquery(asked))
        .order_by("-created_at", "-pk")
    )


def own_dossiers(user: UserAccount, *, on: date) -> list[OwnDossier]:
    """Return the dossiers a person acts for: requests to answer first, then drafts, then the newest (one query)."""
    rows = [_own_row(dossier, on) for dossier in _own(user)]
    return sorted(rows, key=_order)


def _order(row: OwnDossier) -> tuple[int, date]:
    """Requests by the day to answer by, then drafts, then the rest as they come."""
    if row.dossier.state == DossierState.DRAFT:
        return 1, date.max
    return (0, row.due_on or date.max) if row.dossier.state in WAITING_FOR_PRODUCER else (2, date.max)


def _own_row(dossier: Dossier, on: date) -> OwnDossier:
    state = dossier.state
    if state == DossierState.DRAFT:
        criteria = len(sheet_of(dossier).scored_criteria)
        done = (int(dossier.answered), criteria)  # type: ignore[attr-defined]
        return OwnDossier(dossier, "Soạn tiếp", None, None, f"{done[0]}/{done[1]} tiêu chí đã trả lời", done)
    if state in WAITING_FOR_PRODUCER:
        due_on: date | None = dossier.answer_by  # type: ignore[attr-defined]
        return OwnDossier(dossier, "Hoàn thiện và nộp lại", due_on, (due_on - on).days if due_on else None, "")
    if state in WITH_RESULT:
        return OwnDossier(dossier, "Xem kết quả", None, None, "")
    left = days_left(dossier.due_on, on, working=counts_working_days(dossier)) if dossier.due_on else None
    return OwnDossier(dossier, "Xem hồ sơ", dossier.due_on, left, "")


@dataclass(frozen=True)
class ComingRound:
    """A round that can still be caught; a round of the law that the province has not planned yet has no name."""

    name: str
    proposed_before: date
    last_proposal_day: date


@dataclass(frozen=True)
class FilingAdvice:
    """To catch a round: its last day for the commune's proposal, and by when to file."""

    round: ComingRound
    file_by: date
    days_left: int


def filing_advice(on: date, place: str = "") -> FilingAdvice:
    """Return the next round a dossier filed from this day on can catch, with the commune's full time limit.

    It is the law's next round, or an earlier one that the province of ``place`` (a path) opened beyond it (Đ.5.1 ¶2).
    """
    needed = 1 + law_on(on).procedure.commune_days.value  # received the next working day, then the commune's time limit
    coming = _next_round(add_working_days(on, needed), place)
    spare = working_days_between(on, coming.last_proposal_day) - needed
    file_by = add_working_days(on, max(0, spare))
    return FilingAdvice(coming, file_by, (file_by - on).days)


def _next_round(proposed_on: date, place: str) -> ComingRound:
    of_law = next_round("province", proposed_on)
    province = f"{place.split('/', maxsplit=1)[0]}/"
    planned = EvaluationRound.objects.filter(unit_path=province, proposals_before__gt=proposed_on) if place else ()
    found = [ComingRound(one.name, one.proposals_before, last_day_before(one.proposals_before)) for one in planned]
    found.append(ComingRound("", of_law.proposed_before, of_law.last_proposal_day))
    return min((one for one in found if one.last_proposal_day >= proposed_on), key=lambda one: one.last_proposal_day)
