"""Records of this room under a hash: who works in a group, what it found out, and the report it signed (Đ.7.3.b, 7.3.c)."""

from django.db.models import Q

from ocop.advisory.models import AdvisoryGroup, AdvisoryGroupMember, AdvisoryReport, SiteSurvey, TestRequest
from ocop.ledger.keeping import INVENTED, LOCK, Kept

KEPT = (
    Kept(AdvisoryGroup, "Tổ tư vấn", outside={"is_demo": INVENTED}, named_by=("name",)),
    Kept(AdvisoryGroupMember, "Thành viên Tổ tư vấn"),
    Kept(SiteSurvey, "Khảo sát thực tế"),
    Kept(TestRequest, "Đề nghị kiểm nghiệm"),
    Kept(
        AdvisoryReport,
        "Báo cáo của Tổ tư vấn số",
        outside={"version": LOCK},
        when=Q(signed_at__isnull=False),
        named_by=("number",),
    ),
)
