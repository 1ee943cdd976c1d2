"""Records of this room under a hash: everything that decides a star or stands in minutes (Đ.7.3.b–d).

Marks are not listed: the hash of their sealed sheet covers each of them (``verifying.changed_sheets``).
"""

from django.db.models import Q

from ocop.councils.models import (
    AgendaItem,
    AgreedOption,
    Attendance,
    Council,
    CouncilMeeting,
    CouncilMember,
    CouncilReport,
    CouncilRules,
    EvaluationResult,
    GateWaiver,
    Recusal,
    Rescoring,
    ScoreSheet,
)
from ocop.ledger.keeping import Kept

KEPT = (
    Kept(
        CouncilRules,
        "Quy chế Hội đồng",
        fields=(
            "unit_id", "decision_number", "effective_from", "quorum_ratio", "chair_must_attend", "aggregate", "max_spread",
            "rescoring_limit", "gates_by", "forward_requires_gates", "secretary_scores", "size_min", "size_max",
        ),
        named_by=("decision_number",),
    ),
    Kept(
        Council,
        "Hội đồng",
        fields=("unit_id", "unit_path", "name", "decision_number", "decided_on", "rules_id"),
        named_by=("name",),
    ),
    Kept(
        CouncilMember,
        "Ghế Hội đồng",
        fields=(
            "council_id", "account_id", "capacity", "organisation", "position", "decision_number", "effective_from",
            "effective_to", "end_reason",
        ),
    ),
    Kept(
        CouncilMeeting,
        "Phiên họp",
        fields=("council_id", "round_id", "rules_id", "held_on", "place", "state", "opened_at", "closed_at"),
    ),
    Kept(Attendance, "Điểm danh", fields=("meeting_id", "member_id", "present")),
    Kept(
        AgendaItem,
        "Sản phẩm trong phiên họp",
        fields=("meeting_id", "dossier_id", "position", "state", "scoring_pass", "close_reason", "missing_sheets"),
    ),
    Kept(Recusal, "Không tham gia chấm", fields=("item_id", "member_id", "reason", "recorded_at")),
    Kept(
        ScoreSheet,
        "Phiếu",
        fields=(
            "item_id", "member_id", "scoring_pass", "sheet_hash", "comment", "started_at", "sealed_at", "nonce",
            "content_hash", "receipt_code", "total", "part_totals",
        ),
        when=Q(sealed_at__isnull=False),
        named_by=("receipt_code",),
    ),
    Kept(
        AgreedOption,
        "Mức đã thống nhất",
        fields=("item_id", "criterion_code", "case_code", "level", "recorded_by_id", "recorded_at"),
        named_by=("criterion_code",),
    ),
    Kept(
        GateWaiver,
        "Điều kiện sao được miễn",
        fields=("item_id", "criterion_code", "reason", "recorded_by_id", "recorded_at"),
        named_by=("criterion_code",),
    ),
    Kept(
        Rescoring,
        "Lần chấm lại",
        fields=("item_id", "scoring_pass", "reason", "result", "recorded_by_id", "recorded_at"),
    ),
    Kept(
        EvaluationResult,
        "Kết quả",
        fields=(
            "item_id", "sheets_counted", "average_score", "average_exact", "member_totals", "part_means", "score_spread",
            "rescoring_due", "band", "gates", "star_rating", "unmet", "missing_agreed", "widest", "outcome",
            "rejection_ground", "computed_at",
        ),
    ),
    Kept(
        CouncilReport,
        "Báo cáo của Hội đồng số",
        fields=("meeting_id", "number", "signed_on", "summary", "content", "content_hash", "signed_by_id", "signed_at"),
        named_by=("number",),
    ),
)  # fmt: skip
