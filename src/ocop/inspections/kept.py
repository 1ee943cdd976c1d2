"""Records of this room under a hash: cases of revocation, their files, what a producer was asked and answered, and inspections (Đ.8, 9)."""

from collections.abc import Iterator

from ocop.files import storing
from ocop.inspections.models import CaseFile, ExplanationRequest, Inspection, InspectionPhoto, RevocationCase
from ocop.inspections.queries.files import FOLDER
from ocop.inspections.queries.inspections import PHOTOS
from ocop.ledger.keeping import INVENTED, Kept
from ocop.ledger.verifying import Finding

KEPT = (
    Kept(RevocationCase, "Hồ sơ thu hồi", outside={"is_demo": INVENTED}, version=2, since={"inspection_id": 2}),
    Kept(CaseFile, "Tệp của hồ sơ thu hồi"),
    Kept(ExplanationRequest, "Yêu cầu giải trình"),
    Kept(Inspection, "Lần kiểm tra", outside={"is_demo": INVENTED}),
    Kept(InspectionPhoto, "Ảnh kiểm tra"),
)


def changed_case_files() -> Iterator[Finding | None]:
    """Yield for each file of a case ``None`` when its bytes lie on disk as they were kept, else what is wrong."""
    for file in CaseFile.objects.order_by("pk").iterator(chunk_size=200):
        fault = storing.fault_of(file.sha256, FOLDER)
        yield Finding(f"Tệp của hồ sơ thu hồi số {file.case_id}: {file.original_name}", fault) if fault else None


def changed_inspection_photos() -> Iterator[Finding | None]:
    """Yield for each photo of an inspection ``None`` when its bytes lie on disk as they were kept, else what is wrong."""
    for photo in InspectionPhoto.objects.order_by("pk").iterator(chunk_size=200):
        fault = storing.fault_of(photo.sha256, PHOTOS)
        yield Finding(f"Ảnh kiểm tra số {photo.pk}", fault) if fault else None


CHECKS = {"tệp của hồ sơ thu hồi trên đĩa": changed_case_files, "ảnh kiểm tra trên đĩa": changed_inspection_photos}
