"""Pictures are drawn again by us: place of taking (GPS), hidden data and anything glued to the file disappear."""

import io

from PIL import Image, ImageOps

from .dimensions import size_of
from .kinds import limit
from .refusing import RefusedFileError

UNREADABLE = "Ảnh không đọc được, có thể bị hỏng khi chụp hoặc khi gửi. Hãy chụp lại, kiểm tra ảnh mở được rồi gửi lại."
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85
THUMBNAIL_QUALITY = 80
WEBP_QUALITY = 78
HEIF_MARK = b"ftyp"
JPEG_MARK, PNG_MARK = b"\xff\xd8", b"\x89PNG"
LIGHT_PNG = {bytes((depth, kind)) for depth in (1, 2, 4, 8) for kind in (0, 3)}  # grey, or a palette


def draw_again(content: bytes, *, keep_png: bool) -> tuple[bytes, str]:
    """Return a clean picture, upright and at most 2,000 px long, and its media type (PNG stays PNG, the rest is JPEG).

    Raises ``RefusedFileError`` for a picture that is broken or unreasonably large.
    """
    picture = _opened(content, limit("image_side"))
    as_png = keep_png and picture.mode in {"P", "L", "LA", "RGBA", "1", "PA", "RGB"}
    return (_png(picture), "image/png") if as_png else (_jpeg(picture, QUALITY), "image/jpeg")


def draw_picture(content: bytes) -> tuple[bytes, int, int]:
    """Return a picture to be looked at: a clean JPEG, upright, at most 2,000 px long, with its width and height.

    Raises ``RefusedFileError`` for a picture that is broken, unreasonably large or too small to be shown.
    """
    picture = _opened(content, limit("image_side"))
    if max(picture.size) < limit("picture_least_side"):
        raise RefusedFileError(
            f"Ảnh quá nhỏ ({picture.width} × {picture.height} điểm ảnh), hiện lên sẽ mờ. Hãy gửi ảnh gốc từ điện thoại."
        )
    return _jpeg(picture, QUALITY), picture.width, picture.height


def narrower(content: bytes, width: int, media_type: str) -> bytes:
    """Return a stored picture at most ``width`` wide, as WebP or JPEG; raises ``RefusedFileError`` when it cannot be read."""
    picture = _opened(content, limit("image_side"))
    if picture.width > width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    return _webp(picture) if media_type == "image/webp" else _jpeg(picture, THUMBNAIL_QUALITY)


def thumbnail(content: bytes, side: int) -> bytes:
    """Return a small JPEG of a stored picture; raises ``RefusedFileError`` when it cannot be read."""
    return _jpeg(_opened(content, side), THUMBNAIL_QUALITY)


def _opened(content: bytes, side: int) -> Image.Image:
    try:
        _refuse_flood(size_of(content), _most_pixels(content))
        picture = Image.open(io.BytesIO(content), formats=_formats(content))
        _refuse_flood(picture.size, _most_pixels(content))
        picture.draft("RGB", (side, side))  # lets a JPEG unpack at a fraction of its size
        picture.load()
        picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
        upright = ImageOps.exif_transpose(picture)
    except (RefusedFileError, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedFileError(_flood_sentence(_most_pixels(content))) from error
    except Exception as error:
        raise RefusedFileError(UNREADABLE) from error
    return upright


def _formats(content: bytes) -> tuple[str, ...]:
    """The formats a picture may have; the reader of HEIC photos is loaded when the first one comes."""
    if content[4:8] != HEIF_MARK:
        return FORMATS
    from pillow_heif import options, register_heif_opener

    options.DECODE_THREADS = 1  # each takes memory of its own
    register_heif_opener(thumbnails=False)
    return ("HEIF",)


def _most_pixels(content: bytes) -> int:
    """A JPEG is unpacked at a fraction of its size, a scan in grey at one byte for a pixel; everything else takes four for each."""
    is_light = content.startswith(JPEG_MARK) or (content.startswith(PNG_MARK) and content[24:26] in LIGHT_PNG)
    return limit("image_pixels" if is_light else "image_pixels_whole")


def _refuse_flood(size: tuple[int, int] | None, most: int) -> None:
    if size is None or 0 in size:
        raise RefusedFileError(UNREADABLE)
    if size[0] * size[1] > most:
        raise RefusedFileError(_flood_sentence(most))


def _flood_sentence(pixels: int) -> str:
    most = pixels // 1_000_000
    return f"Ảnh có kích thước quá lớn (trên {most} triệu điểm ảnh). Hãy chụp lại ở cỡ thường."


def _flat(picture: Image.Image) -> Image.Image:
    """Put a transparent picture on white paper and drop every palette."""
    if picture.mode in {"RGBA", "LA", "PA", "P"}:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        paper.alpha_composite(layer)
        return paper.convert("RGB")
    return picture.convert("RGB")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    clean = Image.frombytes("RGB", picture.size, _flat(picture).tobytes())  # a new picture carries no old notes
    clean.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    clean = Image.frombytes("RGB", picture.size, _flat(picture).tobytes())
    clean.save(out, "WEBP", quality=WEBP_QUALITY, method=4)
    return out.getvalue()


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    mode = "RGBA" if picture.mode in {"RGBA", "LA", "PA", "P"} else "RGB"
    clean = Image.frombytes(mode, picture.size, picture.convert(mode).tobytes())
    clean.save(out, "PNG")
    return out.getvalue()
