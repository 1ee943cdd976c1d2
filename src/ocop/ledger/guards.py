"""The database itself refuses to change, delete, replace or empty the ledger, on SQLite and on PostgreSQL."""

from ocop.ledger.freezing import Frozen, guards

REFUSAL = "ledger_auditentry is append-only"

GUARDS = guards(
    Frozen("ledger_auditentry", REFUSAL, keys=("entry_hash",), primary="sequence"),
    Frozen("ledger_receipt", "a receipt never changes", keys=("code", "key")),
    former={
        "sqlite": ["DROP TRIGGER IF EXISTS ledger_no_update", "DROP TRIGGER IF EXISTS ledger_no_delete"],
        "postgresql": [
            "DROP TRIGGER IF EXISTS ledger_no_change ON ledger_auditentry",
            "DROP TRIGGER IF EXISTS ledger_no_truncate ON ledger_auditentry",
        ],
    },
)
