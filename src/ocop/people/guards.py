"""Nobody is deputy of one office twice on a day: the database refuses days that meet, on SQLite and on PostgreSQL.

Two administrators who appoint at once wait for one another on PostgreSQL by a lock on the person; SQLite writes one after the other.
"""

from ocop.ledger.guarding import Guards

TABLE = "people_deputyship"
REFUSAL = "deputyships of one office do not overlap"
_END = "COALESCE({row}.effective_to, '9999-12-31')"
_MEETS = f"""SELECT 1 FROM {TABLE} other WHERE other.id <> COALESCE(NEW.id, 0)
    AND other.account_id = NEW.account_id AND other.role = NEW.role
    AND COALESCE(other.unit_id, 0) = COALESCE(NEW.unit_id, 0) AND other.organisation_name = NEW.organisation_name
    AND other.effective_from <= {_END.format(row="NEW")} AND NEW.effective_from <= {_END.format(row="other")}"""  # noqa: S608 - our own words

GUARDS = Guards(
    raise_up={
        "sqlite": [
            f"CREATE TRIGGER guard_{TABLE}_{step} BEFORE {step.upper()} ON {TABLE} "
            f"WHEN EXISTS ({_MEETS}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for step in ("insert", "update")
        ],
        "postgresql": [
            f"""CREATE OR REPLACE FUNCTION guard_{TABLE}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                PERFORM pg_advisory_xact_lock(hashtext('{TABLE}'), NEW.account_id::int);
                IF EXISTS ({_MEETS}) THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'exclusion_violation'; END IF;
                RETURN NEW;
            END $$""",
            f"""CREATE TRIGGER guard_{TABLE}_change BEFORE INSERT OR UPDATE ON {TABLE}
                FOR EACH ROW EXECUTE FUNCTION guard_{TABLE}()""",
        ],
    },
    drop={
        "sqlite": [f"DROP TRIGGER IF EXISTS guard_{TABLE}_{step}" for step in ("insert", "update")],
        "postgresql": [f"DROP TRIGGER IF EXISTS guard_{TABLE}_change ON {TABLE}"],
    },
)
