"""The central office receives a package and gives it the next number of its register (QĐ 26/2026, Đ.7.4.a)."""

from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from ocop.dossiers.models import DossierState
from ocop.dossiers.operations.moving import move_dossier
from ocop.dossiers.operations.telling import tell_holders, tell_producer
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.ministry.models import SubmissionPackage
from ocop.ministry.rules import may_check, may_receive
from ocop.people.models import Role, UserAccount

from .locking import lock_package


@one_winner()
def receive_package(package: SubmissionPackage, *, by: UserAccount, at: datetime) -> SubmissionPackage:
    """Register a package; its dossier is with the central office from now on. Repeating it returns the package as registered.

    Raises ``DomainError`` when the person may not, or the package is at another step.
    """
    locked = lock_package(package.pk)
    insist(may_check(by))
    if locked.received_on is not None:
        return locked
    insist(may_receive(by, locked))
    day = timezone.localdate(at)
    given = SubmissionPackage.objects.filter(register_year=day.year).aggregate(last=Max("register_sequence"))["last"]
    locked.received_on, locked.received_by = day, by
    locked.register_year, locked.register_sequence = day.year, (given or 0) + 1
    locked.save(update_fields=["received_on", "received_by", "register_year", "register_sequence"])
    number = locked.register_number
    move_dossier(
        locked.dossier, DossierState.CENTRAL_REVIEW, by=by, at=at, action="package_received",
        details={"package": locked.pk, "number": number}, records=[locked],
    )  # fmt: skip
    tell_producer(locked.dossier, "package_received", at=at, of=str(locked.pk), number=number)
    tell_holders(
        locked.dossier, "package_registered", [Role.PROVINCIAL_OFFICER], at=at, of=str(locked.pk), number=number
    )
    return locked
