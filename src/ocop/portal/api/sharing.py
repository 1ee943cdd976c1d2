"""The open API answers pages of other sites: anyone may read it from a browser, without credentials, and nobody writes (Fetch Standard, CORS)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

ADDRESSES = "/api/v1/"
METHODS = "GET, HEAD, OPTIONS"
DAY = "86400"  # seconds for which a browser need not ask again whether it may ask


class SharedWithOtherSites:
    """Adds to every answer of the API, refusals too, that any site may read it; answers the question before the question.

    ``Access-Control-Allow-Credentials`` is never sent: what a signed-in person sees stays on this site.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle one request."""
        if not request.path_info.startswith(ADDRESSES):
            return self.get_response(request)
        response = HttpResponse(status=204) if request.method == "OPTIONS" else self._read(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.method == "OPTIONS":
            response["Allow"] = METHODS
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Language, If-None-Match"
            response["Access-Control-Max-Age"] = DAY
        elif response.status_code == 405:
            response["Allow"] = METHODS
        return response

    def _read(self, request: HttpRequest) -> HttpResponseBase:
        """Let HEAD ask what GET asks, and keep the answer without its body."""
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        if isinstance(response, HttpResponse):
            length = str(len(response.content))
            response.content = b""
            response["Content-Length"] = length
        return response
