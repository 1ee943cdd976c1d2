"""``unit_path__inside="66/"``: rows of a unit and of all units below it, found by an index on both databases.

A path is the codes from the province down, so whatever lies inside a unit begins with its path. The plain ``startswith`` of Django is served
by no index on SQLite, where it ignores case, nor on PostgreSQL, where text is sorted by a language; there the index names
``varchar_pattern_ops``.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup
from django.db.models.sql.compiler import SQLCompiler


@CharField.register_lookup
class Inside(Lookup[str]):
    """A path that begins with another; every path begins with the empty one, the whole country."""

    lookup_name = "inside"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """PostgreSQL: a pattern with its beginning fixed."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*params, f"{connection.ops.prep_for_like_query(self.rhs)}%")

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """SQLite: between the path and the first text that does not begin with it any more."""
        column, params = self.process_lhs(compiler, connection)
        if not self.rhs:
            return f"{column} >= ''", tuple(params)
        beyond = self.rhs[:-1] + chr(ord(self.rhs[-1]) + 1)
        return f"({column} >= %s AND {column} < %s)", (*params, self.rhs, *params, beyond)
