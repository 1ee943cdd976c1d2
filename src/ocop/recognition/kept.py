"""Records of this room under a hash: what was decided, what was certified, what was brought in from lists (Đ.7.3.e, Đ.4)."""

from ocop.ledger.keeping import Kept
from ocop.recognition.models import Certificate, DecisionItem, ImportBatch, RecognitionDecision

DECISION = Kept(RecognitionDecision, "Quyết định", named_by=("decision_number",), version=2, since={"corrects_id": 2})
ITEM = Kept(DecisionItem, "Sản phẩm trong quyết định", version=2, since={"rests_on": 2})
CERTIFICATE = Kept(Certificate, "Giấy chứng nhận", named_by=("certificate_number",))
IMPORT = Kept(
    ImportBatch,
    "Lượt nhập danh sách",
    personal=("file_name", "findings"),  # people write names into files and lists: erasable
    version=2,
    # What stood before is what an undo writes back, and the mark of an undo lets certificates go: neither may be forged.
    since={"replaced": 2, "undone_by_id": 2, "undone_at": 2, "undoing": 2},
)
KEPT = (DECISION, ITEM, CERTIFICATE, IMPORT)
