"""Lock a case, move it from one state to the next, and write its ledger line; every step of a revocation ends here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from ocop.inspections.models import RevocationCase
from ocop.ledger.models import AuditEntry
from ocop.ledger.operations import record
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate
from ocop.recognition.queries.proof import with_proof


def lock_case(pk: int) -> RevocationCase:
    """Read a case for change inside the running transaction, with its certificate as the ledger proves it."""
    case = RevocationCase.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    case.certificate = _proven(case.certificate_id)
    return case


def hold_certificate(case: RevocationCase) -> None:
    """Read the certificate of a locked case again, for change: what was read before its locks may have ended meanwhile."""
    Certificate.objects.select_for_update(no_key=True).get(pk=case.certificate_id)
    # A second question: one that waited for the row would answer with the line of the ledger from before it waited.
    case.certificate = _proven(case.certificate_id)


def _proven(pk: int) -> Certificate:
    return with_proof(Certificate.objects.select_related("product__producer", "product__unit__parent")).get(pk=pk)


def note_case(
    case: RevocationCase,
    action: str,
    *,
    by: UserAccount,
    at: datetime,
    records: Iterable[models.Model] = (),
    **line: Any,
) -> AuditEntry:
    """Write a line about a case as it lies in the database now; ``line`` as ``ledger.operations.record`` takes it."""
    path = case.certificate.product.unit_path
    return record(action, case, by=by, at=at, unit_path=path, records=[case, *records], **line)


def move_case(
    case: RevocationCase, to_state: str, action: str, *, by: UserAccount, at: datetime, **line: Any
) -> AuditEntry:
    """Change the state of a locked case, save it whole and write its line."""
    from_state, case.state = case.state, to_state
    case.save()
    return note_case(case, action, by=by, at=at, from_state=from_state, to_state=to_state, **line)
