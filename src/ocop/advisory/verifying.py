"""Compare signed advisory reports with their hash and with the ledger (Đ.7.3.c, 7.4.c)."""

from collections.abc import Iterator

from ocop.advisory.models import AdvisoryReport
from ocop.ledger.chain import content_hash
from ocop.ledger.verifying import Finding, noted

BATCH = 200


def changed_advisory_reports() -> Iterator[Finding | None]:
    """Yield for each signed report ``None`` when its content has the hash that the ledger names, else what is wrong."""
    lines = (line for rows in noted("advisory_report_signed").values() for line in rows)
    told = {line.get("report"): line.get("content_hash") for line in lines}
    for report in AdvisoryReport.objects.filter(signed_at__isnull=False).order_by("pk").iterator(chunk_size=BATCH):
        found = content_hash(report.content)
        if found == report.content_hash == told.get(report.pk):
            yield None
        else:
            yield Finding(f"Báo cáo của Tổ tư vấn số {report.number}", "nội dung khác với lúc ký")
