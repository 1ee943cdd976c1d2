"""Read a kept file page by page in the browser: the pages of a PDF, drawn once for all readers, and pictures as one page.

Drawn pages lie beside their file under its hash, without anybody's name: ten members with the same file cost one drawing. What a reader
gets carries the name and the moment (``watermark``). A page that cannot be drawn is remembered too, so that it costs its time once.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image

from . import apart, storing
from .kinds import kind_of_media
from .leaves import Line
from .refusing import BusyError, OvertimeError, RefusedFileError
from .watermark import marked

AHEAD = 3  # pages drawn together with the one that is asked for
FAMILIES = ("pdf", "image")
COUNT = "count"  # names the file that says how many pages there are
NO_SUCH_LEAF = "Tệp không có trang này."


@dataclass(frozen=True)
class ViewedLeaf:
    """One page of a file to be read: where its picture lies, its size, its words, and how many pages there are."""

    number: int
    count: int
    picture: Path
    width: int
    height: int
    lines: tuple[Line, ...] = ()

    def marked(self, words: str) -> bytes:
        """Return the picture as JPEG with the reader's words across it."""
        with Image.open(self.picture, formats=("WEBP", "JPEG")) as picture:
            return marked(picture, words)


def can_be_viewed(media_type: str) -> bool:
    """Whether files of this kind are shown page by page; all others are downloads only."""
    kind = kind_of_media(media_type)
    return kind is not None and kind.family in FAMILIES


def leaf_of(sha256: str, media_type: str, number: int, folder: str = storing.EVIDENCE) -> ViewedLeaf:
    """Return a page of a kept file, drawn at the first call; in a folder other than the evidence lie pictures only.

    Raises ``RefusedFileError`` when there is no such page or it cannot be drawn, ``BusyError`` when others wait, ``FileNotFoundError``
    when the file is not in the store.
    """
    kind = kind_of_media(media_type)
    return _of_picture(sha256, number, folder) if kind and kind.family == "image" else _of_pdf(sha256, number)


def _of_picture(sha256: str, number: int, folder: str) -> ViewedLeaf:
    if number != 1:
        raise RefusedFileError(NO_SUCH_LEAF)
    path = storing.picture_path(sha256, max(storing.PICTURE_SIDES), folder)
    with Image.open(path, formats=("JPEG",)) as picture:
        return ViewedLeaf(1, 1, path, *picture.size)


def _of_pdf(sha256: str, number: int) -> ViewedLeaf:
    folder = storing.path_of(sha256, storing.LEAVES)
    if (found := _kept(folder, number)) is None:
        if (
            number > (_kept(folder, COUNT) or {"count": number})["count"]
        ):  # asked without end, it would hold the place of uploads
            raise RefusedFileError(NO_SUCH_LEAF)
        with apart.turn(settings.OCOP_VIEW_WAIT_SECONDS):
            found = _kept(folder, number) or _draw(
                sha256, folder, number
            )  # somebody else may have had it drawn meanwhile
    if "refused" in found:
        raise RefusedFileError(found["refused"])
    lines = tuple(Line(**line) for line in found["lines"])
    return ViewedLeaf(number, found["count"], folder / f"{number}.webp", found["width"], found["height"], lines)


def _kept(folder: Path, number: int | str) -> Mapping[str, Any] | None:
    try:
        found: Mapping[str, Any] = json.loads((folder / f"{number}.json").read_bytes())
    except FileNotFoundError:
        return None
    return found


def _draw(sha256: str, folder: Path, number: int) -> Mapping[str, Any]:
    """Draw a page and, where time allows, those after it; return what is kept of the first."""
    asked: dict[str, Any] = {"as": "leaves", "numbers": [*range(number, number + 1 + AHEAD)]}
    try:
        with storing.path_of(sha256, storing.EVIDENCE).open("rb") as source:
            answer, drawn = apart.ask(asked, source)
    except (BusyError, OvertimeError):
        raise
    except RefusedFileError as refusal:
        _keep(folder, f"{number}.json", json.dumps({"refused": refusal.sentence}).encode())
        return {"refused": refusal.sentence}
    _keep(folder, f"{COUNT}.json", json.dumps({"count": answer["count"]}).encode())
    if not answer["leaves"]:
        raise RefusedFileError(NO_SUCH_LEAF)
    for told in answer["leaves"]:
        if (
            told["number"] not in asked["numbers"]
        ):  # it names a file: whoever broke the drawing process would write where they like
            raise RefusedFileError(NO_SUCH_LEAF)
        size, about = told.pop("picture"), {**told, "count": answer["count"]}
        _keep(folder, f"{about['number']}.webp", drawn[:size])
        _keep(folder, f"{about['number']}.json", json.dumps(about).encode())
        drawn = drawn[size:]
    return _kept(folder, number) or {}


def _keep(folder: Path, name: str, content: bytes) -> None:
    with storing.appearing_whole(folder / name) as out:
        out.write(content)


def drop_drawn_before(moment: float) -> int:
    """Drop the pages of files whose first page was drawn before a moment (seconds since 1970); return of how many files."""
    old = [one for one in (Path(settings.MEDIA_ROOT) / storing.LEAVES).glob("??/*") if one.stat().st_mtime < moment]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)
