"""Personal data beside the chain: kept with a salt, named in lines and records by a salted hash, erasable at any time.

``commit`` writes one value and returns what may stand in a line or under a hash; ``set_aside`` does it inside a frozen JSON
content, and ``readable`` puts the values back for those who may read them, with a word in place of what was erased.
"""

import json
import secrets
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from .chain import canonical_json
from .models import PersonalValue

ERASED = "đã xoá theo yêu cầu"
MARK = "personal"


def salted_hash(salt: str, text: str) -> str:
    """Hex SHA-256 of 0x01, the salt and the value as it is kept; without the salt nobody finds the value by trying."""
    return sha256(b"\x01" + bytes.fromhex(salt) + text.encode()).hexdigest()


def as_text(value: object) -> str:
    """Write a value as it is kept: JSON, so that a text, a number and "not given" differ."""
    return canonical_json(value if value is None or isinstance(value, str | int) else str(value)).decode()


def commit(kind: str, record_id: object, field: str, value: object, *, at: datetime) -> dict[str, str]:
    """Keep one personal value outside the chain and return the mark that stands for it inside.

    The value that is kept already keeps its mark, so that a record saved again without a change keeps its hash.
    """
    text = as_text(value)
    newest = PersonalValue.objects.filter(kind=kind, record_id=str(record_id), field=field).order_by("-pk").first()
    if newest and not newest.erased_at and newest.value == text:
        return {MARK: newest.commitment}
    salt = secrets.token_hex(16)
    row = PersonalValue.objects.create(
        kind=kind,
        record_id=str(record_id),
        field=field,
        value=text,
        salt=salt,
        commitment=salted_hash(salt, text),
        written_at=at,
    )
    return {MARK: row.commitment}


def set_aside(
    content: Any, names: Collection[str], *, kind: str, record_id: object, at: datetime, path: str = ""
) -> Any:
    """Return a copy of JSON ``content`` in which every value under a key of ``names`` is replaced by its mark."""
    if isinstance(content, Mapping):
        return {
            key: commit(kind, record_id, f"{path}{key}", inner, at=at)
            if key in names and isinstance(inner, str | int) and inner
            else set_aside(inner, names, kind=kind, record_id=record_id, at=at, path=f"{path}{key}.")
            for key, inner in content.items()
        }
    if isinstance(content, list):
        return [
            set_aside(inner, names, kind=kind, record_id=record_id, at=at, path=f"{path}{place}.")
            for place, inner in enumerate(content)
        ]
    return content


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


def _marks(content: Any) -> Iterator[str]:
    match content:
        case {"personal": str(commitment)} if len(content) == 1:
            yield commitment
        case Mapping():
            for inner in content.values():
                yield from _marks(inner)
        case list():
            for inner in content:
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
