"""Examine a file that was sent and hand back what may be kept; anything doubtful is refused with one sentence."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from . import documents, images
from .kinds import Kind, accepted_kinds, kind_of_media, refusal_of
from .names import shown_name
from .recognising import OFFICE_FAMILY, recognise
from .refusing import RefusedFileError

MEBIBYTE = 1024 * 1024
HEAD = 8192


@dataclass(frozen=True, slots=True)
class CleanFile:
    """What may be kept: the bytes (an image drawn again by us), their hash, and the hash of what was received."""

    content: bytes
    name: str
    media_type: str
    sha256: str
    received_sha256: str


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
    received = _received(file, max_bytes)
    kind = kind_of_media(recognise(received[:HEAD]))
    if kind is None or kind.family != "image":
        raise RefusedFileError("Tệp này không phải ảnh chụp. Hãy gửi ảnh JPEG, PNG, WebP hoặc HEIC.")
    shown_name(file.name or "", kind)
    content, width, height = images.draw_picture(received)
    return CleanPicture(
        content, width, height, hashlib.sha256(content).hexdigest(), hashlib.sha256(received).hexdigest()
    )


def examine(file: "UploadedFile[Any]") -> CleanFile:
    """Return the clean form of an uploaded file; raises ``RefusedFileError`` with the reason."""
    received = _received(file, settings.OCOP_EVIDENCE_MAX_BYTES)
    kind = _kind_of(received)
    if kind.max_bytes and len(received) > kind.max_bytes:
        raise RefusedFileError(_too_big(len(received), kind.max_bytes))
    name = shown_name(file.name or "", kind)
    content = received
    if kind.family == "image":
        content, kind = _drawn_again(received, kind)
        name = shown_name(name, kind)
    elif kind.family == "pdf":
        documents.examine_pdf(received)
    elif kind.family == "office":
        documents.examine_office(received)
    return CleanFile(
        content=content,
        name=name,
        media_type=kind.media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        received_sha256=hashlib.sha256(received).hexdigest(),
    )


def _received(file: "UploadedFile[Any]", max_bytes: int) -> bytes:
    size = file.size or 0
    if size == 0:
        raise RefusedFileError("Tệp trống, không có nội dung. Hãy mở thử trên máy rồi gửi lại.")
    if size > max_bytes:
        raise RefusedFileError(_too_big(size, max_bytes))
    file.seek(0)
    received: bytes = file.read()
    return received


def _kind_of(content: bytes) -> Kind:
    media_type = recognise(content[:HEAD])
    if media_type == OFFICE_FAMILY:
        return documents.office_kind(content, [kind for kind in accepted_kinds() if kind.family == "office"])
    kind = kind_of_media(media_type)
    if kind is None:
        raise RefusedFileError(refusal_of(media_type))
    return kind


def _drawn_again(content: bytes, kind: Kind) -> tuple[bytes, Kind]:
    drawn, media_type = images.draw_again(content, keep_png=kind.media_type == "image/png")
    return drawn, kind_of_media(media_type) or kind


def _too_big(size: int, most: int) -> str:
    shown = f"{size / MEBIBYTE:.1f}".replace(".", ",")
    return f"Tệp nặng {shown} MB, lớn hơn mức {most // MEBIBYTE} MB. Hãy chụp lại ở cỡ ảnh nhỏ hơn, nén PDF hoặc tách thành nhiều tệp."
