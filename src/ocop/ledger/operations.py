"""Write a ledger line, give a receipt. Called by every operation of the house inside its own transaction."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction

from .chain import GENESIS, entry_hash
from .models import AuditEntry, LedgerHead, Receipt
from .verifying import line_of

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: codes are read over the telephone


def kind_of(subject: models.Model) -> str:
    """Name of a record's kind in the ledger: its model name, such as "dossier" or "scoresheet"."""
    return subject._meta.model_name or ""


def is_plain(value: object) -> bool:
    """Whether a value is read back from any database exactly as it was written, so that its hash can be computed again."""
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and is_plain(inner) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return all(is_plain(inner) for inner in value)
    return value is None or isinstance(value, str | int)


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
    identifiers and hashes only, never marks or personal data; raises ``TypeError`` for values that a database may write
    in another way than they were given (floats, keys that are no text).
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a ledger line belongs into the transaction of its change")
    if not is_plain(details or {}):
        raise TypeError("details hold text, whole numbers, truth values, lists and dictionaries of them only")
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
    """Return the receipt for ``key``, making it on the first call; a repeated or simultaneous call returns the first one."""
    existing = Receipt.objects.filter(key=key).first()
    if existing:
        return existing
    receipt = Receipt(
        code=_new_code(),
        key=key,
        kind=kind,
        subject_kind=kind_of(subject),
        subject_id=str(subject.pk),
        content_hash=content_hash,
        at=at,
        entry=entry,
        given_to=by,
    )
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
    except IntegrityError:
        return Receipt.objects.get(key=key)
    return receipt


def _new_code() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
