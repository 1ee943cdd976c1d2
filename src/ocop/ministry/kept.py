"""Records of this room under a hash: what was sent to the ministry, what was asked and answered (Đ.6.3.a, 7.4.a)."""

from ocop.ledger.keeping import Kept
from ocop.ministry.models import CompletionRequest, RedoDossier, RedoRequest, SubmissionPackage
from ocop.ministry.verifying import changed_packages

KEPT = (
    Kept(SubmissionPackage, "Hồ sơ đề nghị 5 sao", named_by=("letter_number",)),
    Kept(CompletionRequest, "Yêu cầu hoàn thiện của Bộ"),
    Kept(RedoRequest, "Đề nghị thực hiện lại việc đánh giá", named_by=("letter_number",)),
    Kept(RedoDossier, "Hồ sơ đánh giá lại theo đề nghị của Bộ"),
)
CHECKS = {"hồ sơ đề nghị 5 sao": changed_packages}
