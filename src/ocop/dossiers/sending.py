"""Send a file of a dossier to a reader who may see it.

A file is never served under a name or type of a stranger's choosing in a place that could run it: always a download with
``nosniff`` and a sandbox of its own, pictures inline only as JPEG drawn by us.
"""

from django.http import Http404
from django.http.response import HttpResponseBase

from ocop.dossiers.models import Evidence
from ocop.files import RefusedFileError, kind_of_media, storing
from ocop.files.sending import as_download, as_picture


def serve(evidence: Evidence) -> HttpResponseBase:
    """Send a file as a download that cannot run anything; ``Http404`` when it is not in the store."""
    path = storing.path_of(evidence.sha256)
    return as_download(path, name=evidence.original_name, media_type=evidence.media_type)


def serve_picture(evidence: Evidence, side: int = 320) -> HttpResponseBase:
    """Send a picture inline as a JPEG drawn by us, at most ``side`` (320 or 1600) long; ``Http404`` for other files."""
    kind = kind_of_media(evidence.media_type)
    if kind is None or kind.family != "image" or side not in storing.PICTURE_SIDES:
        raise Http404
    try:
        return as_picture(storing.picture_path(evidence.sha256, side))
    except (FileNotFoundError, RefusedFileError) as error:
        raise Http404 from error
