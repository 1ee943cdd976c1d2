"""Compare the records under a hash with the newest line about each: changed, deleted and forged rows are named.

The chain itself is verified by ``verifying``; here its lines are taken at their word.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import models
from django.db.models import Q

from .keeping import BATCH, Kept, all_checks, all_kept, hashes_of, plain
from .models import AuditEntry, PersonalValue, Receipt, RecordHash
from .one_view import one_view
from .personal import ERASED, MARK, as_text, salted_hash
from .verifying import Finding

Check = Callable[[], Iterator[Finding | None]]
CHANGED = "nội dung khác với dấu kiểm ghi trong nhật ký"
FORGED = "không có dòng nhật ký nào ghi nhận bản ghi này"
DELETED = "có trong nhật ký nhưng không còn trong cơ sở dữ liệu"


@dataclass
class Told:
    """What the whole chain says of records and of personal data."""

    hashes: dict[str, dict[str, tuple[str, int]]] = field(default_factory=dict)  # kind → number → (hash, line)
    marks: set[str] = field(default_factory=set)  # salted hashes named in changes
    erased: set[str] = field(default_factory=set)  # salted hashes that a line says were erased
    sequence: int = 0  # the newest line that was read


def told_by_the_chain() -> Told:
    """Read every line once, oldest first."""
    return caught_up(Told())


def caught_up(told: Told) -> Told:
    """Read what was written since; lines come one after the other, so that nothing older is missing."""
    lines = AuditEntry.objects.order_by("sequence").values_list("sequence", "details")
    if told.sequence:
        lines = lines.filter(sequence__gt=told.sequence)
    for sequence, details in lines.iterator(chunk_size=5000):
        told.sequence = sequence
        for key, digest in details.get("records", {}).items():
            kind, _, record_id = key.partition(":")
            told.hashes.setdefault(kind, {})[record_id] = (digest, sequence)
        for pair in details.get("changes", {}).values():
            told.marks.update(one[MARK] for one in pair if isinstance(one, dict) and MARK in one)
        told.erased.update(details.get("erased", ()))
    return told


def differing_records(kept: Kept, told: Told) -> Iterator[Finding | None]:
    """Yield for each record of a kind ``None`` when it is as its newest line says, else what is wrong with it."""
    expected = told.hashes.get(kept.kind, {})
    seen: set[str] = set()
    for row, digest in hashes_of(kept, kept.when):
        seen.add(str(row["pk"]))
        newest = expected.get(str(row["pk"]), ("", 0))[0]
        if digest == newest:
            yield None
        else:
            yield Finding(kept.name_of(row), CHANGED if newest else FORGED)
    missing = {number: digest for number, (digest, _) in expected.items() if digest and number not in seen}
    yield from _not_seen(kept, missing)


def _not_seen(kept: Kept, missing: dict[str, str]) -> Iterator[Finding | None]:
    """Records that a line names and that are no fact any more by their columns: still as told, changed, or deleted."""
    numbers = list(missing)
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        found = {str(row["pk"]): (row, digest) for row, digest in hashes_of(kept, Q(pk__in=batch))}
        for number in batch:
            if number not in found:
                yield Finding(f"{kept.words} số {number}", DELETED)
            elif found[number][1] != missing[number]:
                yield Finding(kept.name_of(found[number][0]), CHANGED)
            else:
                yield None


def differing_index(told: Told) -> Iterator[Finding | None]:
    """Yield for each record in the index of newest hashes ``None`` when it agrees with the chain, else a finding."""
    expected = {f"{kind}:{number}": pair for kind, rows in told.hashes.items() for number, pair in rows.items()}
    rows = RecordHash.objects.order_by("pk").values_list("kind", "record_id", "content_hash", "entry_id")
    for kind, number, digest, sequence in rows.iterator(chunk_size=5000):
        agrees = expected.pop(f"{kind}:{number}", None) == (digest, sequence)
        yield None if agrees else Finding(f"Mục lục dấu kiểm {kind} {number}", CHANGED)
    for key in expected:
        yield Finding(f"Mục lục dấu kiểm {key}", DELETED)


def differing_personal_values(told: Told) -> Iterator[Finding | None]:
    """Yield for each personal value beside the chain ``None`` when its hash or the line that erased it holds, else a finding."""
    missing = set(told.marks) | set(told.erased)
    for row in PersonalValue.objects.order_by("pk").iterator(chunk_size=5000):
        missing.discard(row.commitment)
        if row.erased_at:
            holds = row.commitment in told.erased and not row.value and not row.salt
        else:
            holds = row.commitment not in told.erased and salted_hash(row.salt, row.value) == row.commitment
        yield None if holds else Finding(f"Dữ liệu cá nhân số {row.pk} ({row.kind} {row.record_id})", CHANGED)
    for _ in missing:
        yield Finding("Dữ liệu cá nhân mà nhật ký nhắc tới", DELETED)


def differing_personal_columns(kept: Kept) -> Iterator[Finding | None]:
    """Yield for each record with personal columns ``None`` when they say what is kept beside the chain, else a finding."""
    newest: dict[tuple[str, str], Any] = {}
    values = PersonalValue.objects.filter(kind=kept.kind, field__in=kept.personal).order_by("pk")
    for row in values.iterator(chunk_size=5000):
        newest[row.record_id, row.field] = row
    for columns in kept.rows(kept.when):
        pairs = ((newest.get((str(columns["pk"]), name)), columns[name]) for name in kept.personal)
        wrong = any(value is not None and not _says(value, column) for value, column in pairs)
        yield Finding(kept.name_of(columns), CHANGED) if wrong else None


def _says(kept: PersonalValue, column: object) -> bool:
    return column in (None, "", False, ERASED, []) if kept.erased_at else as_text(plain(column)) == kept.value


def record_checks(told: Callable[[], Told], *, but: Collection[Kept] = ()) -> dict[str, Check]:
    """Return a check for each kind of record under a hash, by the words of the kind, and four for what stands beside the chain.

    ``told`` says what the chain says; wrapped in ``functools.cache``, the chain is read once, on first need. ``but`` are kinds that
    the caller compares itself, their personal columns as well.
    """
    kinds = [kept for kept in all_kept().values() if kept not in but]
    personal = [kept for kept in kinds if kept.personal]
    return {
        **{f"{kept.words} ({kept.kind})": partial(_compared, kept, told) for kept in kinds},
        "mục lục dấu kiểm": lambda: differing_index(told()),
        "dữ liệu cá nhân": lambda: differing_personal_values(told()),
        "cột dữ liệu cá nhân": lambda: (one for kept in personal for one in differing_personal_columns(kept)),
        "biên nhận": differing_receipts,
        **all_checks(),
    }


def _compared(kept: Kept, told: Callable[[], Told]) -> Iterator[Finding | None]:
    yield from differing_records(kept, told())


def looked_at_twice(check: Check, told: Callable[[], Told]) -> Iterator[Finding | None]:
    """Yield what a check finds, each finding seen at one moment of chain and records.

    The first look reads the chain before the records, so an honest act in between shows as a change. Where it finds anything the
    check is repeated in one view of the database with the lines written since, and what that look finds is told.
    """
    doubt = False
    for finding in check():
        if finding is None:
            yield None
        doubt = doubt or finding is not None
    if doubt:
        with one_view():
            caught_up(told())
            found = [one for one in check() if one]
        yield from found


def differing_receipts() -> Iterator[Finding | None]:
    """Yield for each receipt ``None`` when it says what the line of its act says, else a finding; missing ones at the end."""
    named: dict[str, int] = {}
    lines = AuditEntry.objects.filter(details__has_key="receipt").order_by("sequence")
    for sequence, details in lines.values_list("sequence", "details").iterator(chunk_size=5000):
        named[details["receipt"]["code"]] = sequence
    for receipt in Receipt.objects.select_related("entry").order_by("pk").iterator(chunk_size=1000):
        entry = receipt.entry
        told = entry.details.get("receipt", {"code": receipt.code, "key": receipt.key, "kind": receipt.kind})
        named.pop(receipt.code, None)
        holds = (
            told == {"code": receipt.code, "key": receipt.key, "kind": receipt.kind}
            and receipt.content_hash == entry.details.get("content_hash")
            and (receipt.subject_kind, receipt.subject_id) == (entry.subject_kind, entry.subject_id)
            and (receipt.at, receipt.given_to_id) == (entry.at, entry.actor_id)
        )
        yield None if holds else Finding(f"Biên nhận {receipt.code}", CHANGED)
    for code in named:
        yield Finding(f"Biên nhận {code}", DELETED)


def holding(model: type[models.Model], pks: Iterable[object]) -> set[object]:
    """Return which of these records are as their newest line says; two queries, three for kinds with personal columns.

    For pages that say something as a fact: what is not in the answer is not shown as true.
    """
    kept = all_kept()[model._meta.model_name or ""]
    wanted = [str(pk) for pk in pks]
    index = RecordHash.objects.filter(kind=kept.kind, record_id__in=wanted).select_related("entry")
    told = {
        row.record_id: row.content_hash
        for row in index
        if row.content_hash and row.entry.details.get("records", {}).get(kept.key(row.record_id)) == row.content_hash
    }
    return {row["pk"] for row, digest in hashes_of(kept, Q(pk__in=list(pks))) if told.get(str(row["pk"])) == digest}
