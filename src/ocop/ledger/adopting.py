"""Take the records of an installed province under a hash, once per kind and version, when a release begins to keep them.

A kind that was taken on already is never taken on again: a row forged later finds no line. Every ``migrate`` that changed something does
it for kinds that have rows and of which no line knows any (``apps.py``), so that public pages can prove what they show from the first
minute; ``ocop manage adopt_records`` does it for all kinds, and so closes the empty ones of a new installation as well.
"""

from datetime import datetime

from django.db import transaction

from .comparing import told_by_the_chain
from .keeping import BATCH, Kept, all_kept
from .models import AuditEntry, LedgerHead
from .operations import record, stand_in_line

ACTION = "records_adopted"


@transaction.atomic
def adopt_records(*, at: datetime) -> dict[str, int]:
    """Write lines with the hash of every fact of the kinds not taken on yet; return how many records by kind."""
    head = stand_in_line()
    done = set(AuditEntry.objects.filter(action=ACTION).values_list("details__kind", flat=True))
    fresh = [kept for kept in all_kept().values() if _named(kept) not in done]
    return {kept.kind: _adopt(kept, head, at=at) for kept in fresh}


@transaction.atomic
def adopt_what_was_there(*, at: datetime) -> dict[str, int]:
    """Take on the kinds that have rows of which no line knows any: those of an installation that has just been upgraded."""
    known = set(
        told_by_the_chain().hashes
    )  # the chain, not its index: who empties the index must not get other rows adopted
    found = [
        kept
        for kept in all_kept().values()
        if kept.kind not in known and kept.model._base_manager.filter(kept.when).exists()
    ]
    head = stand_in_line() if found else None
    return {kept.kind: _adopt(kept, head, at=at) for kept in found if head}


def _named(kept: Kept) -> str:
    return f"{kept.kind}/{kept.version}"


def _adopt(kept: Kept, head: LedgerHead, *, at: datetime) -> int:
    pks = list(kept.model._base_manager.filter(kept.when).order_by("pk").values_list("pk", flat=True))
    for start in range(0, max(len(pks), 1), BATCH):
        rows = [kept.model(pk=pk) for pk in pks[start : start + BATCH]]
        record(ACTION, head, by=None, at=at, details={"kind": _named(kept)}, records=rows)
    return len(pks)
