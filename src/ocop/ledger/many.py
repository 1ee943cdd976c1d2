"""Append many ledger lines in one go: an import of ten thousand records leaves a line for each, within seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from .chain import GENESIS, entry_hash
from .models import AuditEntry, LedgerHead
from .operations import is_plain, kind_of
from .verifying import line_of

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

BATCH = 500


@dataclass(frozen=True)
class Line:
    """What one line says; who and when are the same for all lines of a call."""

    action: str
    subject: models.Model
    unit_path: str = ""
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def record_many(lines: Sequence[Line], *, by: "UserAccount | None", at: datetime) -> list[AuditEntry]:
    """Append lines in their order, with one lock on the head of the chain; the same promises as ``operations.record``.

    Raises ``RuntimeError`` outside a transaction and ``TypeError`` for details that a database may write in another way.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a ledger line belongs into the transaction of its change")
    if not all(is_plain(line.details) for line in lines):
        raise TypeError("details hold text, whole numbers, truth values, lists and dictionaries of them only")
    if not lines:
        return []
    head, _ = LedgerHead.objects.select_for_update().get_or_create(pk=1, defaults={"entry_hash": GENESIS, "length": 0})
    entries, newest = [], head.entry_hash
    for line in lines:
        entry = AuditEntry(
            at=at,
            actor=by,
            action=line.action,
            subject_kind=kind_of(line.subject),
            subject_id=str(line.subject.pk),
            unit_path=line.unit_path,
            reason=line.reason,
            details=dict(line.details),
            previous_hash=newest,
        )
        newest = entry.entry_hash = entry_hash(newest, line_of(entry))
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=BATCH)
    LedgerHead.objects.filter(pk=1).update(entry_hash=newest, length=head.length + len(entries))
    return entries
