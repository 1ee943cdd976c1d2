"""Rounds of the ministry with what stands in them (QĐ 26/2026, Đ.5.2): a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ocop.dossiers.models import EvaluationRound
from ocop.dossiers.states import AT_MINISTRY
from ocop.law.calendar import last_day_before
from ocop.ministry.models import SubmissionPackage
from ocop.reviewing.rules.rounds import next_round_for


@dataclass(frozen=True)
class CentralRoundRow:
    """A round as its list shows it."""

    round: EvaluationRound
    last_proposal: date
    last_day: date
    tag: str
    state: str
    total: int
    under_way: int


def central_rounds() -> QuerySet[EvaluationRound]:
    """Return the rounds of the ministry, the newest first."""
    return EvaluationRound.objects.filter(unit__isnull=True).order_by("-proposals_before", "-number")


def central_round_rows(*, today: date) -> list[CentralRoundRow]:
    """Return the rounds of the ministry with how many dossiers each has, and how many of them wait (one query)."""
    waiting = Q(central_dossiers__state__in=AT_MINISTRY)
    rows = central_rounds().annotate(
        total=Count("central_dossiers"), under_way=Count("central_dossiers", filter=waiting)
    )
    return [_row(one, today) for one in rows]


def _row(one: EvaluationRound, today: date) -> CentralRoundRow:
    proposal, last = last_day_before(one.proposals_before), last_day_before(one.finished_before)
    words = (
        ("ok", "Đang nhận đề nghị")
        if today <= proposal
        else ("info", "Đang đánh giá")
        if today <= last
        else ("off", "Đã hết hạn")
    )
    found = vars(one)
    return CentralRoundRow(one, proposal, last, *words, found["total"], found["under_way"])


def round_to_offer(package: SubmissionPackage, *, today: date) -> EvaluationRound | None:
    """Return the round into which a package goes by the day of its letter, if it is planned."""
    return next_round_for(package.letter_on, central_rounds(), on=today)
