"""The database itself refuses to change, delete or replace a sealed sheet, its marks and a signed report, the same on both databases."""

from ocop.ledger.freezing import Frozen, guards

REFUSAL = "a sealed score sheet never changes"
_IS_SEALED = "EXISTS (SELECT 1 FROM councils_scoresheet s WHERE s.id = {row}.sheet_id AND s.sealed_at IS NOT NULL)"

GUARDS = guards(
    Frozen(
        "councils_scoresheet",
        REFUSAL,
        when="{row}.sealed_at IS NOT NULL",
        keys=("item_id, member_id, scoring_pass",),
    ),
    Frozen("councils_criterionscore", REFUSAL, when=_IS_SEALED, keys=("sheet_id, criterion_code",), joined=True),
    Frozen("councils_councilreport", "a signed report never changes", keys=("meeting_id",)),
    former={
        "sqlite": [
            *(f"DROP TRIGGER IF EXISTS sealed_sheet_no_{step}" for step in ("update", "delete")),
            *(f"DROP TRIGGER IF EXISTS sealed_mark_no_{step}" for step in ("insert", "update", "delete")),
        ],
        "postgresql": [
            "DROP TRIGGER IF EXISTS sealed_sheet_no_change ON councils_scoresheet",
            "DROP TRIGGER IF EXISTS sealed_mark_no_change ON councils_criterionscore",
        ],
    },
)
