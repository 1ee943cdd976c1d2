"""Make the frozen records of the law from what its files say.

A record is a dataclass: its fields are the words of the file, or name the word (``Key``) where the file writes another one; the
name of the field is taken as well, but not both. What the file says has to be of the type of the field, nothing may be missing
that has no default, and no word may stand there that the record does not know: a slip in a file is refused with its place, never
read as something else.

>>> read(Worded, {"vi": "Chè", "en": "Tea"})
Worded(label='Chè', label_en='Tea')
>>> read(Worded, {"vi": "Chè", "en": "Tea", "fr": "Thé"})
Traceback (most recent call last):
ocop.law.reading.RecordError: tệp: không biết mục fr
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from ocop.law.files import read_yaml

T = TypeVar("T")
PLAIN = (str, int, bool, date, NoneType)


class RecordError(ValueError):
    """A file does not say what a record needs; the message names the place."""


@dataclass(frozen=True, slots=True)
class Key:
    """The word that the files write for a field."""

    word: str


@dataclass(frozen=True, slots=True)
class Worded:
    """Something with words in Vietnamese and English."""

    label: Annotated[str, Key("vi")]
    label_en: Annotated[str, Key("en")]


@dataclass(frozen=True, slots=True)
class Named(Worded):
    """A code with its words."""

    code: str


class _Field(NamedTuple):
    name: str
    word: str
    kind: Any
    plain: frozenset[type]  # types of the values that are taken as they are
    needed: bool


@contextmanager
def reading(file: Traversable) -> Iterator[Any]:
    """Give what a file says; a ``RecordError`` inside names the file as well."""
    try:
        yield read_yaml(file)
    except RecordError as fault:
        raise RecordError(f"{file.name}: {fault}") from fault


def read(record: type[T], row: Mapping[str, Any], **made: Any) -> T:
    """Make a record from a row of a file; ``made`` are fields that the caller read. Raises ``RecordError``."""
    return record(**_values(record, row, "", made))


def _values(record: type, row: Any, place: str, made: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        raise RecordError(f"{place or 'tệp'}: không nhận {row!r}")
    known, words = _fields(record)
    if not words.issuperset(row):
        strange = sorted(str(one) for one in row if one not in words)
        raise RecordError(f"{place or 'tệp'}: không biết mục {', '.join(strange)}")
    values = dict(made)
    for name, word, kind, plain, needed in known:
        if name in made:
            continue
        if word != name and word in row and name in row:
            raise RecordError(f"{place or 'tệp'}: {word} và {name} là một mục")
        key = word if word in row else name
        if key in row:
            value = row[key]
            values[name] = value if type(value) in plain else _fitting(kind, value, f"{place}.{key}".lstrip("."))
        elif needed:
            raise RecordError(f"{place or 'tệp'}: thiếu mục {word}")
    return values


@cache
def _fields(record: type) -> tuple[tuple[_Field, ...], frozenset[str]]:
    """The fields of a record, and every word that may stand in a row of it."""
    hints = get_type_hints(record, include_extras=True)
    found = tuple(_field(one, hints[one.name]) for one in fields(record) if one.init)
    return found, frozenset(word for one in found for word in (one.word, one.name))


def _field(field: "Field[Any]", hint: Any) -> _Field:
    kind, *marks = get_args(hint) if get_origin(hint) is Annotated else [hint]
    word = next((mark.word for mark in marks if isinstance(mark, Key)), field.name)
    choices = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    plain = frozenset(one for one in choices if one in PLAIN)
    return _Field(field.name, word, kind, plain, field.default is MISSING)


def _fitting(kind: Any, value: Any, place: str) -> Any:
    """Return a value as the record holds it; ``RecordError`` when it is of another kind."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any or (isinstance(kind, type) and kind in PLAIN and type(value) is kind):
        return value
    if origin is UnionType and value is not None:  # None alone is taken as it is, see ``plain``
        return _fitting(inner[0], value, place)
    if origin is Literal and value in inner:
        return value
    if origin is tuple and isinstance(value, list):
        return tuple(_fitting(inner[0], one, f"{place}[{number}]") for number, one in enumerate(value))
    if origin is Mapping and isinstance(value, Mapping):
        return {_fitting(inner[0], key, place): _fitting(inner[1], one, f"{place}.{key}") for key, one in value.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**_values(kind, value, place, {}))
    raise RecordError(f"{place}: không nhận {value!r}")
