"""Personal data beside the chain: kept with a salt, named in lines and records by a salted hash, erasable at any time.

``commit`` writes one value and returns what may stand in a line or under a hash; ``set_aside`` does it inside a frozen JSON
content, and ``readable`` puts the values back for those who may read them, with a word in place of what was erased.
"""

import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from .chain import canonical_json
from .models import PersonalValue

ERASED = "đã xoá theo yêu cầu"
MARK = "personal"
BATCH = 500


def salted_hash(salt: str, text: str) -> str:
    """Hex SHA-256 of 0x01, the salt and the value as it is kept; without the salt nobody finds the value by trying."""
    return sha256(b"\x01" + bytes.fromhex(salt) + text.encode()).hexdigest()


def as_text(value: object) -> str:
    """Write a value as it is kept: JSON, so that a text, a number and "not given" differ."""
    return canonical_json(value if value is None or isinstance(value, str | int) else str(value)).decode()


def commit(kind: str, record_id: object, field: str, value: object, *, at: datetime) -> dict[str, str]:
    """Keep one personal value outside the chain and return the mark that stands for it inside; see ``commit_all``."""
    return commit_all(kind, [(record_id, field, value)], at=at)[0]


def commit_all(kind: str, values: Sequence[tuple[object, str, object]], *, at: datetime) -> list[dict[str, str]]:
    """Keep personal values of records of one kind (number, field, value) and return their marks, in two queries.

    The value that is kept already keeps its mark, so that a record saved again without a change keeps its hash.
    """
    ids = {str(record_id) for record_id, _, _ in values}
    newest: dict[tuple[str, str], PersonalValue] = {}
    for row in PersonalValue.objects.filter(kind=kind, record_id__in=ids).order_by("pk"):
        newest[row.record_id, row.field] = row
    fresh, marks = [], []
    for record_id, field, value in values:
        known, text = newest.get((str(record_id), field)), as_text(value)
        if known is None or known.erased_at or known.value != text:
            salt = secrets.token_hex(16)
            known = PersonalValue(
                kind=kind, record_id=str(record_id), field=field, value=text, salt=salt,
                commitment=salted_hash(salt, text), written_at=at,
            )  # fmt: skip
            fresh.append(known)
            newest[str(record_id), field] = known
        marks.append({MARK: known.commitment})
    PersonalValue.objects.bulk_create(fresh, batch_size=BATCH)
    return marks


def set_aside(content: Any, names: Collection[str], *, kind: str, record_id: object, at: datetime) -> Any:
    """Return a copy of JSON ``content`` in which every value under a key of ``names`` is replaced by its mark."""
    found = dict(_personal(content, names, ""))
    marks = commit_all(kind, [(record_id, path, value) for path, value in found.items()], at=at)
    return _marked(content, dict(zip(found, marks, strict=True)), "")


def _personal(content: Any, names: Collection[str], path: str) -> Iterator[tuple[str, object]]:
    for key, inner in _inner(content):
        if key in names and isinstance(inner, str | int) and inner:
            yield f"{path}{key}", inner
        else:
            yield from _personal(inner, names, f"{path}{key}.")


def _marked(content: Any, marks: Mapping[str, object], path: str) -> Any:
    copied = {
        key: marks.get(f"{path}{key}") or _marked(inner, marks, f"{path}{key}.") for key, inner in _inner(content)
    }
    match content:
        case Mapping():
            return copied
        case list():
            return list(copied.values())
    return content


def _inner(content: Any) -> list[tuple[str, Any]]:
    match content:
        case Mapping():
            return list(content.items())
        case list():
            return [(str(place), inner) for place, inner in enumerate(content)]
    return []


def readable(content: Any) -> Any:
    """Return a copy of JSON ``content`` with the values in place of their marks; one query, none where there is no mark."""
    marks = set(_marks(content))
    if not marks:
        return content
    rows = PersonalValue.objects.filter(commitment__in=marks).values_list("commitment", "value", "erased_at")
    return _filled(content, {commitment: ERASED if erased else json.loads(value) for commitment, value, erased in rows})


def values_of(kind: str, *record_ids: object) -> QuerySet[PersonalValue]:
    """What is kept about records of one kind and not erased yet."""
    ids = [str(one) for one in record_ids]
    return PersonalValue.objects.filter(kind=kind, record_id__in=ids, erased_at__isnull=True)


def values_kept(
    kind: str, record_ids: Iterable[object], field: str
) -> Iterator[tuple[str, str, datetime | None, datetime]]:
    """Yield each value that one field of these records had (number, value as kept, when erased, when written), the oldest first."""
    rows = PersonalValue.objects.filter(kind=kind, record_id__in=[str(one) for one in record_ids], field=field)
    yield from rows.order_by("pk").values_list("record_id", "value", "erased_at", "written_at")


def _marks(content: Any) -> Iterator[str]:
    match content:
        case {"personal": str(commitment)} if len(content) == 1:
            yield commitment
        case _:
            for _, inner in _inner(content):
                yield from _marks(inner)


def _filled(content: Any, values: Mapping[str, Any]) -> Any:
    match content:
        case {"personal": str(commitment)} if len(content) == 1:
            return values.get(commitment, ERASED)
        case Mapping():
            return {key: _filled(inner, values) for key, inner in content.items()}
        case list():
            return [_filled(inner, values) for inner in content]
    return content
