"""Records of this room under a hash: what was decided, what was certified, what was brought in from lists (Đ.7.3.e, Đ.4)."""

from ocop.ledger.keeping import Kept
from ocop.recognition.models import Certificate, DecisionItem, ImportBatch, RecognitionDecision

DECISION = Kept(RecognitionDecision, "Quyết định", named_by=("decision_number",), version=2, since={"corrects_id": 2})
ITEM = Kept(DecisionItem, "Sản phẩm trong quyết định")
CERTIFICATE = Kept(Certificate, "Giấy chứng nhận", named_by=("certificate_number",))
IMPORT = Kept(
    ImportBatch,
    "Lượt nhập danh sách",
    personal=("file_name", "findings"),  # people write names into files and lists: erasable
    outside={
        "undoing": "true only inside the transaction that takes an import back",
        "replaced": "what stood in certificates before; the lines about them hold their hashes",
    },
    version=2,
    since={"undone_by_id": 2, "undone_at": 2},
)
KEPT = (DECISION, ITEM, CERTIFICATE, IMPORT)
