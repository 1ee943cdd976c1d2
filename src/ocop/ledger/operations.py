"""Write a ledger line, give a receipt, forget a person. Called by every operation of the house inside its own transaction."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction

from ocop.vietnamese import nfc

from .chain import GENESIS, entry_hash
from .errors import DomainError
from .models import AuditEntry, LedgerHead, PersonalValue, Receipt
from .personal import commit, values_of
from .prepared import Prepared
from .taking import hashes_now, key_of, point_at
from .verifying import line_of

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: codes are read over the telephone
Changes = Mapping[str, tuple[object, object]]
_HEAD_COLUMNS = ("id", "entry_hash", "length")
_HEAD = Prepared(lambda pk: LedgerHead.objects.select_for_update(no_key=True).filter(pk=pk).values_list(*_HEAD_COLUMNS))


def kind_of(subject: models.Model) -> str:
    """Name of a record's kind in the ledger: its model name, such as "dossier" or "scoresheet"."""
    return subject._meta.model_name or ""


def _named(subject: models.Model) -> dict[str, str]:
    return {"subject_kind": kind_of(subject), "subject_id": str(subject.pk)}


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
    changes: Changes | None = None,
    personal_changes: Changes | None = None,
    records: Iterable[models.Model] = (),
    gone: Iterable[models.Model] = (),
) -> AuditEntry:
    """Append one line about ``subject`` to the ledger.

    ``records`` are rows that this act made or changed and that stand under a hash (``keeping``): the line takes the hash of
    each as it lies in the database now, so save them first. ``gone`` are rows that this act deletes, given before it does.
    ``changes`` holds old and new value by field; ``personal_changes`` the same for personal data, of which the line holds
    salted hashes only.

    Must run inside the transaction of the change it describes; raises ``RuntimeError`` outside one. ``details`` may hold
    identifiers and hashes only, never marks or personal data; raises ``TypeError`` for values that a database may write
    in another way than they were given (floats, keys that are no text).
    """
    head = stand_in_line()
    told = dict(details or {})
    if changes or personal_changes:
        told["changes"] = _written(changes or {}) | _salted(subject, personal_changes or {}, at=at)
    hashes = hashes_now(records, at=at) | {key_of(row): "" for row in gone}
    if hashes:
        told["records"] = hashes
    if not is_plain(told):
        raise TypeError("details hold text, whole numbers, truth values, lists and dictionaries of them only")
    entry = AuditEntry(
        at=at,
        actor=by,
        on_behalf_of=on_behalf_of,
        action=action,
        **_named(subject),
        unit_path=unit_path,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        details=told,
        previous_hash=head.entry_hash,
    )
    entry.entry_hash = entry_hash(head.entry_hash, line_of(entry))
    entry.save(force_insert=True)
    LedgerHead.objects.filter(pk=1).update(entry_hash=entry.entry_hash, length=head.length + 1)
    point_at({key: (entry, digest) for key, digest in hashes.items()})
    return entry


def _written(changes: Changes) -> dict[str, list[object]]:
    return {name: [_text(old), _text(new)] for name, (old, new) in changes.items()}


def _text(value: object) -> object:
    return value if value is None or isinstance(value, str | int) else str(value)


def _salted(subject: models.Model, changes: Changes, *, at: datetime) -> dict[str, list[object]]:
    kind = kind_of(subject)
    return {name: [commit(kind, subject.pk, name, value, at=at) for value in pair] for name, pair in changes.items()}


def forget(
    subject: models.Model, *, kinds: Mapping[str, Iterable[object]], by: "UserAccount", at: datetime, reason: str
) -> int:
    """Erase what is kept about records (``kinds``: their numbers by kind) beside the chain and note it; returns how many values.

    The columns of the records themselves are emptied by the room that calls this. What is erased already is left alone.
    Raises ``DomainError`` where no reason is given: the line that says who asked for it is all that remains.
    """
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi số và ngày của đơn yêu cầu xoá.", field="reason")
    rows = [row for kind, ids in kinds.items() for row in values_of(kind, *ids).select_for_update(no_key=True)]
    for row in rows:
        row.value, row.salt, row.erased_at = "", "", at
    PersonalValue.objects.bulk_update(rows, ["value", "salt", "erased_at"])
    details = {"erased": sorted(row.commitment for row in rows)}
    record("personal_data_erased", subject, by=by, at=at, reason=words, details=details)
    return len(rows)


def stand_in_line() -> LedgerHead:
    """Wait until every other writer is done; until the transaction ends nobody else writes. Returns the newest head.

    ``record`` begins here; raises ``RuntimeError`` outside a transaction. An operation calls it first only when it has to count what no
    row of its own stands for.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a ledger line belongs into the transaction of its change")
    for row in _HEAD.rows(1):
        return LedgerHead.from_db(None, _HEAD_COLUMNS, row)
    head, _ = LedgerHead.objects.select_for_update(no_key=True).get_or_create(
        pk=1, defaults={"entry_hash": GENESIS, "length": 0}
    )
    return head


def give_receipt(
    *,
    key: str,
    kind: str,
    subject: models.Model,
    content_hash: str,
    entry: AuditEntry,
    code: str = "",
    by: "UserAccount",
    at: datetime,
) -> Receipt:
    """Return the receipt for ``key``, making it on the first call; a repeated or simultaneous call returns the first one.

    ``code`` is one that the line of the act names already (``new_code``), so that a forged receipt has no line.
    """
    existing = Receipt.objects.filter(key=key).first()
    if existing:
        return existing
    receipt = Receipt(
        code=code or new_code(),
        key=key,
        kind=kind,
        **_named(subject),
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


def new_code() -> str:
    """Return a fresh code for a receipt, such as 7F3K-2QXA."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
