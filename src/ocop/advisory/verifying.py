"""Compare signed advisory reports with their hash and with the ledger (Đ.7.3.c)."""

from collections.abc import Iterator

from ocop.advisory.models import AdvisoryReport
from ocop.ledger.chain import content_hash
from ocop.ledger.verifying import Finding, noted

BATCH = 200


def changed_advisory_reports() -> Iterator[Finding | None]:
    """Yield for each signed report ``None`` when its content has the hash that the ledger names, else what is wrong."""
    told = {subject: rows[-1].get("content_hash") for (_, subject), rows in noted("advisory_report_signed").items()}
    for report in AdvisoryReport.objects.filter(signed_at__isnull=False).order_by("pk").iterator(chunk_size=BATCH):
        found = content_hash(report.content)
        if found == report.content_hash == told.get(str(report.dossier_id)):
            yield None
        else:
            yield Finding(f"Báo cáo của Tổ tư vấn số {report.number}", "nội dung khác với lúc ký")
