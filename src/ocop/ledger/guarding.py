"""Triggers by which a database refuses changes: put up by a migration, taken down by nobody but tests that tamper on purpose.

Each room that keeps something for ever says in its ``guards.py`` which statements raise and drop its triggers on each engine.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Statements = Mapping[str, Sequence[str]]  # by engine: "sqlite", "postgresql"


@dataclass(frozen=True)
class Guards:
    """The triggers of one room; ``drop`` must do no harm where nothing stands."""

    raise_up: Statements
    drop: Statements

    def put_up(self, _apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """Create the triggers; called by the migration."""
        _execute(editor.connection, self.raise_up)

    def take_down(self, _apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """Drop the triggers; called when the migration is reversed."""
        _execute(editor.connection, self.drop)

    def renew(self, apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        """Put the triggers up as they read today, in place of earlier ones; called by a later migration."""
        self.take_down(apps, editor)
        self.put_up(apps, editor)

    @contextmanager
    def lifted(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """Take the guards down for the length of a block; for tests, and for nobody else."""
        _execute(connection, self.drop)
        try:
            yield
        finally:
            _execute(connection, self.raise_up)


def _execute(connection: BaseDatabaseWrapper, statements: Statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
