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
from django.db.migrations.recorder import MigrationRecorder
from django.utils.module_loading import module_has_submodule

Statements = Mapping[str, Sequence[str]]  # by engine: "sqlite", "postgresql"
TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")
STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


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

    def ensure(self, connection: BaseDatabaseWrapper, *, since: tuple[str, str]) -> None:
        """Put up again what is missing, once the migration ``since`` has run: SQLite loses the triggers of a table that it remakes."""
        if since not in MigrationRecorder(connection).applied_migrations():
            return
        wanted = {name for statement in self.raise_up[connection.vendor] for name in TRIGGER.findall(statement)}
        with connection.cursor() as cursor:
            cursor.execute(STANDING[connection.vendor])
            standing = {name for (name,) in cursor.fetchall()}
        if not wanted <= standing:
            self.raise_on(connection)

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


def frozen(
    table: str, *, refusal: str, keys: Sequence[str] = (), columns: Sequence[str] = (), once: Sequence[str] = ()
) -> Guards:
    """Return guards under which the rows of ``table`` are never deleted and never replaced, and their facts never change.

    ``columns`` are the facts, all columns when empty; ``once`` are further columns that may be filled as long as the first of
    them is empty. ``keys`` are conditions (with ``{new}`` for the new row) under which SQLite's ``INSERT OR REPLACE`` would take an
    old row away without asking the trigger against deletion; PostgreSQL has no such statement.
    """
    return Guards(
        {
            "sqlite": _on_sqlite(table, refusal, _change("IS NOT", columns, once), keys),
            "postgresql": _on_postgresql(table, refusal, _change("IS DISTINCT FROM", columns, once)),
        },
        {
            "sqlite": [f"DROP TRIGGER IF EXISTS {table}_no_{what}" for what in ("update", "delete", "replace")],
            "postgresql": [
                f"DROP TRIGGER IF EXISTS {table}_no_{what} ON {table}" for what in ("update", "delete", "truncate")
            ],
        },
    )


def together(parts: Sequence[Guards]) -> Guards:
    """Return the guards of several tables as one."""
    engines = ("sqlite", "postgresql")
    return Guards(
        {engine: [statement for part in parts for statement in part.raise_up[engine]] for engine in engines},
        {engine: [statement for part in parts for statement in part.drop[engine]] for engine in engines},
    )


def _change(differs: str, columns: Sequence[str], once: Sequence[str]) -> str:
    if not columns:
        return "TRUE"
    changed = [f"NEW.{name} {differs} OLD.{name}" for name in ("id", *columns)]
    refilled = [f"(OLD.{once[0]} IS NOT NULL AND NEW.{name} {differs} OLD.{name})" for name in once]
    return " OR ".join([*changed, *refilled])


def _on_sqlite(table: str, refusal: str, change: str, keys: Sequence[str]) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    same = " OR ".join([f"{table}.id = NEW.id", *(key.format(new="NEW") for key in keys)])
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - names out of our own code
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {change} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}",
    ]


def _on_postgresql(table: str, refusal: str, change: str) -> list[str]:
    each = f"EXECUTE FUNCTION {table}_refuse()"
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({change}) {each}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {each}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {each}",
    ]
