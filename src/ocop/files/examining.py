"""Examine a file that was sent and hand back what may be kept; anything doubtful is refused with one sentence."""

import io
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from .apart import judge
from .judging import Verdict
from .kinds import kind_of_media
from .refusing import RefusedFileError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CleanFile:
    """What may be kept: an image drawn again by us or the file as it came, its hash, and the hash of what was received."""

    source: BinaryIO
    size: int
    name: str
    media_type: str
    sha256: str
    received_sha256: str

    @property
    def content(self) -> bytes:
        """All bytes at once."""
        self.source.seek(0)
        return self.source.read()


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A photo drawn again by us as JPEG, with its size in pixels."""

    content: bytes
    width: int
    height: int
    sha256: str
    received_sha256: str


def examine_picture(file: "UploadedFile[Any]", *, max_bytes: int) -> CleanPicture:
    """Return the clean form of a photo that will be shown; raises ``RefusedFileError`` with the reason."""
    _measure(file, max_bytes)
    found = judge("picture", cast("BinaryIO", file), file.name or "")
    return CleanPicture(found.drawn or b"", found.width, found.height, found.sha256, found.received_sha256)


def examine(file: "UploadedFile[Any]") -> CleanFile:
    """Return the clean form of an uploaded file; raises ``RefusedFileError`` with the reason."""
    size = _measure(file, settings.OCOP_EVIDENCE_MAX_BYTES)
    found = judge("evidence", cast("BinaryIO", file), file.name or "")
    kind = kind_of_media(found.media_type)
    if kind is not None and kind.max_bytes and size > kind.max_bytes:
        raise RefusedFileError(_too_big(size, kind.max_bytes))
    return _clean(found, cast("BinaryIO", file), size)


def _clean(found: Verdict, received: BinaryIO, size: int) -> CleanFile:
    source = received if found.drawn is None else io.BytesIO(found.drawn)
    kept = size if found.drawn is None else len(found.drawn)
    return CleanFile(source, kept, found.name, found.media_type, found.sha256, found.received_sha256)


def _measure(file: "UploadedFile[Any]", max_bytes: int) -> int:
    size = file.size or 0
    if size == 0:
        raise RefusedFileError("Tệp trống, không có nội dung. Hãy mở thử trên máy rồi gửi lại.")
    if size > max_bytes:
        raise RefusedFileError(_too_big(size, max_bytes))
    return size


def _too_big(size: int, most: int) -> str:
    shown = f"{size / MEBIBYTE:.1f}".replace(".", ",")
    return f"Tệp nặng {shown} MB, lớn hơn mức {most // MEBIBYTE} MB. Hãy chụp lại ở cỡ ảnh nhỏ hơn, nén PDF hoặc tách thành nhiều tệp."
