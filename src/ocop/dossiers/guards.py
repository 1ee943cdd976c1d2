"""The database itself refuses to change, delete or replace what was filed, numbered and signed (Đ.7.1, 7.2)."""

from ocop.ledger.freezing import Frozen, guards

GUARDS = guards(
    Frozen(
        "dossiers_evaluationround",
        "a planned round never changes",
        keys=("unit_id, year, number", "year, number WHERE {row}.unit_id IS NULL"),
    ),
    Frozen("dossiers_dossiersnapshot", "what was filed never changes", keys=("dossier_id, revision",)),
    Frozen(
        "dossiers_dossierreceipt",
        "a receipt never changes",
        keys=("dossier_id, evaluation_level", "unit_id, year, sequence"),
    ),
    Frozen(
        "dossiers_communeassessment",
        "a signed Form 03 never changes",
        when="{row}.signed_at IS NOT NULL",
        keys=("dossier_id",),
    ),
    Frozen(
        "dossiers_officereport",
        "a signed report of the office never changes",
        when="{row}.signed_at IS NOT NULL",
        keys=("dossier_id",),
    ),
    Frozen(
        "dossiers_supplementrequest",
        "an answered request never changes",
        when="{row}.answered_at IS NOT NULL",
        keys=("dossier_id WHERE {row}.answered_at IS NULL",),
    ),
    Frozen("dossiers_sheetconfirmation", "a confirmation never changes", keys=("regime, set_number, sheet_hash",)),
    Frozen(
        "dossiers_evidence",
        "a file that was filed stays the file that was filed",
        when="EXISTS (SELECT 1 FROM dossiers_dossier d WHERE d.id = {row}.dossier_id AND d.submitted_at IS NOT NULL)",
        columns=(
            "dossier_id", "criterion_code", "evidence_type", "original_name", "media_type", "size", "sha256",
            "uploaded_by_id", "uploaded_at",
        ),
    ),
)  # fmt: skip
