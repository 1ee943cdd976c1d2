"""How a photo of a product is shown: widths for cards and pages, both formats, and the attributes of its element."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ocop.files import storing

from .models import ProductPhoto

FOLDER = "photos"
WIDTHS = (320, 640, 1280)
USUAL, LARGEST = 640, 1280
FORMATS = {"webp": "image/webp", "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """What a page needs to show a photo; ``c-photo`` draws it."""

    pk: int
    src: str
    webp: str
    jpeg: str
    width: int
    height: int
    alt: str
    largest: str


def shown(photo: ProductPhoto, address: Callable[[int, str], str], *, name: str) -> ShownPhoto:
    """Return a photo as a page shows it; ``address`` gives the path of a width and a format."""
    widths = _widths(photo)
    width = min(photo.width, USUAL)
    return ShownPhoto(
        pk=photo.pk,
        src=address(USUAL, "jpg"),
        webp=", ".join(f"{address(one, 'webp')} {min(one, photo.width)}w" for one in widths),
        jpeg=", ".join(f"{address(one, 'jpg')} {min(one, photo.width)}w" for one in widths),
        width=width,
        height=max(1, round(photo.height * width / photo.width)),
        alt=photo.alt_text or name,
        largest=address(LARGEST, "jpg"),
    )


def _widths(photo: ProductPhoto) -> list[int]:
    """The widths worth drawing: up to the first one that the photo does not fill."""
    enough = next((one for one in WIDTHS if one >= photo.width), LARGEST)
    return [one for one in WIDTHS if one <= enough]


def photo_path(photo: ProductPhoto, width: int, ending: str) -> Path:
    """Return the stored file of a photo in a width and a format, drawn at the first call; ``ValueError`` for others."""
    if width not in WIDTHS or ending not in FORMATS:
        raise ValueError("no such width or format")
    return storing.narrower_path(photo.sha256, width, FORMATS[ending], FOLDER)
