"""Unpack a picture and bring it to the size that is kept, band by band, so that little more than the picture itself stands in memory.

Every kind of picture comes out in plain points: black and white as grey, sixteen bits as eight, a palette as its colours.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from PIL import Image

from .kinds import limit
from .refusing import RefusedFileError

FORMATS = ("JPEG", "PNG", "WEBP")
ANIMATED = "Ảnh động chỉ giữ lại được một hình. Hãy gửi ảnh tĩnh (JPEG, PNG), hoặc lưu đoạn chuyển động thành phim MP4 rồi gửi."
BAND = 128  # rows of what is kept
EDGE = 4  # rows above and below that the filter reads
LONG = 2  # a side this many times the other: a screenshot that was scrolled, a panorama
SHORT_PART = 0.6  # of the usual longest side, for the shorter side of a long picture
BOX_MARK = b"ftyp"
AVIF_BRANDS = (b"avif", b"avis")
PLAIN = {"L", "LA", "RGB", "RGBA", "CMYK"}
Size = tuple[int, int]
Fit = Callable[[Size, int], Size]


@dataclass(frozen=True, slots=True)
class Source:
    """A picture that was unpacked: rows of it as a picture, its size, and what came with it."""

    size: Size
    rows: Callable[[int, int], Image.Image]
    info: dict[str | tuple[int, int], Any]


def within(size: Size, side: int) -> Size:
    """Return the size of a picture whose longest side is at most ``side``."""
    return _scaled(size, min(1, side / max(size)))


def legible(size: Size, side: int) -> Size:
    """Return the size at which a picture can still be read: a long one is bound by its shorter side."""
    if max(size) <= LONG * min(size):
        return within(size, side)
    return _scaled(size, min(1, SHORT_PART * side / min(size)))


def _scaled(size: Size, scale: float) -> Size:
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def is_avif(content: bytes) -> bool:
    """Whether the brands at the head of a file name AVIF (they stand in its first box)."""
    if content[4:8] != BOX_MARK:
        return False
    end = min(int.from_bytes(content[:4], "big"), 256)
    return any(content[at : at + 4] in AVIF_BRANDS for at in range(8, end, 4))


def shrunk(content: bytes, side: int, fit: Fit) -> Image.Image:
    """Return a picture in plain points and of the size that ``fit`` asks for, with what came with it in ``info``.

    Raises ``RefusedFileError`` for a picture that moves; whatever a decoder raises for one that is broken.
    """
    is_heic = content[4:8] == BOX_MARK and not is_avif(content)
    source = _heic(content) if is_heic else _opened(content, side, fit)
    picture = _small(source, fit(source.size, side))
    picture.info = source.info
    return picture


def _opened(content: bytes, side: int, fit: Fit) -> Source:
    """A picture that Pillow reads; a JPEG is unpacked at a fraction of its size."""
    picture = Image.open(io.BytesIO(content), formats=("AVIF",) if is_avif(content) else FORMATS)
    if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
        raise RefusedFileError(ANIMATED)
    picture.draft("RGB", fit(picture.size, side))
    picture.load()
    width, height = picture.size

    def rows(top: int, bottom: int) -> Image.Image:
        whole = top == 0 and bottom == height
        return picture if whole else picture.crop((0, top, width, bottom))

    return Source(picture.size, rows, picture.info)


def _heic(content: bytes) -> Source:
    """A photo of a telephone, upright already; its points are copied in bands only."""
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1  # each takes memory of its own
    photo = pillow_heif.open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
    mode, (width, height), data, stride = photo.mode, photo.size, photo.data, photo.stride
    kept: dict[str | tuple[int, int], Any] = {
        name: photo.info[name] for name in ("icc_profile",) if photo.info.get(name)
    }

    def rows(top: int, bottom: int) -> Image.Image:
        part = data[top * stride : bottom * stride]
        return Image.frombuffer(mode, (width, bottom - top), part, "raw", mode, stride, 1)

    return Source((width, height), rows, kept)


def _small(source: Source, target: Size) -> Image.Image:
    """The picture at its new size, so many rows at a time; each band reads what lies about it, so that no seam is seen."""
    (width, height), (across, down) = source.size, target
    if source.size == target:
        return _plain(source.rows(0, height), source.info)
    step, bands = height / down, []
    for first in range(0, down, BAND):
        last = min(first + BAND, down)
        top, bottom = max(0, floor((first - EDGE) * step)), min(height, ceil((last + EDGE) * step))
        box = (0, first * step - top, width, min(last * step, height) - top)
        part = _plain(source.rows(top, bottom), source.info)
        bands.append(part.resize((across, last - first), Image.Resampling.LANCZOS, box=box))
    whole = Image.new(bands[0].mode, target)
    for place, band in enumerate(bands):
        whole.paste(band, (0, place * BAND))
    return whole


def _plain(part: Image.Image, info: dict[str | tuple[int, int], Any]) -> Image.Image:
    if part.mode.startswith("I;16"):
        high = part.tobytes()[0 if part.mode.endswith("B") else 1 :: 2]
        return Image.frombytes("L", part.size, high)
    if part.mode == "I":
        return part.point(lambda value: value / 257).convert("L")
    if part.mode == "1":
        return part.convert("L")
    if part.mode in {"L", "RGB"} and "transparency" in info:
        return part.convert("LA" if part.mode == "L" else "RGBA")
    if part.mode in PLAIN:
        return part
    return part.convert("RGBA" if part.mode in {"PA", "RGBa", "La"} or "transparency" in info else "RGB")


def most_pixels(content: bytes) -> int:
    """A JPEG is unpacked at a fraction of its size, a scan in grey at one byte for a pixel; everything else takes four for each."""
    is_light = content.startswith(b"\xff\xd8") or (content.startswith(b"\x89PNG") and content[24:26] in LIGHT_PNG)
    return limit("image_pixels" if is_light else "image_pixels_whole")


LIGHT_PNG = {bytes((depth, kind)) for depth in (1, 2, 4, 8) for kind in (0, 3)}  # grey, or a palette
