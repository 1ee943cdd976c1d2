"""Rows of the work lists of a province: results to submit, proposals to decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from ocop.councils.models import EvaluationResult
from ocop.dossiers.models import Dossier, DossierState
from ocop.people.models import Role, UserAccount
from ocop.people.rights import inside_units_of
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.recognition.rules import APPROVE, CLOSE, DECIDED_STATES, RECOGNISE, Outcomes, outcomes_allowed

from .proof import decisions_with_proof
from .results import mean_points, results_of
from .revoked import revoked_stars


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
    """Dossiers of the officer's province whose result has not been submitted."""
    return _listed(
        Dossier.objects.filter(inside_units_of(user, [Role.PROVINCIAL_OFFICER]), state=DossierState.PROVINCE_SCORED)
    )


def dossiers_to_decide(user: UserAccount) -> QuerySet[Dossier]:
    """Dossiers of the chair's province that wait for a decision."""
    return _listed(
        Dossier.objects.filter(inside_units_of(user, [Role.PROVINCIAL_CHAIR]), state=DossierState.DECISION_PENDING)
    )


def dossiers_waiting_for_decision(user: UserAccount) -> QuerySet[Dossier]:
    """What the officer already submitted and the chair has not decided."""
    mine = inside_units_of(user, [Role.PROVINCIAL_OFFICER])
    return _listed(Dossier.objects.filter(mine, state=DossierState.DECISION_PENDING))


def _listed(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return dossiers.select_related("product", "producer", "unit", "unit__parent").order_by("unit_path", "pk")


# A revocation is read with its case, in the room `inspections`.
_LISTING = RecognitionDecision.objects.exclude(kind=DecisionKind.REVOCATION)


def recent_decisions(user: UserAccount, *, limit: int = 10) -> QuerySet[RecognitionDecision]:
    """Newest decisions of the person's province that list products."""
    mine = inside_units_of(user, [Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR])
    return _LISTING.filter(mine).select_related("unit").order_by("-decided_on", "-pk")[:limit]


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
    order = [(RECOGNISE,), (APPROVE,), (RECOGNISE, APPROVE), (CLOSE, APPROVE), (CLOSE,), ()]
    return [ChoiceGroup(choices, groups[choices]) for choices in order if choices in groups]


def submittable(user: UserAccount, ids: list[int]) -> QuerySet[Dossier]:
    """The ticked dossiers of the officer's province, whether already submitted or not: a repeated click finds them again."""
    states = [DossierState.PROVINCE_SCORED, DossierState.DECISION_PENDING]
    return Dossier.objects.filter(inside_units_of(user, [Role.PROVINCIAL_OFFICER]), pk__in=ids, state__in=states)


def decidable(user: UserAccount, ids: list[int]) -> QuerySet[Dossier]:
    """The ticked dossiers of the chair's province, decided or not."""
    states = [DossierState.DECISION_PENDING, *DECIDED_STATES]
    return _listed(Dossier.objects.filter(inside_units_of(user, [Role.PROVINCIAL_CHAIR]), pk__in=ids, state__in=states))


def returnable(user: UserAccount, ids: list[int]) -> QuerySet[Dossier]:
    """The ticked dossiers of the chair's province that wait for a decision or are before the council again (a second click)."""
    states = [DossierState.DECISION_PENDING, DossierState.COUNCIL_REVIEW, *DECIDED_STATES]
    return _listed(Dossier.objects.filter(inside_units_of(user, [Role.PROVINCIAL_CHAIR]), pk__in=ids, state__in=states))
