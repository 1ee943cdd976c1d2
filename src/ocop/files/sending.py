"""How a kept file goes out: as a download, or as a picture drawn by us; never in a way that could run anything.

Every answer carries ``nosniff`` and a sandbox of its own, and belongs to this site alone.
"""

from pathlib import Path
from typing import TypeVar

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)
SANDBOX = "sandbox; default-src 'none'"


def as_download(path: Path, *, name: str, media_type: str) -> FileResponse:
    """Send a file as a download under the name it came with; ``Http404`` when it is not in the store."""
    try:
        content = path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return _sealed(FileResponse(content, as_attachment=True, filename=name, content_type=media_type))


def as_picture(path: Path, *, media_type: str = "image/jpeg", caching: str = "private, max-age=3600") -> FileResponse:
    """Send a picture drawn by us, shown in its place; ``Http404`` when it is not in the store."""
    try:
        content = path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = _sealed(FileResponse(content, content_type=media_type))
    response["Cache-Control"] = caching
    return response


def as_drawing(content: bytes) -> HttpResponse:
    """Send a JPEG drawn by us for this one reader; nobody keeps it."""
    return _sealed(HttpResponse(content, content_type="image/jpeg"))


def _sealed(response: Answer) -> Answer:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
