"""Pages of a PDF drawn as pictures, with the places of their words: the part that runs in the process bound by ``judge``.

Nothing here knows of Django. The library that draws (PDFium) is built without scripts and fetches nothing.
"""

import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .kinds import limit
from .refusing import RefusedFileError

BROKEN_LEAF = "Trang này không vẽ ra được. Hãy tải tệp về để xem."
WIDTH = 1600  # points of the picture: A4 at about 190 to an inch, legible at twice the width of a column
QUALITY = 80
ENOUGH_SECONDS = 2.0  # the pages after the one asked for are drawn until then, for the reader who goes on


@dataclass(frozen=True, slots=True)
class Line:
    """Some words of a page, with the box they fill in points of the picture."""

    words: str
    left: int
    base: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page drawn: its picture as WebP, the size of it, and its words."""

    number: int
    picture: bytes
    width: int
    height: int
    lines: tuple[Line, ...]


def draw(content: bytes, numbers: Sequence[int]) -> tuple[int, list[Leaf]]:
    """Return how many pages a PDF has, and the first of the asked pages with those after it for which there is time.

    Raises ``RefusedFileError`` when the first one cannot be drawn; numbers beyond the end are left out.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()  # what was typed into a form is part of the page
        until, count = time.monotonic() + ENOUGH_SECONDS, len(document)
        leaves: list[Leaf] = []
        for number in numbers:
            if number <= count and (not leaves or time.monotonic() < until):
                leaves.append(_leaf(document, number))
    except MemoryError:
        raise
    except Exception as error:
        raise RefusedFileError(BROKEN_LEAF) from error
    return count, leaves


def _leaf(document: Any, number: int) -> Leaf:
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(WIDTH / width, (limit("leaf_pixels") / (width * height)) ** 0.5, limit("leaf_longest") / height)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    picture, out = bitmap.to_pil(), io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=1)
    lines = tuple(_lines(page, bitmap.get_posconv(page)))
    page.close()
    return Leaf(number, out.getvalue(), picture.width, picture.height, lines)


def _lines(page: Any, place: Any) -> Iterator[Line]:
    """The words of a page, a run of one line after another as the file has them; no more than a page of small print has."""
    text = page.get_textpage()
    for index in range(min(text.count_rects(), limit("leaf_lines"))):
        box = text.get_rect(index)
        words = "".join(one if one.isprintable() else " " for one in text.get_text_bounded(*box)).strip()
        (left, bottom), (right, top) = place.to_bitmap(*box[:2]), place.to_bitmap(*box[2:])
        if words:
            left, right = sorted((int(left), int(right)))
            top, bottom = sorted((int(top), int(bottom)))
            yield Line(words[: limit("leaf_words")], left, bottom, max(right - left, 1), max(bottom - top, 1))
