"""Take the records of an installed province under a hash, once per kind and version, when a release begins to keep them.

A kind of which no line knows any is taken on whole, once: it was there before lines held hashes. Of a kind that lines know, a row is
taken on only when a new version of its columns asks for it and the row is what the earlier version wrote down. So a row that was forged
or changed behind the system's back is never taken on; it stays what ``comparing`` names.

Every ``migrate`` that changed something does it for kinds that have such rows (``apps.py``), so that public pages can prove what they show
from the first minute; ``ocop manage adopt_records`` does it for all kinds, and so closes the empty ones of a new installation as well.
"""

from datetime import datetime

from django.db import transaction

from .comparing import Told, told_by_the_chain
from .keeping import BATCH, Kept, all_kept, hashes_of
from .models import AuditEntry, LedgerHead
from .operations import record, stand_in_line

ACTION = "records_adopted"


@transaction.atomic
def adopt_records(*, at: datetime) -> dict[str, int]:
    """Write lines with the hash of what is to be taken on of the kinds not closed yet; return how many records by kind."""
    head, told, closed = stand_in_line(), told_by_the_chain(), _closed()
    fresh = [kept for kept in all_kept().values() if _named(kept) not in closed]
    return {kept.kind: _adopt(kept, _to_take_on(kept, told), head, at=at) for kept in fresh}


@transaction.atomic
def adopt_what_was_there(*, at: datetime) -> dict[str, int]:
    """Take on what an upgrade finds: rows of kinds that no line knows, and rows of earlier versions of their columns."""
    # the chain, not its index: who empties the index must not get other rows adopted
    told, closed = told_by_the_chain(), _closed()
    ever_closed = {one.partition("/")[0] for one in closed}
    found = {
        kept: pks
        for kept in all_kept().values()
        if _named(kept) not in closed and (kept.kind in told.hashes or kept.kind not in ever_closed)
        if (pks := _to_take_on(kept, told))
    }
    head = stand_in_line() if found else None
    return {kept.kind: _adopt(kept, pks, head, at=at) for kept, pks in found.items() if head}


def _closed() -> set[str]:
    return set(AuditEntry.objects.filter(action=ACTION).values_list("details__kind", flat=True))


def _named(kept: Kept) -> str:
    return f"{kept.kind}/{kept.version}"


def _to_take_on(kept: Kept, told: Told) -> list[object]:
    """Numbers of all rows where no line knows the kind, else of those that an earlier version of the columns wrote down."""
    lines = told.hashes.get(kept.kind)
    if lines is None:
        return list(kept.model._base_manager.filter(kept.when).order_by("pk").values_list("pk", flat=True))
    return [
        row["pk"]
        for version in range(1, kept.version)
        if kept.fields_at(version) != kept.fields
        for row, digest in hashes_of(kept, kept.when, version=version)
        if lines.get(str(row["pk"]), ("", 0))[0] == digest
    ]


def _adopt(kept: Kept, pks: list[object], head: LedgerHead, *, at: datetime) -> int:
    for start in range(0, max(len(pks), 1), BATCH):
        rows = [kept.model(pk=pk) for pk in pks[start : start + BATCH]]
        record(ACTION, head, by=None, at=at, details={"kind": _named(kept)}, records=rows)
    return len(pks)
