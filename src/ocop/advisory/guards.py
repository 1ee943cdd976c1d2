"""The database itself refuses to change, delete or replace a signed report of the advisory group, its surveys with their photos, and its test requests."""

from ocop.ledger.freezing import Frozen, guards

REFUSAL = "a signed advisory report never changes"
_IS_SIGNED = "EXISTS (SELECT 1 FROM advisory_advisoryreport r WHERE r.id = {row}.report_id AND r.signed_at IS NOT NULL)"
_PHOTO_IS_SIGNED = (
    "EXISTS (SELECT 1 FROM advisory_sitesurvey s JOIN advisory_advisoryreport r ON r.id = s.report_id "
    "WHERE s.id = {row}.survey_id AND r.signed_at IS NOT NULL)"
)
_PARTS = ("advisory_sitesurvey", "advisory_testrequest")

GUARDS = guards(
    Frozen(
        "advisory_advisoryreport", REFUSAL, when="{row}.signed_at IS NOT NULL", keys=("dossier_id, evaluation_level",)
    ),
    *(Frozen(part, REFUSAL, when=_IS_SIGNED, joined=True) for part in _PARTS),
    Frozen("advisory_surveyphoto", REFUSAL, when=_PHOTO_IS_SIGNED, keys=("survey_id, sha256",), joined=True),
    former={
        "sqlite": [
            *(f"DROP TRIGGER IF EXISTS signed_report_no_{step}" for step in ("update", "delete")),
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
    },
)
