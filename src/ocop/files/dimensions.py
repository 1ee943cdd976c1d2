"""How many pixels a picture claims, read from its first bytes: a decoder may take memory for all of them as soon as it opens the file."""

import struct

STARTS_OF_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


def size_of(content: bytes) -> tuple[int, int] | None:
    """Return width and height as the head of a PNG, JPEG, WebP or HEIC says; None when it does not say."""
    try:
        if content.startswith(b"\x89PNG"):
            return _pair(">II", content, 16)
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
        if content[4:8] == b"ftyp":
            return _heif(content)
    except (struct.error, IndexError):
        return None
    return None


def _pair(form: str, content: bytes, at: int) -> tuple[int, int]:
    first, second = struct.unpack_from(form, content, at)
    return int(first), int(second)


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at < len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
        elif marker in STARTS_OF_FRAMES:
            height, width = _pair(">HH", content, at + 5)
            return width, height
        else:
            at += 2 if marker in WITHOUT_LENGTH else 2 + struct.unpack_from(">H", content, at + 2)[0]
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = _pair("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _heif(content: bytes) -> tuple[int, int] | None:
    """The largest of all pictures inside: tiles are smaller than the whole."""
    sizes, at = [], content.find(b"ispe")
    while at >= 0:
        sizes.append(_pair(">II", content, at + 8))
        at = content.find(b"ispe", at + 4, 1 << 20)
    return max(sizes, key=lambda one: one[0] * one[1], default=None)
