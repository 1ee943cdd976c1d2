"""Verify the whole chain: every hash is computed again from the stored lines and compared with them and with the head."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from .chain import GENESIS, entry_hash
from .models import AuditEntry, LedgerHead

BATCH = 5000
CONTENT = (
    "at", "actor_id", "on_behalf_of", "action", "subject_kind", "subject_id", "unit_path",
    "from_state", "to_state", "reason", "details",
)  # fmt: skip


@dataclass(frozen=True)
class ChainReport:
    """Result of a verification: how many lines hold, and which one, counted from 1, is the first that does not."""

    length: int
    head_hash: str
    broken_at: int | None

    @property
    def holds(self) -> bool:
        """Whether every line and the end of the chain are as they were written."""
        return self.broken_at is None

    @property
    def checkpoint(self) -> str:
        """Length and hash, to be kept outside the database and given to a later verification."""
        return f"{self.length}:{self.head_hash}"


@dataclass(frozen=True)
class Finding:
    """A record whose stored content is not what the ledger says of it, with one sentence for people."""

    record: str
    sentence: str


def noted(*actions: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the details of all lines of these actions by (action, subject), oldest first; one query."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    lines = AuditEntry.objects.filter(action__in=actions).order_by("sequence")
    for action, subject, details in lines.values_list("action", "subject_id", "details").iterator(chunk_size=BATCH):
        found.setdefault((action, subject), []).append(details)
    return found


def line_of(entry: AuditEntry) -> dict[str, Any]:
    """Return the hashed content of an entry."""
    return _line([getattr(entry, name) for name in CONTENT])


def _line(content: Sequence[Any]) -> dict[str, Any]:
    at, actor, on_behalf_of, action, kind, subject, unit_path, from_state, to_state, reason, details = content
    return {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "on_behalf_of": on_behalf_of,
        "action": action,
        "subject": [kind, subject],
        "unit_path": unit_path,
        "states": [from_state, to_state],
        "reason": reason,
        "details": details,
    }


def verify_chain(*, checkpoint: str | None = None, progress: Callable[[int], None] | None = None) -> ChainReport:
    """Compute every hash of the chain again.

    ``checkpoint`` ("length:hash" of an earlier verification) must be met on the way; ``progress`` is called with the number
    of lines read so far. Raises ``ValueError`` for a checkpoint that cannot be read.
    """
    marked_length, marked_hash = read_checkpoint(checkpoint)
    previous, length, last = GENESIS, 0, 0
    rows = AuditEntry.objects.order_by("sequence").values_list("sequence", *CONTENT, "previous_hash", "entry_hash")
    while True:
        begun = length
        for sequence, *content, previous_hash, stored_hash in rows.filter(sequence__gt=last).iterator(chunk_size=BATCH):
            if previous_hash != previous or stored_hash != entry_hash(previous, _line(content)):
                return ChainReport(length, previous, length + 1)
            previous, length, last = stored_hash, length + 1, sequence
            if length == marked_length and previous != marked_hash:
                return ChainReport(length, previous, length)
            if progress and length % BATCH == 0:
                progress(length)
        broken = _broken_end(previous, length, marked_length)
        if broken is None or length == begun:  # else somebody may have written since: read on
            return ChainReport(length, previous, broken)


def read_checkpoint(text: str | None) -> tuple[int, str]:
    """Split "length:hash"; raises ``ValueError`` when it is not one."""
    if text is None:
        return 0, GENESIS
    length, _, digest = text.partition(":")
    if len(digest) != len(GENESIS):
        raise ValueError("a checkpoint is written as length:hash, e.g. 1200:9f3a…")
    return int(length), digest.lower()


def _broken_end(previous: str, length: int, marked_length: int) -> int | None:
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead(entry_hash=GENESIS, length=0)
    if head.length == length and head.entry_hash == previous and length >= marked_length:
        return None
    return min(head.length, length) + 1
