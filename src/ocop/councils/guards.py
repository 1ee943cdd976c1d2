"""The database itself refuses to change, delete or replace what a council decided.

Sealed sheets with their marks, rules, results that are final with what they rest on, meetings that are over with their attendance,
and signed reports.
"""

from ocop.ledger.freezing import Frozen, guards

REFUSAL = "a sealed score sheet never changes"
FINAL = "a final result never changes"
OVER = "a meeting that is over never changes"
_IS_SEALED = "EXISTS (SELECT 1 FROM councils_scoresheet s WHERE s.id = {row}.sheet_id AND s.sealed_at IS NOT NULL)"
_IS_FINAL = "EXISTS (SELECT 1 FROM councils_agendaitem i WHERE i.id = {row}.item_id AND i.state = 'final')"
_IS_OVER = "EXISTS (SELECT 1 FROM councils_councilmeeting m WHERE m.id = {row}.meeting_id AND m.state = 'closed')"

GUARDS = guards(
    Frozen(
        "councils_councilrules",
        "recorded rules never change",
        keys=(
            "unit_id, decision_number, effective_from",
            "decision_number, effective_from WHERE {row}.unit_id IS NULL",
        ),
    ),
    Frozen(
        "councils_scoresheet",
        REFUSAL,
        when="{row}.sealed_at IS NOT NULL",
        keys=("item_id, member_id, scoring_pass",),
    ),
    Frozen("councils_criterionscore", REFUSAL, when=_IS_SEALED, keys=("sheet_id, criterion_code",), joined=True),
    Frozen("councils_writtenopinion", "a given opinion never changes", keys=("item_id, member_id, scoring_pass",)),
    Frozen("councils_rescoring", FINAL, keys=("item_id, scoring_pass",)),
    Frozen("councils_evaluationresult", FINAL, when=_IS_FINAL, keys=("item_id",), joined=True),
    Frozen("councils_agreedoption", FINAL, when=_IS_FINAL, keys=("item_id, criterion_code",), joined=True),
    Frozen("councils_gatewaiver", FINAL, when=_IS_FINAL, keys=("item_id, criterion_code",), joined=True),
    Frozen("councils_recusal", FINAL, when=_IS_FINAL, keys=("item_id, member_id",), joined=True),
    Frozen(
        "councils_agendaitem",
        FINAL,
        when="{row}.state = 'final'",
        keys=(
            "meeting_id, dossier_id",
            "meeting_id, position",
            "dossier_id WHERE {row}.state IN ('waiting', 'open', 'closed')",
        ),
    ),
    Frozen("councils_attendance", OVER, when=_IS_OVER, keys=("meeting_id, member_id",), joined=True),
    Frozen(
        "councils_councilmeeting",
        OVER,
        when="{row}.state = 'closed'",
        keys=("council_id, round_id, held_on, place WHERE {row}.state <> 'closed'",),
    ),
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
