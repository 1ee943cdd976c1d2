"""Triggers by which the database itself refuses to change a signed report, its surveys and its test requests.

The migration puts them up. Nothing in the running system takes them down.
"""

from ocop.ledger.guarding import Guards

REFUSAL = "a signed advisory report never changes"
_IS_SIGNED = "EXISTS (SELECT 1 FROM advisory_advisoryreport r WHERE r.id = {row}.report_id AND r.signed_at IS NOT NULL)"
_PARTS = ("advisory_sitesurvey", "advisory_testrequest")

_RAISE_UP = {
    "sqlite": [
        f"""CREATE TRIGGER signed_report_no_update BEFORE UPDATE ON advisory_advisoryreport WHEN OLD.signed_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        f"""CREATE TRIGGER signed_report_no_delete BEFORE DELETE ON advisory_advisoryreport WHEN OLD.signed_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
        *(
            f"""CREATE TRIGGER signed_{part}_no_insert BEFORE INSERT ON {part} WHEN {_IS_SIGNED.format(row="NEW")}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
            for part in _PARTS
        ),
        *(
            f"""CREATE TRIGGER signed_{part}_no_update BEFORE UPDATE ON {part}
            WHEN {_IS_SIGNED.format(row="OLD")} OR {_IS_SIGNED.format(row="NEW")}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
            for part in _PARTS
        ),
        *(
            f"""CREATE TRIGGER signed_{part}_no_delete BEFORE DELETE ON {part} WHEN {_IS_SIGNED.format(row="OLD")}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
            for part in _PARTS
        ),
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION signed_report_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE OR REPLACE FUNCTION signed_report_part_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN
                IF (TG_OP <> 'INSERT' AND {_IS_SIGNED.format(row="OLD")}) OR (TG_OP <> 'DELETE' AND {_IS_SIGNED.format(row="NEW")})
                THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$""",
        """CREATE TRIGGER signed_report_no_change BEFORE UPDATE OR DELETE ON advisory_advisoryreport
            FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION signed_report_refuse()""",
        *(
            f"""CREATE TRIGGER signed_{part}_no_change BEFORE INSERT OR UPDATE OR DELETE ON {part}
            FOR EACH ROW EXECUTE FUNCTION signed_report_part_refuse()"""
            for part in _PARTS
        ),
    ],
}
_TAKE_DOWN = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS signed_report_no_update",
        "DROP TRIGGER IF EXISTS signed_report_no_delete",
        *(
            f"DROP TRIGGER IF EXISTS signed_{part}_no_{step}"
            for part in _PARTS
            for step in ("insert", "update", "delete")
        ),
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS signed_report_no_change ON advisory_advisoryreport",
        *(f"DROP TRIGGER IF EXISTS signed_{part}_no_change ON {part}" for part in _PARTS),
    ],
}

GUARDS = Guards(_RAISE_UP, _TAKE_DOWN)
