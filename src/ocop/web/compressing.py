"""Large pages travel compressed: a council board of 517 kB is 25 kB then. Safely, see docs/decisions/0048.

Django masks each answer with up to a hundred random bytes, so that its length tells nothing about one guessed letter (BREACH); tokens in forms
are written anew each time. Cookies are ``SameSite=Lax``: no other site can make a browser fetch a signed-in page again and again.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

LEAST = 8_000  # bytes; less arrives in one go anyway, and compressing costs time
TEXTS = ("text/", "application/json", "application/xml", "image/svg+xml")


class LargeTextsCompressed(GZipMiddleware):
    """Compresses texts that are ready and large; pictures and papers are compressed already, and what streams keeps streaming."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the answer, compressed where the browser understands it."""
        if response.streaming or not str(response.get("Content-Type", "")).startswith(TEXTS):
            return response
        if len(response.content) < LEAST:  # type: ignore[attr-defined]  # it does not stream
            return response
        answer: HttpResponseBase = super().process_response(request, response)
        return answer
