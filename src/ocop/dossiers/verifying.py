"""Compare what was frozen at each submission with its hash and with the ledger, and the files on disk with theirs (Đ.7.1)."""

from collections.abc import Iterator

from ocop.dossiers.models import DossierSnapshot, Evidence
from ocop.files import storing
from ocop.ledger.chain import content_hash
from ocop.ledger.verifying import Finding, noted

SUBMISSIONS = ("dossier_submitted", "supplement_answered")
BATCH = 100


def changed_snapshots() -> Iterator[Finding | None]:
    """Yield for each frozen revision ``None`` when it holds, else what is wrong with it."""
    lines = noted(*SUBMISSIONS)
    told = {
        (subject, details["revision"]): details["content_hash"]
        for (_, subject), rows in lines.items()
        for details in rows
        if "content_hash" in details
    }
    for snapshot in DossierSnapshot.objects.order_by("pk").iterator(chunk_size=BATCH):
        record = f"Hồ sơ {snapshot.dossier_id}, lần nộp {snapshot.revision}"
        found = content_hash(snapshot.content)
        if found != snapshot.content_hash or told.get((str(snapshot.dossier_id), snapshot.revision)) != found:
            yield Finding(record, "nội dung đã nộp khác với dấu kiểm ghi trong nhật ký")
        else:
            yield None


def changed_files() -> Iterator[Finding | None]:
    """Yield for each file of a filed dossier ``None`` when its bytes lie on disk as they were received, else what is wrong."""
    filed = Evidence.objects.filter(dossier__submitted_at__isnull=False).order_by("sha256", "pk")
    sha256, fault = "", ""
    for evidence in filed.iterator(chunk_size=BATCH):
        if evidence.sha256 != sha256:
            sha256, fault = evidence.sha256, storing.fault_of(evidence.sha256, storing.EVIDENCE)
        yield (
            Finding(f"Minh chứng “{evidence.original_name}” của hồ sơ {evidence.dossier_id}", fault) if fault else None
        )
