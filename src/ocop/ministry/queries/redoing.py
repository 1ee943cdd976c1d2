"""Requests to evaluate a round again: who sees which, and which dossiers of the round are concerned (QĐ 26/2026, Đ.10.1.b)."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404

from ocop.dossiers.models import Dossier, DossierState, EvaluationRound
from ocop.ministry.models import RedoRequest
from ocop.people.models import UserAccount
from ocop.people.rights import inside_units_of
from ocop.recognition.models import Certificate

from .access import READERS


def redo_requests_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[RedoRequest]:
    """Requests a person may read: both offices, the chair of the province and the minister; the nearest day first."""
    rows = RedoRequest.objects.filter(inside_units_of(user, READERS)).select_related("round", "unit")
    return rows.order_by(F("reported_at").asc(nulls_first=True), "due_on", "pk")


def get_redo_request_for(user: UserAccount | AnonymousUser, pk: int) -> RedoRequest:
    """Return a request this person may read; raises ``Http404`` for every other id."""
    return get_object_or_404(redo_requests_visible_to(user), pk=pk)


def rounds_with_results() -> QuerySet[EvaluationRound]:
    """Rounds of all provinces in which something was decided, the newest first."""
    decided = Dossier.objects.filter(
        state__in=[DossierState.RECOGNISED, DossierState.NOT_RECOGNISED], round__isnull=False
    )
    rounds = EvaluationRound.objects.filter(pk__in=decided.values("round")).select_related("unit")
    return rounds.order_by("-proposals_before", "unit__name")


def rounds_of_province(request: RedoRequest) -> QuerySet[EvaluationRound]:
    """Rounds of the province in which the evaluation may be done again, the newest first."""
    return EvaluationRound.objects.filter(unit=request.unit_id).order_by("-proposals_before")


def redoable(request: RedoRequest) -> QuerySet[Dossier]:
    """Dossiers of the round that closed without a decision: the council may look at them again."""
    rows = Dossier.objects.filter(round=request.round_id, state=DossierState.NOT_RECOGNISED)
    return rows.select_related("product", "producer", "unit").order_by("pk")


def recognised_in(request: RedoRequest) -> QuerySet[Certificate]:
    """Certificates that the round led to and that were not ended: a wrong one is revoked in its own case (Đ.8, 10.1.b)."""
    rows = Certificate.objects.filter(dossier__round=request.round_id, ended_on__isnull=True)
    return rows.select_related("product__producer").order_by("pk")
