"""Records of this room under a hash: what was decided, what was certified, what was brought in from lists (Đ.7.3.e, Đ.4)."""

from ocop.ledger.keeping import Kept
from ocop.recognition.models import Certificate, DecisionItem, ImportBatch, RecognitionDecision

DECISION = Kept(
    RecognitionDecision,
    "Quyết định",
    fields=(
        "kind", "unit_id", "unit_path", "decision_number", "decided_on", "number_year", "issuing_authority", "signed_by_id", "signed_at",
        "is_demo", "content", "content_hash",
    ),
    named_by=("decision_number",),
)  # fmt: skip
ITEM = Kept(
    DecisionItem,
    "Sản phẩm trong quyết định",
    fields=("decision_id", "dossier_id", "star_rating", "average_score"),
)
CERTIFICATE = Kept(
    Certificate,
    "Giấy chứng nhận",
    fields=(
        "product_id", "dossier_id", "star_rating", "regime", "certificate_number", "decision_id", "decision_number",
        "issuing_authority", "issued_on", "issued_as_published", "expires_on", "ended_on", "end_reason", "token", "source_url",
        "source_grade", "batch_id", "import_key", "is_demo", "content", "content_hash",
    ),
    named_by=("certificate_number",),
)  # fmt: skip
IMPORT = Kept(
    ImportBatch,
    "Lượt nhập danh sách",
    fields=("sha256", "rows", "created", "unchanged", "imported_by_id", "imported_at"),
    personal=("file_name", "findings"),  # people write names into files and lists: erasable
)
KEPT = (DECISION, ITEM, CERTIFICATE, IMPORT)
