"""Send a file of a dossier to a reader who may see it; every room that shows evidence sends it from here.

A file is never served under a name or type of a stranger's choosing in a place that could run it: always a download with
``nosniff`` and a sandbox of its own, pictures inline only as JPEG drawn by us.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.files import get_file_for
from ocop.files import RefusedFileError, kind_of_media, storing
from ocop.files.sending import as_download, as_picture
from ocop.pages.opening import reading_page
from ocop.pages.person import signed_in
from ocop.people.models import UserAccount

View = Callable[..., HttpResponseBase]


def evidence_pages(dossier_read_by: Callable[[UserAccount, int], Dossier]) -> tuple[View, View]:
    """Return a room's two pages of a file of evidence, download and picture (``?co=lon``), for the dossiers its own gatekeeper gives."""

    @reading_page
    def file(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
        reader = signed_in(request)
        return serve(reader, dossier_read_by(reader, pk), evidence_pk)

    @reading_page
    def picture(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponseBase:
        reader, sides = signed_in(request), storing.PICTURE_SIDES
        side = max(sides) if request.GET.get("co") == "lon" else min(sides)
        return serve_picture(reader, dossier_read_by(reader, pk), evidence_pk, side)

    return file, picture


def serve(reader: UserAccount, dossier: Dossier, evidence_pk: int) -> HttpResponseBase:
    """Send a file as a download that cannot run anything; ``Http404`` when this reader may not have it, or it is not in the store."""
    file = get_file_for(reader, dossier, evidence_pk)
    return as_download(storing.path_of(file.sha256, storing.EVIDENCE), name=file.name, media_type=file.media_type)


def serve_picture(reader: UserAccount, dossier: Dossier, evidence_pk: int, side: int = 320) -> HttpResponseBase:
    """Send a picture inline as a JPEG drawn by us, at most ``side`` (320 or 1600) long; ``Http404`` for other files."""
    file = get_file_for(reader, dossier, evidence_pk)
    kind = kind_of_media(file.media_type)
    if kind is None or kind.family != "image" or side not in storing.PICTURE_SIDES:
        raise Http404
    try:
        return as_picture(storing.picture_path(file.sha256, side))
    except (FileNotFoundError, RefusedFileError) as error:
        raise Http404 from error
