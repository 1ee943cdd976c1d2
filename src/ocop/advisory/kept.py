"""Records of this room under a hash: who works in a group, what it found out, and the report it signed (Đ.7.3.b, 7.3.c)."""

from collections.abc import Iterator

from django.db.models import Q

from ocop.advisory.models import (
    AdvisoryGroup,
    AdvisoryGroupMember,
    AdvisoryReport,
    SiteSurvey,
    SurveyPhoto,
    TestRequest,
)
from ocop.advisory.queries.photos import FOLDER
from ocop.files import storing
from ocop.ledger.keeping import INVENTED, LOCK, Kept
from ocop.ledger.verifying import Finding

KEPT = (
    Kept(AdvisoryGroup, "Tổ tư vấn", outside={"is_demo": INVENTED}, named_by=("name",)),
    Kept(AdvisoryGroupMember, "Thành viên Tổ tư vấn"),
    Kept(SiteSurvey, "Khảo sát thực tế"),
    Kept(SurveyPhoto, "Ảnh khảo sát"),
    Kept(TestRequest, "Đề nghị kiểm nghiệm"),
    Kept(
        AdvisoryReport,
        "Báo cáo của Tổ tư vấn số",
        outside={"version": LOCK},
        when=Q(signed_at__isnull=False),
        named_by=("number",),
        version=2,
        since={"evaluation_level": 2},
    ),
)


def changed_survey_photos() -> Iterator[Finding | None]:
    """Yield for each photo of a visit ``None`` when its bytes lie on disk as they were kept, else what is wrong."""
    for photo in SurveyPhoto.objects.order_by("pk").iterator(chunk_size=200):
        fault = storing.fault_of(photo.sha256, FOLDER)
        yield Finding(f"Ảnh khảo sát số {photo.pk}", fault) if fault else None


CHECKS = {"ảnh khảo sát trên đĩa": changed_survey_photos}
