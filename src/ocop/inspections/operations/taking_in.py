"""Take in files that people hand in: examined before anything is kept, bound in number, the same one kept once."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ocop.files import storing
from ocop.files.examining import CleanFile, examine
from ocop.ledger.errors import DomainError


def examined(files: "Sequence[UploadedFile[Any]]", folder: str, *, field: str, present: int = 0) -> list[CleanFile]:
    """Examine files and lay their content under its hash; called before the transaction, because it takes long.

    Raises ``RefusedFileError`` with the reason, ``DomainError`` where there would be more than are taken.
    """
    most = settings.OCOP_CASE_MAX_FILES
    if present + len(files) > most:
        raise DomainError(f"Nhận nhiều nhất {most} tệp. Hãy gộp các trang vào một tệp PDF.", field=field)
    try:
        clean = [examine(one) for one in files]
    except DomainError as refusal:
        raise DomainError(refusal.sentence, field=field) from refusal
    for one in clean:
        storing.keep_sent(one.source, one.sha256, folder)
    return clean


def columns_of(file: CleanFile) -> dict[str, Any]:
    """Return what a row says of a file."""
    return {"sha256": file.sha256, "original_name": file.name, "media_type": file.media_type, "size": file.size}
