"""Colours as they were meant: a picture in the space of a camera, a telephone or a printing house becomes one in sRGB.

The profile that came with a picture says what its numbers mean; thrown away without being used, reds and greens shift. Telephones that send no
profile name their space by number (ITU-T H.273) in HEIC and AVIF, old cameras by a word in the notes of a JPEG.
"""

import io
import struct

from PIL import Image, ImageCms

from .refusing import RefusedFileError

HDR = "Ảnh chụp ở chế độ HDR 10 bit, màu không giữ đúng được. Hãy lưu hoặc xuất lại thành ảnh JPEG rồi gửi."
PERCEPTUAL = ImageCms.Intent.PERCEPTUAL
MODE_OF_SPACE = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L"}
GREYS = {"L", "LA"}
BRIGHTER_THAN_PAPER = {16, 18}  # transfer PQ and HLG
Primaries = tuple[tuple[float, float, float], ...]
# Red, green and blue as XYZ adapted to D50, and the exponent of the curve (0: that of sRGB).
SPACES: dict[str | int, tuple[Primaries, float]] = {
    12: (((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)), 0),  # Display P3
    9: (((0.67348, 0.27904, -0.00193), (0.16567, 0.67534, 0.02997), (0.12505, 0.04561, 0.79686)), 0),  # BT.2020
    "R03": (((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)), 2.19921875),
}
WHITE = (0.9642, 1.0, 0.8249)
CURVE_OF_SRGB = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def in_srgb(picture: Image.Image, content: bytes) -> Image.Image:
    """Return a picture (L, LA, RGB, RGBA or CMYK) in sRGB; ``info`` and ``content`` are those it came with.

    Raises ``RefusedFileError`` for light that a screen or paper cannot show.
    """
    space = _named_space(picture, content)
    profile = picture.info.get("icc_profile") or (_profile(*SPACES[space]) if space in SPACES else b"")
    if profile and (found := _converted(picture, profile)):
        return found
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _named_space(picture: Image.Image, content: bytes) -> str | int:
    """The space that a picture without a profile names: a number of H.273, or the word of its notes."""
    head, at = content[: 1 << 16], -1
    if content[4:8] == b"ftyp" and (at := head.find(b"colrnclx")) >= 0:
        primaries, transfer = struct.unpack_from(">HH", head, at + 8)
    elif content.startswith(b"\x89PNG") and (at := head.find(b"cICP")) >= 0:
        primaries, transfer = head[at + 4], head[at + 5]
    else:
        word = picture.getexif().get_ifd(0xA005).get(1, "")
        return str(word).strip("\0 ")
    if transfer in BRIGHTER_THAN_PAPER:
        raise RefusedFileError(HDR)
    return int(primaries)


def _converted(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """The picture by its profile; None where the profile is broken or belongs to another kind of picture."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = MODE_OF_SPACE.get(source.profile.xcolor_space.strip())
        if mode is None or (mode == "CMYK") != (picture.mode == "CMYK") or (mode == "L" and picture.mode not in GREYS):
            return None
        alpha = picture.getchannel("A") if picture.mode in {"LA", "RGBA"} else None
        flat = picture if picture.mode == mode else picture.convert("RGB" if mode == "RGB" else mode)
        target = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(flat, source, target, renderingIntent=PERCEPTUAL, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    assert found is not None  # noqa: S101 - None comes only for a conversion in place
    if picture.mode in GREYS:
        found = found.convert("L")
    if alpha is not None:
        found.putalpha(alpha)
    return found


def _profile(primaries: Primaries, exponent: float) -> bytes:
    """An ICC profile of a space: its colours, its white and its curve (ICC.1:2010, 7 to 10)."""
    curve = (
        b"curv\0\0\0\0" + struct.pack(">IH2x", 1, round(exponent * 256))
        if exponent
        else b"para\0\0\0\0" + struct.pack(">H2x", 3) + b"".join(map(_fixed, CURVE_OF_SRGB))
    )
    values = [b"XYZ \0\0\0\0" + b"".join(map(_fixed, colour)) for colour in (*primaries, WHITE)] + [curve] * 3
    names = (b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"rTRC", b"gTRC", b"bTRC")
    at, table = 128 + 4 + 12 * len(names), b""
    for name, value in zip(names, values, strict=True):
        table += name + struct.pack(">II", at, len(value))
        at += len(value)
    head = struct.pack(">I4xI4s4s4s12x4s28x", at, 0x04200000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    head += b"".join(map(_fixed, WHITE)) + bytes(48)
    return head + struct.pack(">I", len(names)) + table + b"".join(values)


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))
