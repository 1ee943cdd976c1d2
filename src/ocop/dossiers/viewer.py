"""A file of a dossier read page by page beside the mark, without leaving the system and without a program of one's own.

The page and its picture are asked of the same gatekeeper as the download. Every picture carries who opened it and when.
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from ocop.dossiers.queries.files import ReadableFile
from ocop.files import RefusedFileError
from ocop.files.refusing import BusyError
from ocop.files.sending import as_drawing
from ocop.files.viewing import ViewedLeaf, can_be_viewed, leaf_of
from ocop.pages.answering import show
from ocop.people.models import UserAccount

ZOOMS = (100, 150, 200, 300)
AGAIN_SECONDS = "5"


@dataclass(frozen=True)
class Viewer:
    """One page of a file as it is shown: its addresses, and how large. Without ``leaf`` the ``refusal`` says why."""

    file: ReadableFile
    address: str  # of the file itself; everything else lies below it
    number: int
    zoom: int
    leaf: ViewedLeaf | None = None
    refusal: str = ""

    @property
    def picture(self) -> str:
        """Address of the picture of this page."""
        return f"{self.address}trang/?trang={self.number}"

    @property
    def before(self) -> str:
        """Address of the page before, empty on the first."""
        return self._to(self.number - 1, self.zoom) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """Address of the page after, empty on the last."""
        return self._to(self.number + 1, self.zoom) if self.leaf and self.number < self.leaf.count else ""

    @property
    def smaller(self) -> str:
        """Address of this page one step smaller, empty at the smallest."""
        place = ZOOMS.index(self.zoom)
        return self._to(self.number, ZOOMS[place - 1]) if place else ""

    @property
    def larger(self) -> str:
        """Address of this page one step larger, empty at the largest."""
        place = ZOOMS.index(self.zoom) + 1
        return self._to(self.number, ZOOMS[place]) if place < len(ZOOMS) else ""

    def _to(self, number: int, zoom: int) -> str:
        return f"{self.address}xem/?trang={number}" + (f"&co={zoom}" if zoom != ZOOMS[0] else "")


def show_viewer(request: HttpRequest, file: ReadableFile, back: tuple[str, str]) -> HttpResponse:
    """Show a page of a file (``?trang=3&co=150``) with its words to select; ``Http404`` for kinds that are downloads only."""
    if not can_be_viewed(file.media_type):
        raise Http404
    about: dict[str, Any] = {"file": file, "address": request.path.removesuffix("xem/"), "number": _number(request)}
    about["zoom"] = next((one for one in ZOOMS if str(one) == request.GET.get("co")), ZOOMS[0])
    try:
        viewer, status = Viewer(**about, leaf=leaf_of(file.sha256, file.media_type, about["number"], file.folder)), 200
    except FileNotFoundError as error:
        raise Http404 from error
    except RefusedFileError as refusal:
        viewer, status = Viewer(**about, refusal=refusal.sentence), 503 if isinstance(refusal, BusyError) else 200
    crumbs = [("Việc cần làm", "/"), back, (file.name, "")]
    response = show(request, "dossiers/viewer.html", status=status, viewer=viewer, crumbs=crumbs)
    if status == 503:
        response["Retry-After"] = AGAIN_SECONDS
    return response


def send_leaf(request: HttpRequest, file: ReadableFile, reader: UserAccount) -> HttpResponse:
    """Send the picture of a page (``?trang=3``) with the reader's name and the moment burned in; ``Http404`` when there is none."""
    if not can_be_viewed(file.media_type):
        raise Http404
    # People choose the name of their profile themselves; the name they sign in with stays theirs.
    words = f"{reader.full_name} · {reader.username} · {timezone.localtime():%H:%M %d/%m/%Y}"
    try:
        return as_drawing(leaf_of(file.sha256, file.media_type, _number(request), file.folder).marked(words))
    except (FileNotFoundError, RefusedFileError) as error:
        raise Http404 from error


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("trang", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 and int(asked) else 1
