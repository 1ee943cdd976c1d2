"""Records of this room under a hash: what a producer filed, what authorities received, asked and signed (Đ.5–7, Mẫu 01–03)."""

from django.db.models import Q

from ocop.dossiers.models import (
    CommuneAssessment,
    Dossier,
    DossierReceipt,
    DossierSnapshot,
    EvaluationRound,
    Evidence,
    OfficeReport,
    SelfScore,
    SheetConfirmation,
    SupplementRequest,
)
from ocop.dossiers.verifying import changed_files
from ocop.ledger.keeping import INVENTED, LOCK, Kept

FILED = Q(dossier__submitted_at__isnull=False)

KEPT = (
    Kept(EvaluationRound, "Đợt đánh giá", named_by=("name",)),
    Kept(
        Dossier,
        "Hồ sơ",
        outside={"version": LOCK, "is_demo": INVENTED},
        when=Q(submitted_at__isnull=False),
        version=4,
        since={"target_star": 2, "late_reason": 2, "based_on_id": 3, "central_round_id": 4},
    ),
    Kept(SelfScore, "Tự chấm của hồ sơ đã nộp", when=FILED, named_by=("dossier_id", "criterion_code")),
    Kept(Evidence, "Minh chứng", when=FILED, named_by=("original_name",)),
    Kept(DossierSnapshot, "Bản đã nộp của hồ sơ", named_by=("dossier_id", "revision")),
    Kept(DossierReceipt, "Phiếu tiếp nhận", named_by=("registration_form_number",)),
    Kept(SupplementRequest, "Yêu cầu hoàn thiện"),
    Kept(CommuneAssessment, "Mẫu 03 của hồ sơ", when=Q(signed_at__isnull=False), named_by=("dossier_id",)),
    Kept(
        OfficeReport,
        "Báo cáo của cơ quan tham mưu",
        outside={"version": LOCK},
        when=Q(signed_at__isnull=False),
        named_by=("dossier_id",),
    ),
    Kept(SheetConfirmation, "Xác nhận bộ tiêu chí", named_by=("set_number",)),
)

CHECKS = {"tệp minh chứng trên đĩa": changed_files}
