"""The database itself refuses to change, delete or replace a closed case of revocation or a concluded inspection, with all that belongs to it (Đ.8, 9)."""

from ocop.ledger.freezing import Frozen, guards

REFUSAL = "a closed revocation case never changes"
_CLOSED = "{row}.state IN ('revoked', 'dismissed')"
_OF_CLOSED = "EXISTS (SELECT 1 FROM inspections_revocationcase c WHERE c.id = {row}.case_id AND c.state IN ('revoked', 'dismissed'))"

CONCLUDED = "a concluded inspection never changes, but for its follow-up"
FOLLOW_UP = ("followed_up_at", "follow_up", "is_mended")
_OF_CONCLUDED = (
    "EXISTS (SELECT 1 FROM inspections_inspection i WHERE i.id = {row}.inspection_id AND i.state = 'concluded')"
)
INSPECTED = (
    "certificate_id", "kind", "led_by", "planned_on", "team", "state", "planned_by_id", "planned_at", "visited_on", "findings", "explain_by",
    "explanation", "explained_at", "conclusion", "conclusion_number", "conclusion_words", "mend_by", "concluded_by_id", "concluded_at", "is_demo",
)  # fmt: skip

GUARDS = guards(
    Frozen(
        "inspections_inspection",
        CONCLUDED,
        when="{row}.state = 'concluded'",
        columns=INSPECTED,
        once=FOLLOW_UP,
        keys=("certificate_id, led_by WHERE {row}.state <> 'concluded'",),
    ),
    Frozen("inspections_inspectionphoto", CONCLUDED, when=_OF_CONCLUDED, keys=("inspection_id, sha256",), joined=True),
    Frozen(
        "inspections_revocationcase",
        REFUSAL,
        when=_CLOSED,
        keys=("decision_id", f"certificate_id WHERE NOT ({_CLOSED})"),
    ),
    Frozen("inspections_casefile", REFUSAL, when=_OF_CLOSED, keys=("case_id, purpose, sha256",), joined=True),
    Frozen(
        "inspections_explanationrequest",
        REFUSAL,
        when=_OF_CLOSED,
        keys=("case_id WHERE {row}.answered_at IS NULL",),
        joined=True,
    ),
)
