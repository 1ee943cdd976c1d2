"""Photos of published products, for everyone: drawn by us, kept by browsers for ten minutes, never in a way that could run."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ocop.files import RefusedFileError
from ocop.files.sending import as_picture
from ocop.portal.queries.pictures import get_published_photo
from ocop.products.showing import FORMATS, photo_path

CACHING = "public, max-age=600"


@require_safe
def photo(request: HttpRequest, pk: int, width: int, ending: str) -> HttpResponseBase:
    """Send a photo of a published product in one of its widths and formats."""
    found = get_published_photo(pk)
    try:
        response = as_picture(photo_path(found, width, ending), media_type=FORMATS[ending], caching=CACHING)
    except (ValueError, FileNotFoundError, RefusedFileError) as error:
        raise Http404 from error
    etag = quote_etag(f"{found.sha256[:24]}-{width}-{ending}")
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response  # type: ignore[arg-type]
