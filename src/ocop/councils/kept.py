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
    WrittenOpinion,
)
from ocop.councils.parameters import PARAMETERS
from ocop.ledger.keeping import INVENTED, Kept

KEPT = (
    Kept(
        CouncilRules,
        "Quy chế Hội đồng",
        named_by=("decision_number",),
        version=max(one.since for one in PARAMETERS),
        since={one.name: one.since for one in PARAMETERS},
    ),
    Kept(Council, "Hội đồng", outside={"is_demo": INVENTED}, named_by=("name",)),
    Kept(CouncilMember, "Ghế Hội đồng", version=2, since={"awaits_confirmation": 2, "counts_from": 2}),
    Kept(CouncilMeeting, "Phiên họp", outside={"is_demo": INVENTED}, version=2, since={"opinions_due_on": 2}),
    Kept(Attendance, "Điểm danh"),
    Kept(AgendaItem, "Sản phẩm trong phiên họp"),
    Kept(Recusal, "Không tham gia chấm"),
    Kept(ScoreSheet, "Phiếu", when=Q(sealed_at__isnull=False), named_by=("receipt_code",)),
    Kept(WrittenOpinion, "Ý kiến bằng văn bản"),
    Kept(AgreedOption, "Mức đã thống nhất", named_by=("criterion_code",)),
    Kept(GateWaiver, "Điều kiện sao được miễn", named_by=("criterion_code",)),
    Kept(Rescoring, "Lần chấm lại"),
    Kept(EvaluationResult, "Kết quả"),
    Kept(CouncilReport, "Báo cáo của Hội đồng số", named_by=("number",)),
)
