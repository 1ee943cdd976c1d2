"""Records of this room under a hash: who works in a group, what it found out, and the report it signed (Đ.7.3.b, 7.3.c)."""

from django.db.models import Q

from ocop.advisory.models import AdvisoryGroup, AdvisoryGroupMember, AdvisoryReport, SiteSurvey, TestRequest
from ocop.ledger.keeping import Kept

KEPT = (
    Kept(
        AdvisoryGroup,
        "Tổ tư vấn",
        fields=("unit_id", "unit_path", "name", "decision_number", "decided_on"),
        named_by=("name",),
    ),
    Kept(
        AdvisoryGroupMember,
        "Thành viên Tổ tư vấn",
        fields=("group_id", "account_id", "capacity", "organisation", "position", "left_on"),
    ),
    Kept(
        SiteSurvey,
        "Khảo sát thực tế",
        fields=("report_id", "visited_on", "place", "participants", "findings", "recorded_by_id", "recorded_at"),
    ),
    Kept(
        TestRequest,
        "Đề nghị kiểm nghiệm",
        fields=("report_id", "request", "result", "requested_by_id", "requested_at", "answered_at"),
    ),
    Kept(
        AdvisoryReport,
        "Báo cáo của Tổ tư vấn số",
        fields=(
            "dossier_id", "group_id", "started_by_id", "started_at", "completeness", "part_a", "part_b", "part_c",
            "proposal", "proposal_reason", "drafted_by_id", "drafted_at", "number", "signed_on", "signed_by_id",
            "signed_at", "signed_as", "content", "content_hash",
        ),
        when=Q(signed_at__isnull=False),
        named_by=("number",),
    ),
)  # fmt: skip
