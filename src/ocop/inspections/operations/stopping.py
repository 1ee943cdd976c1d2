"""Stop the dossiers that would raise or renew a star which has just been revoked (QĐ 26/2026, Đ.7.5, 7.6, 8)."""

from datetime import datetime

from django.utils import timezone

from ocop.councils.models import AgendaItem, ItemState
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.operations.moving import lock_dossier, move_dossier
from ocop.dossiers.operations.telling import tell_holders, tell_producer
from ocop.dossiers.states import FROM_NINETY, may_follow
from ocop.people.models import Role, UserAccount
from ocop.products.models import Product
from ocop.recognition.queries.revoked import revoked_stars

BEYOND_COUNCIL = FROM_NINETY - {DossierState.CENTRAL_COUNCIL_REVIEW}
HOLD_PACKAGES = (Role.PROVINCIAL_OFFICER, Role.CENTRAL_OFFICER)


def lock_open_dossiers(product: Product) -> list[Dossier]:
    """Hold the dossiers of a product that may have to stop; called before the first line of the ledger is written."""
    numbers = Dossier.objects.filter(product=product).order_by("pk").values_list("pk", flat=True)
    held = [lock_dossier(pk) for pk in numbers]
    return [one for one in held if may_follow(one.state, DossierState.STOPPED)]


def stop_dossiers(dossiers: list[Dossier], *, by: UserAccount, at: datetime) -> list[Dossier]:
    """Stop those of these dossiers that cannot go on and tell their producers; returns them.

    One that lies before a council stays there: the council finishes its meeting, and the province can only close it without a decision.
    """
    reasons = revoked_stars(dossiers, on=timezone.localdate(at))
    before_council = set(
        AgendaItem.objects.filter(dossier__in=list(reasons))
        .exclude(state=ItemState.POSTPONED)
        .values_list("dossier", flat=True)
    )
    # At the ministry the province's council has long finished: its agenda holds nothing back.
    free = [one for one in dossiers if one.state in BEYOND_COUNCIL or one.pk not in before_council]
    stopped = [one for one in free if one.pk in reasons]
    for dossier in stopped:
        was_at = dossier.state
        move_dossier(
            dossier, DossierState.STOPPED, by=by, at=at, action="dossier_stopped_by_revocation", reason=reasons[dossier.pk]
        )  # fmt: skip
        tell_producer(dossier, "dossier_stopped", at=at)
        if was_at in FROM_NINETY:
            tell_holders(dossier, "dossier_stopped_at_ministry", HOLD_PACKAGES, at=at, reason=reasons[dossier.pk])
    return stopped
