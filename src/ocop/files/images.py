"""Pictures are drawn again by us: place of taking (GPS), hidden data and anything glued to the file disappear; what is seen stays."""

import io

from PIL import Image, ImageOps

from .colours import in_srgb
from .dimensions import size_of
from .kinds import limit
from .refusing import RefusedFileError
from .shrinking import Fit, legible, most_pixels, shrunk, within

UNREADABLE = "Ảnh không đọc được, có thể bị hỏng khi chụp hoặc khi gửi. Hãy chụp lại, kiểm tra ảnh mở được rồi gửi lại."
TOO_LONG = "Ảnh quá dài và hẹp, hiện lên sẽ không rõ. Hãy cắt bớt phần thừa rồi gửi lại."
QUALITY = 85
THUMBNAIL_QUALITY = 80
WEBP_QUALITY = 78
LONGEST_SHOWN = 4  # times its shorter side, of a picture on cards and pages
LARGE = 1000  # from this side on a picture is drawn to be read


def draw_again(content: bytes, *, keep_png: bool) -> tuple[bytes, str]:
    """Return a clean picture in sRGB, upright and small enough to keep, and its media type (PNG stays PNG, the rest is JPEG).

    Raises ``RefusedFileError`` for a picture that is broken, unreasonably large, or that would not look like what was sent.
    """
    picture = _opened(content, limit("image_side"), legible)
    as_png = keep_png and picture.mode != "CMYK"
    return (_png(picture), "image/png") if as_png else (_jpeg(picture, QUALITY), "image/jpeg")


def draw_picture(content: bytes) -> tuple[bytes, int, int]:
    """Return a picture to be looked at: a clean JPEG, upright, at most 2,000 px long, with its width and height.

    Raises ``RefusedFileError`` for a picture that is broken, unreasonably large, too small or too long to be shown.
    """
    picture = _opened(content, limit("image_side"), within)
    if max(picture.size) < limit("picture_least_side"):
        raise RefusedFileError(
            f"Ảnh quá nhỏ ({picture.width} × {picture.height} điểm ảnh), hiện lên sẽ mờ. Hãy gửi ảnh gốc từ điện thoại."
        )
    if max(picture.size) > LONGEST_SHOWN * min(picture.size):
        raise RefusedFileError(TOO_LONG)
    return _jpeg(picture, QUALITY), picture.width, picture.height


def narrower(content: bytes, width: int, media_type: str) -> bytes:
    """Return a stored picture at most ``width`` wide, as WebP or JPEG; raises ``RefusedFileError`` when it cannot be read."""
    picture = _opened(content, limit("image_side"), within)
    if picture.width > width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    return _webp(picture) if media_type == "image/webp" else _jpeg(picture, THUMBNAIL_QUALITY)


def thumbnail(content: bytes, side: int) -> bytes:
    """Return a smaller JPEG of a stored picture, a large one so that it can be read; raises ``RefusedFileError`` when it cannot be opened."""
    return _jpeg(_opened(content, side, legible if side >= LARGE else within), THUMBNAIL_QUALITY)


def _opened(content: bytes, side: int, fit: Fit) -> Image.Image:
    most = most_pixels(content)
    try:
        _refuse_flood(size_of(content), most)
        upright = ImageOps.exif_transpose(shrunk(content, side, fit))
        return in_srgb(upright, content)
    except (RefusedFileError, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedFileError(_flood_sentence(most)) from error
    except Exception as error:
        raise RefusedFileError(UNREADABLE) from error


def _refuse_flood(size: tuple[int, int] | None, most: int) -> None:
    if size is None or 0 in size:
        raise RefusedFileError(UNREADABLE)
    if size[0] * size[1] > most:
        raise RefusedFileError(_flood_sentence(most))


def _flood_sentence(pixels: int) -> str:
    most = pixels // 1_000_000
    return f"Ảnh có kích thước quá lớn (trên {most} triệu điểm ảnh). Hãy chụp lại ở cỡ thường."


def _flat(picture: Image.Image) -> Image.Image:
    """Put a transparent picture on white paper."""
    if picture.mode in {"RGBA", "LA"}:
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture.convert("RGB"), mask=picture.getchannel("A"))
        return paper
    return picture.convert("RGB")


def _clean(picture: Image.Image) -> Image.Image:
    """The same points, without what came with them."""
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return clean


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    _clean(_flat(picture)).save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    _clean(_flat(picture)).save(out, "WEBP", quality=WEBP_QUALITY, method=4)
    return out.getvalue()


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    _clean(picture).save(out, "PNG")
    return out.getvalue()
