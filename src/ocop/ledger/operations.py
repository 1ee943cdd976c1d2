"""Write a ledger line, give a receipt. Called by every operation of the house inside its own transaction."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from .chain import GENESIS, entry_hash
from .models import AuditEntry, LedgerHead, Receipt

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: codes are read over the telephone


def kind_of(subject: models.Model) -> str:
    """Name of a record's kind in the ledger: its model name, such as "dossier" or "scoresheet"."""
    return subject._meta.model_name or ""


def line_of(entry: AuditEntry) -> dict[str, Any]:
    """Return the hashed content of an entry; ``verify`` computes it again from the stored row."""
    return {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "on_behalf_of": entry.on_behalf_of,
        "action": entry.action,
        "subject": [entry.subject_kind, entry.subject_id],
        "unit_path": entry.unit_path,
        "states": [entry.from_state, entry.to_state],
        "reason": entry.reason,
        "details": entry.details,
    }


def record(
    action: str,
    subject: models.Model,
    *,
    by: "UserAccount | None",
    at: datetime,
    unit_path: str = "",
    from_state: str = "",
    to_state: str = "",
    on_behalf_of: str = "",
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Append one line about ``subject`` to the ledger.

    Must run inside the transaction of the change it describes; raises ``RuntimeError`` outside one. ``details`` may hold
    identifiers and hashes only, never marks or personal data.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a ledger line belongs into the transaction of its change")
    head, _ = LedgerHead.objects.select_for_update().get_or_create(pk=1, defaults={"entry_hash": GENESIS, "length": 0})
    entry = AuditEntry(
        at=at,
        actor=by,
        on_behalf_of=on_behalf_of,
        action=action,
        subject_kind=kind_of(subject),
        subject_id=str(subject.pk),
        unit_path=unit_path,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        details=dict(details or {}),
        previous_hash=head.entry_hash,
    )
    entry.entry_hash = entry_hash(head.entry_hash, line_of(entry))
    entry.save(force_insert=True)
    LedgerHead.objects.filter(pk=1).update(entry_hash=entry.entry_hash, length=head.length + 1)
    return entry


def give_receipt(
    *, key: str, kind: str, subject: models.Model, content_hash: str, entry: AuditEntry, by: "UserAccount", at: datetime
) -> Receipt:
    """Return the receipt for ``key``, making it on the first call; a repeated call returns the first receipt."""
    existing = Receipt.objects.filter(key=key).first()
    if existing:
        return existing
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return Receipt.objects.create(
        code=f"{letters[:4]}-{letters[4:]}",
        key=key,
        kind=kind,
        subject_kind=kind_of(subject),
        subject_id=str(subject.pk),
        content_hash=content_hash,
        at=at,
        entry=entry,
        given_to=by,
    )
