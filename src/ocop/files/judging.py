"""What may be kept of the bytes of a file: the part of the examination that runs in a process of its own (``apart``).

Nothing here knows of Django, so that this process starts quickly and holds no secret of the installation; the library for pictures is
loaded only for a picture.
"""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from . import documents
from .kinds import Kind, accepted_kinds, kind_of_media, refusal_of
from .names import shown_name
from .recognising import OFFICE_FAMILY, recognise
from .refusing import RefusedFileError

HEAD = 8192
Answer = tuple[dict[str, Any], bytes]
NO_PHOTO = "Tệp này không phải ảnh chụp. Hãy gửi ảnh JPEG, PNG, WebP, HEIC hoặc AVIF."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file turned out to be; ``drawn`` are the bytes of a picture drawn again, nothing for what is kept as received."""

    name: str
    media_type: str
    sha256: str
    received_sha256: str
    width: int = 0
    height: int = 0
    drawn: bytes | None = None


def judge_evidence(received: bytes, name: str) -> Verdict:
    """Judge a file that is to be evidence; raises ``RefusedFileError`` with the reason."""
    kind, given = _kind_of(received), hashlib.sha256(received).hexdigest()
    shown = shown_name(name, kind)
    if kind.family == "pdf":
        documents.examine_pdf(received)
    if kind.family != "image":
        return Verdict(shown, kind.media_type, given, given)
    from . import images

    drawn, media_type = images.draw_again(received, keep_png=kind.media_type == "image/png")
    kind = kind_of_media(media_type) or kind
    return Verdict(shown_name(shown, kind), media_type, hashlib.sha256(drawn).hexdigest(), given, drawn=drawn)


def judge_picture(received: bytes, name: str) -> Verdict:
    """Judge a photo that will be shown; raises ``RefusedFileError`` with the reason."""
    kind = kind_of_media(recognise(received[:HEAD]))
    if kind is None or kind.family != "image":
        raise RefusedFileError(NO_PHOTO)
    shown = shown_name(name, kind)
    from . import images

    drawn, width, height = images.draw_picture(received)
    hashes = hashlib.sha256(drawn).hexdigest(), hashlib.sha256(received).hexdigest()
    return Verdict(shown, "image/jpeg", *hashes, width=width, height=height, drawn=drawn)


JUDGES = {"evidence": judge_evidence, "picture": judge_picture}


def answer_to(asked: dict[str, Any], content: bytes) -> Answer:
    """Return what is asked of a file as data, with the bytes drawn; raises ``RefusedFileError``.

    ``as``: ``evidence``, ``picture`` (a ``Verdict`` for its ``name``), or ``leaves`` (the pages of a PDF with these ``numbers``).
    """
    if asked["as"] == "leaves":
        from . import leaves

        count, drawn = leaves.draw(content, asked["numbers"])
        told = [asdict(one) | {"picture": len(one.picture)} for one in drawn]
        return {"count": count, "leaves": told}, b"".join(one.picture for one in drawn)
    verdict = JUDGES[asked["as"]](content, asked["name"])
    return asdict(verdict) | {"drawn": verdict.drawn is not None}, verdict.drawn or b""


def _kind_of(content: bytes) -> Kind:
    media_type = recognise(content[:HEAD])
    if media_type == OFFICE_FAMILY:
        return documents.examine_office(content, [kind for kind in accepted_kinds() if kind.family == "office"])
    kind = kind_of_media(media_type)
    if kind is None:
        raise RefusedFileError(refusal_of(media_type))
    return kind
