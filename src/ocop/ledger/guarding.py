"""Triggers by which a database refuses changes: put up after every migration, taken down by nobody but tests that tamper on purpose.

Each room that keeps something for ever says in its ``guards.py`` which statements raise and drop its triggers on each engine;
``freezing`` writes them from a declaration. ``apps.py`` finds the rooms and raises their guards around migrations.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.module_loading import module_has_submodule

_CREATED = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (?:IF NOT EXISTS )?(\w+)")
_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}
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

    def raise_on(self, connection: BaseDatabaseWrapper) -> None:
        """Put the triggers up as they read today, in place of earlier ones."""
        _execute(connection, self.drop)
        _execute(connection, self.raise_up)

    def drop_on(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers down."""
        _execute(connection, self.drop)

    @contextmanager
    def lifted(self, connection: BaseDatabaseWrapper) -> Iterator[None]:
        """Take the guards down for the length of a block; for tests, and for nobody else."""
        self.drop_on(connection)
        try:
            yield
        finally:
            self.raise_on(connection)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should stand and do not, as after a migration that broke off."""
    wanted = {
        name
        for guards in all_guards()
        for statement in guards.raise_up[connection.vendor]
        for name in _CREATED.findall(statement)
    }
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return sorted(wanted - standing)


def all_guards() -> list[Guards]:
    """The guards of every room, found by their ``guards.py``."""
    rooms = [one for one in apps.get_app_configs() if one.module and module_has_submodule(one.module, "guards")]
    return [import_module(f"{one.name}.guards").GUARDS for one in rooms]


@contextmanager
def all_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take the guards of every room down for the length of a block; for tests, and for nobody else."""
    with ExitStack() as stack:
        for one in all_guards():
            stack.enter_context(one.lifted(connection))
        yield


def _execute(connection: BaseDatabaseWrapper, statements: Statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
