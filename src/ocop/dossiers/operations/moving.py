"""Move a dossier from one state to the next, with its ledger line; every step of the procedure ends here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from ocop.dossiers.models import Dossier, DossierState, DossierType
from ocop.dossiers.states import RENEWAL_CLOCK, may_follow
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.ledger.operations import record
from ocop.ledger.prepared import PreparedRecords

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


_LOCKED = PreparedRecords(lambda pk: Dossier.objects.select_for_update(no_key=True).filter(pk=pk))


def lock_dossier(pk: int) -> Dossier:
    """Read a dossier for change inside the running transaction; raises ``Dossier.DoesNotExist``."""
    return _LOCKED.get(pk)


def note(dossier: Dossier, action: str, *, by: "UserAccount", at: datetime, **line: Any) -> AuditEntry:
    """Write a line about a dossier that stays where it is; ``line`` as ``ledger.operations.record`` takes it."""
    return record(action, dossier, by=by, at=at, unit_path=dossier.unit_path, **line)


def move_dossier(
    dossier: Dossier,
    to_state: str,
    *,
    by: "UserAccount",
    at: datetime,
    action: str,
    reason: str = "",
    on_behalf_of: str = "",
    due_on: date | None = None,
    details: Mapping[str, Any] | None = None,
    records: Iterable[models.Model] = (),
) -> AuditEntry:
    """Change the state of a locked dossier and write the ledger line; ``records`` are further rows that the line takes a hash of.

    Raises ``DomainError`` when the procedure does not allow this step, which includes a step already taken by someone else.
    """
    if not may_follow(dossier.state, to_state):
        now = DossierState(dossier.state).label
        raise DomainError(
            f"Hồ sơ đang ở bước “{now}”, chưa thể chuyển sang “{DossierState(to_state).label}”. Hãy tải lại trang."
        )
    if dossier.dossier_type == DossierType.RE_RECOGNITION and to_state in RENEWAL_CLOCK:
        due_on = due_on or dossier.due_on
    from_state, dossier.state, dossier.due_on = dossier.state, to_state, due_on
    dossier.version += 1
    dossier.save()
    states = {"from_state": from_state, "to_state": to_state}
    told = {"reason": reason, "on_behalf_of": on_behalf_of, "details": details, "records": [dossier, *records]}
    return note(dossier, action, by=by, at=at, **states, **told)
