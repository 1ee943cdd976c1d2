"""Records under a hash: which rows of which tables a page or a paper states as fact, and what of them goes into the hash.

A room declares them in ``kept.py``:

    KEPT = (Kept(Council, "Hội đồng", named_by=("name",), outside={"is_demo": INVENTED}),)

Every column of the table is under the hash, one that is added later as well, but the number of the row and what is named in ``outside``.

An operation names the rows it made or changed when it writes its line, ``record(…, records=[certificate])``, and those it is
about to delete, ``gone=[row]``. The line then holds the hash of each row as it lies in the database, so a row changed, deleted or
forged behind the system's back no longer agrees with the newest line about it (``comparing``).

Columns named in ``personal`` enter the hash salted (``personal``), so that a person can be forgotten while every hash stays valid.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, cached_property
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from .chain import content_hash
from .models import PersonalValue
from .prepared import Prepared
from .verifying import Finding

BATCH = 500
LOCK = "optimistic lock of a form, no fact"
DERIVED = "derived from columns under the hash, to find and sort by"
INVENTED = "says that a row was invented for the demonstration"
Row = Mapping[str, Any]
_PLAIN = frozenset({str, int, bool, type(None)})  # most columns: written as they are


@dataclass(frozen=True)
class Kept:
    """One kind of record: what people call it, which rows are facts, and which columns (by their names) are special."""

    model: type[models.Model]
    words: str  # what people call such a record
    when: Q = field(default_factory=Q)  # which rows are facts: signed, sealed, filed; empty: every row
    personal: tuple[str, ...] = ()
    named_by: tuple[str, ...] = ()  # columns that tell people which row it is; empty: its number
    outside: Mapping[str, str] = field(
        default_factory=dict, hash=False
    )  # columns that are no fact, each with the reason
    version: int = 1  # goes up when ``fields`` change; rows of earlier versions are taken on anew (``adopting``)
    since: Mapping[str, int] = field(default_factory=dict, hash=False)  # columns that a later version holds first

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Columns whose plain values are under the hash."""
        special = {*self.personal, *self.outside}
        return tuple(
            one.attname
            for one in self.model._meta.concrete_fields
            if not one.primary_key and one.attname not in special
        )

    @property
    def kind(self) -> str:
        """Name of the kind in the ledger."""
        return self.model._meta.model_name or ""

    def key(self, pk: object) -> str:
        """Name of one record in the details of a line."""
        return f"{self.kind}:{pk}"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """What is read of a row: its number, what is under the hash, and what names it."""
        return tuple(dict.fromkeys(("pk", *self.fields, *self.personal, *self.named_by)))

    def rows(self, where: Q) -> Iterator[Row]:
        """Read the columns of rows from the database, as they lie there."""
        found = self.model._base_manager.filter(where).order_by("pk").values(*self.columns)
        return found.iterator(chunk_size=BATCH)

    @cached_property
    def _one(self) -> Prepared:
        return Prepared(lambda pk: self.model._base_manager.filter(pk=pk).values_list(*self.columns))

    def rows_numbered(self, pks: Sequence[object]) -> Iterator[Row]:
        """Read rows by their numbers; a single one, as nearly every act changes, by SQL that is written already."""
        if len(pks) == 1:
            return (dict(zip(self.columns, row, strict=True)) for row in self._one.rows(pks[0]))
        return self.rows(Q(pk__in=pks))

    def name_of(self, row: Row) -> str:
        """Say which record it is: its words and the columns that name it."""
        named = " ".join(str(row[one]) for one in self.named_by if row[one] not in (None, ""))
        return f"{self.words} {named or row['pk']}"

    def fields_at(self, version: int) -> tuple[str, ...]:
        """Columns whose plain values were under the hash in an earlier version."""
        return tuple(name for name in self.fields if self.since.get(name, 1) <= version)

    def hash_of(self, row: Row, commitments: Mapping[str, str], *, version: int | None = None) -> str:
        """Hash of a row, as an earlier version made it where one is named; ``commitments``: the salted hash of each personal column."""
        fields = self.fields if version is None else self.fields_at(version)
        values = {name: one if type(one := row[name]) in _PLAIN else plain(one) for name in fields}
        salted = {name: {"personal": commitments.get(name, "")} for name in self.personal}
        return content_hash({"kind": self.kind, "id": str(row["pk"]), **values, **salted})


@cache
def all_checks() -> dict[str, Callable[[], Iterator[Finding | None]]]:
    """Further comparisons of the rooms (``CHECKS`` in ``kept.py``), for what is no column: bytes on disk, a sum counted again."""
    rooms = [one for one in apps.get_app_configs() if one.module and module_has_submodule(one.module, "kept")]
    found = [getattr(import_module(f"{room.name}.kept"), "CHECKS", {}) for room in rooms]
    return {title: check for checks in found for title, check in checks.items()}


@cache
def all_kept() -> dict[str, Kept]:
    """Every kind of record under a hash by its name in the ledger, found by the rooms' ``kept.py``, lowest room first."""
    rooms = [one for one in apps.get_app_configs() if one.module and module_has_submodule(one.module, "kept")]
    return {kept.kind: kept for room in rooms for kept in import_module(f"{room.name}.kept").KEPT}


def plain(value: object) -> object:
    """Write a column as text, number, truth value or plain JSON, the same on every database."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes() | memoryview():
            return bytes(value).hex()
    return value


def commitments_of(kept: Kept, pks: Iterable[object]) -> dict[str, dict[str, str]]:
    """Return the newest salted hash of each personal column by record, for kinds that have such columns; one query."""
    found: dict[str, dict[str, str]] = {}
    if not kept.personal:
        return found
    rows = PersonalValue.objects.filter(kind=kept.kind, record_id__in=[str(pk) for pk in pks], field__in=kept.personal)
    for record_id, name, commitment in rows.order_by("pk").values_list("record_id", "field", "commitment"):
        found.setdefault(record_id, {})[name] = commitment
    return found


def hashes_of(kept: Kept, where: Q, *, version: int | None = None) -> Iterator[tuple[Row, str]]:
    """Yield each row with the hash of its present content, as an earlier version made it where one is named, in batches."""
    return with_hashes(kept, kept.rows(where), version=version)


def with_hashes(kept: Kept, rows: Iterator[Row], *, version: int | None = None) -> Iterator[tuple[Row, str]]:
    """Yield each of these rows with the hash of its content, in batches."""
    while batch := [row for _, row in zip(range(BATCH), rows, strict=False)]:
        salted = commitments_of(kept, [row["pk"] for row in batch])
        for row in batch:
            yield row, kept.hash_of(row, salted.get(str(row["pk"]), {}), version=version)
