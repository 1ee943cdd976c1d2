"""Records of this room under a hash: complaints and their files. Who complains, and what the files are called, is personal and can be forgotten."""

from collections.abc import Iterator

from ocop.complaints.models import Complaint, ComplaintFile
from ocop.complaints.queries.files import FOLDER
from ocop.files import storing
from ocop.ledger.keeping import DERIVED, INVENTED, Kept
from ocop.ledger.verifying import Finding

KEPT = (
    Kept(
        Complaint,
        "Khiếu nại",
        personal=("complainant", "contact"),
        outside={"is_demo": INVENTED, "digest": DERIVED},
    ),
    Kept(ComplaintFile, "Tệp của khiếu nại", personal=("original_name",)),
)


def changed_complaint_files() -> Iterator[Finding | None]:
    """Yield for each file of a complaint ``None`` when its bytes lie on disk as they were kept, else what is wrong."""
    for file in ComplaintFile.objects.order_by("pk").iterator(chunk_size=200):
        fault = storing.fault_of(file.sha256, FOLDER)
        yield Finding(f"Tệp của khiếu nại số {file.complaint_id}: {file.original_name}", fault) if fault else None


CHECKS = {"tệp của khiếu nại trên đĩa": changed_complaint_files}
