"""Append many ledger lines in one go: an import of ten thousand records leaves a line for each, within seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from .chain import entry_hash
from .models import AuditEntry, LedgerHead
from .operations import is_plain, kind_of, stand_in_line
from .taking import hashes_now, key_of, point_at
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
    records: Sequence[models.Model] = ()  # rows under a hash, as in ``operations.record``


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
    head = stand_in_line()
    entries, newest = [], head.entry_hash
    hashes = hashes_now([row for line in lines for row in line.records], at=at)
    taken = [{key: hashes[key] for key in map(key_of, line.records)} for line in lines]
    for line, named in zip(lines, taken, strict=True):
        entry = AuditEntry(
            at=at,
            actor=by,
            action=line.action,
            subject_kind=kind_of(line.subject),
            subject_id=str(line.subject.pk),
            unit_path=line.unit_path,
            reason=line.reason,
            details={**line.details, **({"records": named} if named else {})},
            previous_hash=newest,
        )
        newest = entry.entry_hash = entry_hash(newest, line_of(entry))
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=BATCH)
    point_at(
        {key: (entry, digest) for entry, named in zip(entries, taken, strict=True) for key, digest in named.items()}
    )
    LedgerHead.objects.filter(pk=1).update(entry_hash=newest, length=head.length + len(entries))
    return entries
