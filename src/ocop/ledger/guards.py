"""Triggers by which the database itself refuses to change, delete or empty the ledger, on SQLite and on PostgreSQL.

The migrations put them up. Nothing in the running system takes them down; tests that tamper on purpose do.
"""

from ocop.ledger.guarding import Guards

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

GUARDS = Guards(_RAISE_UP, _TAKE_DOWN)
