"""Questions that every visit asks: Django writes the SQL once in a process, and each visit only fills in its values.

Writing the SQL of a register row with its joined columns costs five times what the database needs to answer it, that of the roles
a person holds twenty times. A prepared
question gives the same rows as the query set it was made from:

    PUBLISHED = Prepared(lambda pk: RegisterEntry.objects.filter(product_id=pk).values_list("name", "expires_latest"))
    PUBLISHED.rows(26)    # [("Trà sen", date(2029, 11, 20))]

``PreparedRecords`` gives records instead of rows, with those that ``select_related`` names. A value may stand wherever a query set takes an expression, also inside ``__in``; it is passed to the driver as it is, so it is a number,
a text or a day, not something that a field of Django would have to translate first.

``planned`` lets PostgreSQL keep its plan too, as long as the connection lives: finding out how to join six tables took it twice as long as joining them. Every value
needs a type that its place tells (a column it is compared with), since the server sees the question without them.
"""

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
M = TypeVar("M", bound=Model)
_PLACEHOLDER = re.compile(r"(?<!%)%s")


@dataclass(frozen=True)
class _Place:
    """Where the n-th value of the question goes among the parameters of the SQL."""

    number: int


class _Asked(Expression):
    """Stands in a query set for a value that is known only when the question is asked."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(  # type: ignore[override]  # a place instead of a value
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[_Place]]:
        """One placeholder, and whose value it takes."""
        return "%s", [_Place(self.number)]


@dataclass(frozen=True)
class _Written:
    """The question as one database understands it, and how its answers become values of Python."""

    sql: str
    params: dict[str, Any]  # by the name each has in the SQL; a driver finds names faster than it counts places
    converters: dict[int, Any]
    select: Sequence[Any]  # which columns stand where, and
    made_into: dict[str, Any]  # whose they are, as Django's compiler lays them out


class _Question:
    """A query set whose SQL is written at the first question."""

    def __init__(
        self, build: Callable[..., QuerySet[Any, Any]], *, values: int | None = None, planned: bool = False
    ) -> None:
        self.build = build
        self.planned = planned
        self.values = len(inspect.signature(build).parameters) if values is None else values
        self._written: dict[str, _Written] = {}

    def _ask(self, values: Row) -> tuple[_Written, list[list[Any]]]:
        database = connections[DEFAULT_DB_ALIAS]  # found once: behind ``connection`` it is found at every word
        written = self._written.get(database.vendor)
        if written is None:
            written = self._written.setdefault(database.vendor, self._write())
        params = {name: values[one.number] if isinstance(one, _Place) else one for name, one in written.params.items()}
        with database.cursor() as cursor:
            if self.planned and database.vendor == "postgresql":
                params = _bound_by_the_server(cursor, params)
            cursor.execute(written.sql, params)
            found = [list(row) for row in cursor.fetchall()]
        for place, (steps, expression) in written.converters.items():
            for row in found:
                if row[place] is not None:  # as every field of Django leaves it
                    for step in steps:
                        row[place] = step(row[place], expression, database)
        return written, found

    def _write(self) -> _Written:
        asked = [_Asked(number) for number in range(self.values)]
        compiler = self.build(*asked).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        named = {f"p{number}": one for number, one in enumerate(params)}
        names = iter(named)
        sql = _PLACEHOLDER.sub(lambda _found: f"%({next(names)})s", sql)
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        return _Written(sql, named, converters, compiler.select, compiler.klass_info or {})


def _bound_by_the_server(cursor: Any, params: dict[str, Any]) -> dict[str, Any]:
    """Let the server fill in the values, which it must to keep a plan; nothing where the connection is to keep none (``settings.database``)."""
    from django.db.backends.postgresql.base import ServerBindingCursor  # the driver is there where PostgreSQL is
    from psycopg.types.numeric import Int8

    connection = cursor.connection
    if connection.prepare_threshold is None:
        return params
    cursor.cursor = ServerBindingCursor(connection)  # type: ignore[call-arg]  # the stubs do not know its driver
    # A number is sent as small as it can be; each other size would be another question to plan.
    return {name: Int8(value) if type(value) is int else value for name, value in params.items()}


class Prepared(_Question):
    """A ``values_list`` whose SQL is written at the first question."""

    def rows(self, *values: Any) -> list[Row]:
        """Return the rows for these values, as the query set would."""
        return [tuple(row) for row in self._ask(values)[1]]


class PreparedRecords(_Question, Generic[M]):
    """A query set of records, with those that ``select_related`` names, whose SQL is written at the first question."""

    def __init__(self, build: Callable[..., QuerySet[M, M]], *, values: int | None = None) -> None:
        super().__init__(build, values=values)

    def records(self, *values: Any) -> list[M]:
        """Return the records for these values, as the query set would."""
        written, rows = self._ask(values)
        made: list[M] = []
        select, of = written.select, written.made_into
        columns = slice(of["select_fields"][0], of["select_fields"][-1] + 1)
        names = [column.target.attname for column, _, _ in select[columns]]
        along = get_related_populators(of, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # the stubs know a later Django
        for row in rows:
            record = of["model"].from_db(DEFAULT_DB_ALIAS, names, row[columns])
            for one in along:
                one.populate(row, record)
            made.append(record)
        return made

    def first(self, *values: Any) -> M | None:
        """Return the first record for these values, None where there is none."""
        return next(iter(self.records(*values)), None)

    def get(self, *values: Any) -> M:
        """Return the one record for these values; raises the ``DoesNotExist`` of its model where there is none."""
        for found in self.records(*values):
            return found
        raise self._written[connection.vendor].made_into["model"].DoesNotExist
