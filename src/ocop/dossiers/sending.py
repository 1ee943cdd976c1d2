"""Send a file of a dossier to a reader who may see it; every room that shows evidence sends it from here.

A file is never served under a name or type of a stranger's choosing in a place that could run it: a download with ``nosniff`` and a sandbox
of its own, pictures inline only as JPEG drawn by us, and pages of a PDF drawn by us with the reader's name (``viewer``).
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from ocop.dossiers.queries.files import ReadableFile, get_file_for
from ocop.dossiers.viewer import send_leaf, show_viewer
from ocop.files import RefusedFileError, kind_of_media, storing
from ocop.files.sending import as_download, as_picture
from ocop.pages.opening import reading_page
from ocop.pages.person import signed_in
from ocop.people.models import UserAccount

NOT_KEPT = "private, no-store"  # a paper that can be read, on a machine that many use
View = Callable[..., HttpResponseBase]
Crumb = tuple[str, str]
Subject = TypeVar("Subject")  # what the files belong to: a dossier, or what an upper room keeps


class EvidencePages(NamedTuple):
    """What a room shows of a file: the download, the small or large picture, the viewer, and the picture of one of its pages."""

    file: View
    picture: View
    viewer: View
    leaf: View


def evidence_pages(
    subject_read_by: Callable[[UserAccount, int], Subject],
    back_of: Callable[[UserAccount, Subject, int], Crumb],
    file_for: Callable[[UserAccount, Subject, int], ReadableFile] = get_file_for,  # type: ignore[assignment]
) -> EvidencePages:
    """Return a room's pages of a file of evidence, for the dossiers its own gatekeeper gives; ``back_of`` is where the reader came from.

    ``file_for`` gives a file of the dossier that this person may read, or raises ``Http404``: other than the evidence where a room keeps its own.
    """

    def found(request: HttpRequest, pk: int, evidence_pk: int) -> tuple[UserAccount, Subject, ReadableFile]:
        reader = signed_in(request)
        subject = subject_read_by(reader, pk)
        return reader, subject, file_for(reader, subject, evidence_pk)

    @reading_page
    def file(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
        _, _, file = found(request, pk, evidence_pk)
        return as_download(storing.path_of(file.sha256, file.folder), name=file.name, media_type=file.media_type)

    @reading_page
    def picture(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
        _, _, file = found(request, pk, evidence_pk)
        return _picture(file, (max if request.GET.get("co") == "lon" else min)(storing.PICTURE_SIDES))

    @reading_page
    def viewer(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
        reader, subject, file = found(request, pk, evidence_pk)
        return show_viewer(request, file, back_of(reader, subject, pk))

    @reading_page
    def leaf(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
        reader, _, file = found(request, pk, evidence_pk)
        return send_leaf(request, file, reader)

    return EvidencePages(file, picture, viewer, leaf)


def _picture(file: ReadableFile, side: int) -> HttpResponseBase:
    """Send a picture inline as a JPEG drawn by us; ``Http404`` for other files."""
    kind = kind_of_media(file.media_type)
    if kind is None or kind.family != "image":
        raise Http404
    try:
        path = storing.picture_path(file.sha256, side, file.folder)
        return as_picture(path) if side == min(storing.PICTURE_SIDES) else as_picture(path, caching=NOT_KEPT)
    except (FileNotFoundError, RefusedFileError) as error:
        raise Http404 from error
