"""Rows of the work lists of a province and of the ministry: results to submit, proposals to decide."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone

from ocop.councils.models import EvaluationResult
from ocop.dossiers.models import Dossier, DossierState
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, holds_any, inside_units_of
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.recognition.rules import (
    APPROVE,
    CHAIR_DECIDES,
    CLOSE,
    DECIDED_BY_MINISTER,
    DECIDED_STATES,
    MINISTER_DECIDES,
    RECOGNISE,
    RETURN,
    Outcomes,
    decides_centrally,
    outcomes_allowed,
)

from .proof import decisions_with_proof
from .results import mean_points, results_of
from .revoked import revoked_stars

# What may be ticked to be submitted, by provinces and by the ministry; submitted ones too, for a second click.
NEXT_TO_SUBMIT = (
    {DossierState.PROVINCE_SCORED, DossierState.DECISION_PENDING},
    {DossierState.CENTRAL_SCORED, DossierState.CENTRAL_DECISION_PENDING},
)


@dataclass(frozen=True)
class ResultRow:
    """A dossier with what the council found and what may be decided."""

    dossier: Dossier
    result: EvaluationResult | None
    outcomes: Outcomes
    gates: tuple[tuple[str, bool], ...]
    means: tuple[Decimal, ...]


def result_rows(dossiers: Iterable[Dossier]) -> list[ResultRow]:
    """Put dossiers and their results side by side (one query for all results, one more where a dossier raises or renews a star)."""
    listed = list(dossiers)
    results = results_of(listed)
    revoked = revoked_stars(listed, on=timezone.localdate())
    return [
        ResultRow(
            dossier,
            result := results.get(dossier.pk),
            outcomes_allowed(dossier, result, revoked=revoked.get(dossier.pk, "")),
            tuple(sorted(result.gates.items())) if result else (),
            tuple(points for _code, points in sorted(mean_points(result).items())) if result else (),
        )
        for dossier in listed
    ]


def dossiers_to_submit(user: UserAccount) -> QuerySet[Dossier]:
    """Dossiers of the officer's province (of the ministry) whose result has not been submitted."""
    return _listed(_of_office(user, {DossierState.PROVINCE_SCORED}, {DossierState.CENTRAL_SCORED}))


def dossiers_to_decide(user: UserAccount) -> QuerySet[Dossier]:
    """Dossiers of the chair's province that wait for a decision; for the minister those of the central council."""
    return _listed(_of_leader(user, CHAIR_DECIDES, {MINISTER_DECIDES}))


def dossiers_waiting_for_decision(user: UserAccount) -> QuerySet[Dossier]:
    """What the officer already submitted and the chair or the minister has not decided."""
    return _listed(_of_office(user, CHAIR_DECIDES, {MINISTER_DECIDES}))


def _of_office(user: UserAccount, states: Collection[str], central: Collection[str]) -> QuerySet[Dossier]:
    """Dossiers in a state for which the person works: as the ministry's office in one of ``central``, else in the own province."""
    if holds(user, Role.CENTRAL_OFFICER):
        return Dossier.objects.filter(state__in=central)
    return Dossier.objects.filter(inside_units_of(user, [Role.PROVINCIAL_OFFICER]), state__in=states)


def _of_leader(user: UserAccount, states: Collection[str], central: Collection[str]) -> QuerySet[Dossier]:
    """Dossiers in a state that the person decides on: as the minister in one of ``central``, else in the own province."""
    if decides_centrally(user):
        return Dossier.objects.filter(state__in=central, central_round__isnull=False)
    return Dossier.objects.filter(inside_units_of(user, [Role.PROVINCIAL_CHAIR]), state__in=states)


def _listed(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return dossiers.select_related("product", "producer", "unit", "unit__parent").order_by("unit_path", "pk")


# A revocation is read with its case, in the room `inspections`.
_LISTING = RecognitionDecision.objects.exclude(kind=DecisionKind.REVOCATION)


def recent_decisions(user: UserAccount, *, limit: int = 10) -> QuerySet[RecognitionDecision]:
    """Newest decisions of the person's province, or the ministry, that list products."""
    of_ministry = holds_any(user, [Role.CENTRAL_OFFICER, Role.MINISTER])
    mine = inside_units_of(user, [Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR])
    return (
        _LISTING.filter(Q(unit__isnull=True) if of_ministry else mine)
        .select_related("unit")
        .order_by("-decided_on", "-pk")[:limit]
    )


def decisions_visible_to(user: UserAccount) -> QuerySet[RecognitionDecision]:
    """Decisions a person may open: the province's own people and the ministry."""
    roles = [Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR, Role.CENTRAL_OFFICER, Role.MINISTER]
    mine = _LISTING.filter(inside_units_of(user, roles))
    return decisions_with_proof(mine).select_related("unit")


@dataclass(frozen=True)
class ChoiceGroup:
    """Proposals for which the same may be decided."""

    choices: tuple[str, ...]
    rows: list[ResultRow]


def groups_by_choice(rows: Iterable[ResultRow]) -> list[ChoiceGroup]:
    """Group proposals by what may be decided, the most usual group first."""
    groups: dict[tuple[str, ...], list[ResultRow]] = {}
    for row in rows:
        groups.setdefault(row.outcomes.choices, []).append(row)
    order = [
        (RECOGNISE,),
        (APPROVE,),
        (RETURN,),
        (RECOGNISE, APPROVE),
        (RECOGNISE, CLOSE),
        (CLOSE, APPROVE),
        (CLOSE,),
        (),
    ]
    return [ChoiceGroup(choices, groups[choices]) for choices in order if choices in groups]


def submittable(user: UserAccount, ids: list[int]) -> QuerySet[Dossier]:
    """The ticked dossiers of the officer's province (of the ministry), submitted or not: a repeated click finds them again."""
    states, central = NEXT_TO_SUBMIT
    return _of_office(user, states, central).filter(pk__in=ids)


def decidable(user: UserAccount, ids: list[int]) -> QuerySet[Dossier]:
    """The ticked dossiers of the chair's province, or of the minister, decided or not."""
    central = {MINISTER_DECIDES, *DECIDED_BY_MINISTER}
    return _listed(_of_leader(user, CHAIR_DECIDES | DECIDED_STATES, central).filter(pk__in=ids))


def returnable(user: UserAccount, ids: list[int]) -> QuerySet[Dossier]:
    """The ticked dossiers of the person who decides that wait for a decision or are before the council again (a second click)."""
    states = CHAIR_DECIDES | DECIDED_STATES | {DossierState.COUNCIL_REVIEW}
    central = {MINISTER_DECIDES, DossierState.CENTRAL_COUNCIL_REVIEW, *DECIDED_BY_MINISTER}
    return _listed(_of_leader(user, states, central).filter(pk__in=ids))
