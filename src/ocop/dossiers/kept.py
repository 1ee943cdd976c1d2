"""Records of this room under a hash: what a producer filed, what authorities received, asked and signed (Đ.5–7, Mẫu 01–03)."""

from django.db.models import Q

from ocop.dossiers.models import (
    CommuneAssessment,
    Dossier,
    DossierReceipt,
    DossierSnapshot,
    EvaluationRound,
    Evidence,
    SelfScore,
    SheetConfirmation,
    SupplementRequest,
)
from ocop.dossiers.verifying import changed_files
from ocop.ledger.keeping import Kept

FILED = Q(dossier__submitted_at__isnull=False)

KEPT = (
    Kept(
        EvaluationRound,
        "Đợt đánh giá",
        fields=(
            "unit_id", "unit_path", "year", "number", "name", "proposals_before", "finished_before", "legal_source",
        ),
        named_by=("name",),
    ),
    Kept(
        Dossier,
        "Hồ sơ",
        fields=(
            "product_id", "producer_id", "dossier_type", "state", "regime", "set_number", "sheet_hash", "year", "unit_id",
            "unit_path", "round_id", "created_by_id", "created_at", "submitted_at", "due_on", "revision",
        ),
        when=Q(submitted_at__isnull=False),
    ),
    Kept(
        SelfScore,
        "Tự chấm của hồ sơ đã nộp",
        fields=("dossier_id", "criterion_code", "case_code", "level", "description", "saved_at"),
        when=FILED,
        named_by=("dossier_id", "criterion_code"),
    ),
    Kept(
        Evidence,
        "Minh chứng",
        fields=(
            "dossier_id", "criterion_code", "evidence_type", "title", "original_name", "media_type", "size", "sha256",
            "valid_until", "uploaded_by_id", "uploaded_at", "removed_at",
        ),
        when=FILED,
        named_by=("original_name",),
    ),
    Kept(
        DossierSnapshot,
        "Bản đã nộp của hồ sơ",
        fields=(
            "dossier_id", "revision", "content", "content_hash", "self_score_total", "self_score_star", "taken_at",
        ),
        named_by=("dossier_id", "revision"),
    ),
    Kept(
        DossierReceipt,
        "Phiếu tiếp nhận",
        fields=(
            "dossier_id", "evaluation_level", "registration_form_number", "sequence", "unit_id", "year", "received_on",
            "received_by_id",
        ),
        named_by=("registration_form_number",),
    ),
    Kept(
        SupplementRequest,
        "Yêu cầu hoàn thiện",
        fields=(
            "dossier_id", "evaluation_level", "message", "open_parts", "due_on", "requested_by_id", "requested_at", "answer",
            "answered_by_id", "answered_at",
        ),
    ),
    Kept(
        CommuneAssessment,
        "Mẫu 03 của hồ sơ",
        fields=(
            "dossier_id", "local_material", "local_labour", "idea_origin", "local_identity", "meeting_held_on",
            "drafted_by_id", "drafted_at", "version", "letter_number", "letter_on", "samples_sent", "signed_by_id",
            "signed_at", "signed_as",
        ),
        when=Q(signed_at__isnull=False),
        named_by=("dossier_id",),
    ),
    Kept(
        SheetConfirmation,
        "Xác nhận bộ tiêu chí",
        fields=("regime", "set_number", "sheet_hash", "confirmed_by_id", "confirmed_at", "note"),
        named_by=("set_number",),
    ),
)  # fmt: skip

CHECKS = {"tệp minh chứng trên đĩa": changed_files}
