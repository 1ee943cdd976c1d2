"""Reads of the ledger: the timeline of a record, and the verification of the whole chain."""

from dataclasses import dataclass

from django.db import models

from .chain import GENESIS, entry_hash
from .models import AuditEntry, LedgerHead
from .operations import kind_of, line_of


def timeline_of(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """Lines about ``subject`` in the order they were written, with their actors."""
    return (
        AuditEntry.objects.filter(subject_kind=kind_of(subject), subject_id=str(subject.pk))
        .select_related("actor")
        .order_by("sequence")
    )


@dataclass(frozen=True)
class ChainReport:
    """Result of a verification: how many lines hold, and the first sequence number that does not."""

    length: int
    head_hash: str
    broken_at: int | None


def verify_chain() -> ChainReport:
    """Compute every hash of the chain again and compare it with the stored line and with the head."""
    previous, length = GENESIS, 0
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.previous_hash != previous or entry.entry_hash != entry_hash(previous, line_of(entry)):
            return ChainReport(length, previous, entry.sequence)
        previous, length = entry.entry_hash, length + 1
    head = LedgerHead.objects.filter(pk=1).first()
    tail_is_whole = (head is None and length == 0) or (
        head is not None and head.entry_hash == previous and head.length == length
    )
    return ChainReport(length, previous, None if tail_is_whole else length + 1)
