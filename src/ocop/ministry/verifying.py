"""Compare packages with their hash and with the line that was written when they were sent (Đ.6.3.a)."""

from collections.abc import Iterator

from ocop.ledger.chain import content_hash
from ocop.ledger.verifying import Finding, noted
from ocop.ministry.models import SubmissionPackage

BATCH = 200


def changed_packages() -> Iterator[Finding | None]:
    """Yield for each package ``None`` when its content has the hash that the ledger names, else what is wrong."""
    told = {subject: rows[-1].get("content_hash") for (_, subject), rows in noted("package_sent").items()}
    for package in SubmissionPackage.objects.order_by("pk").iterator(chunk_size=BATCH):
        if content_hash(package.content) == package.content_hash == told.get(str(package.pk)):
            yield None
        else:
            yield Finding(f"Hồ sơ đề nghị 5 sao số {package.letter_number}", "nội dung khác với lúc gửi")
