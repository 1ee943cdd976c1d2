"""The database itself refuses to change, delete or replace what was decided, on both engines.

A decision and its list never change; of a certificate only its end may be written, and once, and where it came with a list what that list did not say; of an import only the counts and, when
they are erased, the words people wrote. The register is derived and written anew, so ``verifying`` compares it instead.
"""

from ocop.ledger.freezing import Frozen, guards

from .kept import CERTIFICATE, DECISION

END = ("ended_on", "end_reason")
FILLED = (
    "decision_number",
    "issued_on",
    "issued_as_published",
    "expires_on",
    "regime",
    "issuing_authority",
    "source_url",
)  # what a fuller list may add to a certificate that a list brought in
FOLLOWING = ("source_grade", "content", "content_hash")
# A certificate that came with a list goes when the list is taken back, in the transaction that does it and at no other time.
KEPT_FOR_EVER = (
    "NOT ({row}.dossier_id IS NULL AND EXISTS (SELECT 1 FROM recognition_importbatch taken WHERE taken.undoing))"
)
RUNNING = "{row}.ended_on IS NULL AND {row}.dossier_id IS NOT NULL"

GUARDS = guards(
    Frozen(
        "recognition_recognitiondecision",
        "a signed decision never changes",
        columns=tuple(name for name in DECISION.fields if name != "unit_path"),
        keys=(
            "unit_id, decision_number, decided_on",
            "unit_id, decision_number, number_year WHERE {row}.number_year IS NOT NULL",
            "decision_number, number_year WHERE {row}.unit_id IS NULL AND {row}.number_year IS NOT NULL",
        ),
    ),
    Frozen("recognition_decisionitem", "the list of a signed decision never changes", keys=("dossier_id, rests_on",)),
    Frozen(
        "recognition_certificate",
        "a certificate never changes",
        when=KEPT_FOR_EVER,
        columns=tuple(name for name in CERTIFICATE.fields if name not in {*END, *FILLED, *FOLLOWING}),
        once=END,
        filled=FILLED,
        following=FOLLOWING,
        fillable="{row}.dossier_id IS NULL",
        keys=(
            "token",
            "dossier_id",
            # In the words of the index: SQLite looks through every row otherwise.
            "import_key WHERE NOT ({row}.import_key = '')",
            "certificate_number WHERE {row}.dossier_id IS NOT NULL AND NOT ({row}.certificate_number = '')",
            f"product_id WHERE {RUNNING}",
        ),
    ),
    Frozen(
        "recognition_importbatch",
        "an import never changes",
        columns=("sha256", "imported_by_id", "imported_at"),
        once=("undone_at", "undone_by_id"),
        keys=("sha256 WHERE {row}.undone_at IS NULL",),
    ),
)
