"""Triggers by which the database itself refuses to change or delete a sealed sheet or its marks, the same on both databases.

The migration puts them up. Nothing in the running system takes them down; tests that tamper on purpose do.
"""

from ocop.ledger.guarding import Guards

REFUSAL = "a sealed score sheet never changes"
_IS_SEALED = "EXISTS (SELECT 1 FROM councils_scoresheet s WHERE s.id = {row}.sheet_id AND s.sealed_at IS NOT NULL)"

_RAISE_UP = {
    "sqlite": [
        f"""CREATE TRIGGER sealed_sheet_no_update BEFORE UPDATE ON councils_scoresheet WHEN OLD.sealed_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        f"""CREATE TRIGGER sealed_sheet_no_delete BEFORE DELETE ON councils_scoresheet WHEN OLD.sealed_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        f"""CREATE TRIGGER sealed_mark_no_insert BEFORE INSERT ON councils_criterionscore WHEN {_IS_SEALED.format(row="NEW")}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        f"""CREATE TRIGGER sealed_mark_no_update BEFORE UPDATE ON councils_criterionscore
            WHEN {_IS_SEALED.format(row="OLD")} OR {_IS_SEALED.format(row="NEW")}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        f"""CREATE TRIGGER sealed_mark_no_delete BEFORE DELETE ON councils_criterionscore WHEN {_IS_SEALED.format(row="OLD")}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION sealed_sheet_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE OR REPLACE FUNCTION sealed_mark_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN
                IF (TG_OP <> 'INSERT' AND {_IS_SEALED.format(row="OLD")}) OR (TG_OP <> 'DELETE' AND {_IS_SEALED.format(row="NEW")})
                THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$""",
        """CREATE TRIGGER sealed_sheet_no_change BEFORE UPDATE OR DELETE ON councils_scoresheet
            FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION sealed_sheet_refuse()""",
        """CREATE TRIGGER sealed_mark_no_change BEFORE INSERT OR UPDATE OR DELETE ON councils_criterionscore
            FOR EACH ROW EXECUTE FUNCTION sealed_mark_refuse()""",
    ],
}
_TAKE_DOWN = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS sealed_sheet_no_update",
        "DROP TRIGGER IF EXISTS sealed_sheet_no_delete",
        "DROP TRIGGER IF EXISTS sealed_mark_no_insert",
        "DROP TRIGGER IF EXISTS sealed_mark_no_update",
        "DROP TRIGGER IF EXISTS sealed_mark_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS sealed_sheet_no_change ON councils_scoresheet",
        "DROP TRIGGER IF EXISTS sealed_mark_no_change ON councils_criterionscore",
    ],
}

GUARDS = Guards(_RAISE_UP, _TAKE_DOWN)
