"""The central office puts a checked package into a round of the ministry: the central advisory group has it from then on (QĐ 26/2026, Đ.5.2, 7.4.a)."""

from datetime import datetime

from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.models import DossierState, EvaluationRound
from ocop.dossiers.operations.moving import move_dossier
from ocop.dossiers.operations.telling import tell_holders, tell_producer
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.ministry.models import SubmissionPackage
from ocop.ministry.rules import fits_central_round, may_accept_at_ministry, may_check
from ocop.people.models import Role, UserAccount

from .locking import lock_package


@one_winner()
def accept_at_ministry(
    package: SubmissionPackage,
    *,
    round: EvaluationRound,  # noqa: A002 - the name of the field of the form
    by: UserAccount,
    at: datetime,
) -> SubmissionPackage:
    """Put a package into a round of the ministry; into the same round again changes nothing.

    The round of the province stays beside it. Raises ``DomainError`` when the person may not, the package is at another step, or the
    province proposed too late for this round.
    """
    locked = lock_package(package.pk)
    insist(may_check(by))
    dossier = locked.dossier
    if dossier.state == DossierState.CENTRAL_ADVISORY_REVIEW and dossier.central_round_id == round.pk:
        return locked
    insist(may_accept_at_ministry(by, locked))
    rounds = EvaluationRound.objects.filter(unit__isnull=True)
    insist(fits_central_round(locked, round, rounds, on=timezone.localdate(at)))
    dossier.central_round = round
    move_dossier(
        dossier, DossierState.CENTRAL_ADVISORY_REVIEW, by=by, at=at, action="accepted_at_ministry",
        due_on=clocks.round_due_on(round), details={"package": locked.pk, "round": round.pk},
    )  # fmt: skip
    of = str(round.pk)
    tell_producer(dossier, "accepted_at_ministry", at=at, of=of, round=round.name)
    heads = [Role.CENTRAL_ADVISORY_GROUP_HEAD]
    tell_holders(dossier, "advisory_waiting", heads, at=at, of=of)
    return locked
