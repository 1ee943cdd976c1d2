"""The provincial office submits council results to the provincial chair (QĐ 26/2026, Đ.7.3.đ), the central office to the minister (Đ.7.4.đ)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.operations.moving import lock_dossier, move_dossier
from ocop.ledger.errors import DomainError
from ocop.ledger.verdicts import insist
from ocop.notices.operations import notify
from ocop.people.models import Role, UserAccount
from ocop.people.queries.holders import holders_of
from ocop.recognition.queries.results import results_of
from ocop.recognition.rules import may_submit, outcomes_allowed
from ocop.vietnamese import format_date

NEXT: dict[str, tuple[DossierState, str]] = {
    DossierState.PROVINCE_SCORED: (DossierState.DECISION_PENDING, "result_submitted"),
    DossierState.CENTRAL_SCORED: (DossierState.CENTRAL_DECISION_PENDING, "central_result_submitted"),
}


@transaction.atomic
def submit_for_decision(dossiers: Iterable[Dossier], *, by: UserAccount, at: datetime) -> list[Dossier]:
    """Hand dossiers with a council result to the chair or the minister; those already handed over stay as they are.

    Raises ``DomainError`` when the person may not submit one of them, or when its result is not complete.
    """
    locked = [lock_dossier(pk) for pk in sorted(dossier.pk for dossier in dossiers)]
    if not locked:
        raise DomainError("Hãy chọn ít nhất một sản phẩm để trình.")
    results = results_of(locked)
    for dossier in locked:
        insist(may_submit(by, dossier))
        if not outcomes_allowed(dossier, results.get(dossier.pk)).choices:
            raise DomainError(f"“{dossier.product.name}”: kết quả của Hội đồng chưa đủ để trình.")
    moved = [dossier for dossier in locked if dossier.state in NEXT]
    for dossier in moved:
        state, action = NEXT[dossier.state]
        move_dossier(dossier, state, by=by, at=at, action=action)
    if moved:
        _tell_who_decides(moved, at=at)
    return locked


def _tell_who_decides(moved: list[Dossier], *, at: datetime) -> None:
    day, central = timezone.localdate(at), moved[0].state == DossierState.CENTRAL_DECISION_PENDING
    chair = holders_of([Role.MINISTER if central else Role.PROVINCIAL_CHAIR], moved[0].unit_path, on=day)
    words = {"count": str(len(moved)), "submitted_on": format_date(day)}
    notify(
        "central_decision_waiting" if central else "decision_waiting",
        to=chair,
        about=moved[0],
        of=str(moved[0].version),
        words=words,
        at=at,
    )
