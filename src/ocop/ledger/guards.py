"""Triggers by which the database itself refuses to change, delete or empty the ledger, on SQLite and on PostgreSQL.

The migrations put them up. Nothing in the running system takes them down; tests that tamper on purpose do.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "ledger_auditentry is append-only"

_RAISE_UP = {
    "sqlite": [
        f"CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger_auditentry BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger_auditentry BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON ledger_auditentry
            FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
        """CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_auditentry
            FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
    ],
}
_TAKE_DOWN = {
    "sqlite": ["DROP TRIGGER IF EXISTS ledger_no_update", "DROP TRIGGER IF EXISTS ledger_no_delete"],
    "postgresql": [
        "DROP TRIGGER IF EXISTS ledger_no_change ON ledger_auditentry",
        "DROP TRIGGER IF EXISTS ledger_no_truncate ON ledger_auditentry",
    ],
}


def put_up_guards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers; called by the migration."""
    _execute(editor.connection, _RAISE_UP)


def take_down_guards(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers; called when the migration is reversed."""
    _execute(editor.connection, _TAKE_DOWN)


@contextmanager
def lifted_guards(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take the guards down for the length of a block; for tests, and for nobody else."""
    _execute(connection, _TAKE_DOWN)
    try:
        yield
    finally:
        _execute(connection, _RAISE_UP)


def _execute(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
