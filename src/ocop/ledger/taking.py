"""Take rows under a hash: the hash of each as it lies in the database now, for the line that describes the act."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import models

from .keeping import BATCH, Kept, all_kept, plain, with_hashes
from .models import AuditEntry, RecordHash
from .personal import commit_all


def hashes_now(records: Iterable[models.Model], *, at: datetime) -> dict[str, str]:
    """Return "kind:number" → hash of these rows; their personal columns are kept with a salt first.

    Raises ``KeyError`` for a kind that no room declared and ``LookupError`` for a row that is not in the database.
    """
    found: dict[str, str] = {}
    by_kind: dict[str, set[object]] = {}
    for row in records:
        by_kind.setdefault(row._meta.model_name or "", set()).add(row.pk)
    for kind, pks in sorted(by_kind.items()):
        kept = all_kept()[kind]
        keep_personal_columns(kept, pks, at=at)
        wanted = sorted(pks, key=str)
        hashes = {
            kept.key(row["pk"]): digest
            for start in range(0, len(wanted), BATCH)
            for row, digest in with_hashes(kept, kept.rows_numbered(wanted[start : start + BATCH]))
        }
        if len(hashes) < len(pks):
            raise LookupError(f"a record of kind {kind} was to be taken under a hash before it was saved")
        found |= hashes
    return found


def keep_personal_columns(kept: Kept, pks: Iterable[object], *, at: datetime) -> None:
    """Write the personal columns of these rows beside the chain where they changed."""
    if not kept.personal:
        return
    wanted = list(pks)
    for start in range(0, len(wanted), BATCH):
        rows = list(kept.rows_numbered(wanted[start : start + BATCH]))
        values = [(row["pk"], name, plain(row[name])) for row in rows for name in kept.personal]
        commit_all(kept.kind, values, at=at)


def key_of(row: models.Model) -> str:
    """Name of a record in the details of a line; raises ``KeyError`` for a kind that no room declared."""
    return all_kept()[row._meta.model_name or ""].key(row.pk)


def point_at(newest: Mapping[str, tuple[AuditEntry, str]]) -> None:
    """Let the index of newest hashes point at the lines that were just written: "kind:number" → line and hash."""
    rows = [
        RecordHash(kind=kind, record_id=record_id, content_hash=digest, entry=entry)
        for key, (entry, digest) in newest.items()
        for kind, _, record_id in [key.partition(":")]
    ]
    RecordHash.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "record_id"],
        update_fields=["content_hash", "entry"],
    )
