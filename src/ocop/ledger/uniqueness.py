"""One of a kind: when two people write the same thing at once, the database takes one row and the other reads one sentence.

What may exist once (a decision number of a year, a seat, a round) is a unique constraint. Each has its sentence in
``data/uniqueness.yaml``, and a test compares the two. An operation that writes such a row runs as ``one_winner()``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.apps import apps
from django.db import IntegrityError, OperationalError, models, transaction

from .errors import DomainError

AT_ONCE = "Người khác vừa ghi vào cùng chỗ này; việc của bạn chưa được ghi. Hãy tải lại trang rồi làm lại."
LOST_A_DEADLOCK = {"40P01", "40001"}  # deadlock detected, serialization failure
SQLITE_INDEX = re.compile(r"UNIQUE constraint failed: index '(\w+)'")
SQLITE_COLUMNS = re.compile(r"UNIQUE constraint failed: (.+)")
POSTGRES_COLUMNS = re.compile(r"\(([^)]+)\)=")


class TakenError(DomainError):
    """There is one already; ``constraint`` names what the database keeps once."""

    def __init__(self, constraint: str) -> None:
        entry = sentences().get(constraint, {"says": AT_ONCE})
        super().__init__(entry["says"], field=entry.get("field"))
        self.constraint = constraint


@contextmanager
def one_winner() -> Iterator[None]:
    """Run an operation in one transaction, as a decorator or a block; whoever comes second is told so.

    Raises ``TakenError`` with the sentence of the constraint that refused the second row, ``DomainError`` when the database
    broke a deadlock; in both cases nothing was written.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = broken_constraint(error)
        if name is None:
            raise
        raise TakenError(name) from error
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) not in LOST_A_DEADLOCK:
            raise
        raise DomainError(AT_ONCE) from error


@cache
def sentences() -> dict[str, dict[str, str]]:
    """What is said to the loser, by constraint, or by ``model.field`` where a field is unique by itself."""
    text = (files("ocop.ledger") / "data" / "uniqueness.yaml").read_text(encoding="utf-8")
    return {name: entry for room in yaml.safe_load(text).values() for name, entry in room.items()}


@cache
def kept_once() -> dict[str, tuple[str, frozenset[str]]]:
    """Everything our tables keep once: constraint (or ``model.field``) → table and columns; no columns for an expression."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for model in apps.get_models(include_auto_created=False):
        if model.__module__.startswith("ocop."):
            found |= dict(_kept_once_by(model))
    return found


def _kept_once_by(model: type[models.Model]) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
    table = model._meta.db_table
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            columns = frozenset(_column(model, name) for name in constraint.fields)
            yield constraint.name, (table, columns)
    for field in model._meta.local_concrete_fields:
        if field.unique and not isinstance(field, models.AutoField):
            yield f"{model._meta.model_name}.{field.name}", (table, frozenset({_column(model, field.name)}))


def _column(model: type[models.Model], field: str) -> str:
    return str(getattr(model._meta.get_field(field), "column"))  # noqa: B009 - relations of others have none


def broken_constraint(error: IntegrityError) -> str | None:
    """Name what was to exist once and would have come twice; None for any other refusal of the database."""
    report = getattr(error.__cause__, "diag", None)
    if report is not None:
        return _named(report.constraint_name, report.table_name, POSTGRES_COLUMNS.search(report.message_detail or ""))
    if index := SQLITE_INDEX.search(str(error)):
        return _named(index[1], "", None)
    return _named("", "", SQLITE_COLUMNS.search(str(error)))


def _named(constraint: str | None, table: str | None, columns: Any) -> str | None:
    known = kept_once()
    if constraint in known:
        return constraint
    if columns is None:
        return None
    wanted = [name.strip(' "') for name in columns[1].split(",")]
    table = table or wanted[0].split(".")[0]
    where = (table, frozenset(name.split(".")[-1] for name in wanted))
    return next((name for name, place in known.items() if place == where), None)
