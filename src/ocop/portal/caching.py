"""Public answers may be kept briefly by caches: a revocation is visible within a minute everywhere."""

from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import blake2s, sha256
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

SECONDS = 60
View = Callable[..., HttpResponseBase]


def fingerprint(row: Mapping[str, Any], *, words: str) -> str:
    """Return a key that changes with any value of the row and with ``words`` (language, day, address)."""
    return blake2s(f"{words} {row!r}".encode(), digest_size=16).hexdigest()


def remembered(request: HttpRequest, key: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the page kept under ``key`` or make it; for people who are not signed in, and for a minute at most.

    The key carries what decides the star, so a change there shows at once; only what stands beside it may be a minute old.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return make()
    content = caches["pages"].get(key)
    if content is None:
        response = make()
        if response.status_code == 200:
            caches["pages"].set(key, response.content, SECONDS)
        return response
    return HttpResponse(content)


def cached_briefly(view: View) -> View:
    """Let anyone keep the answer for a minute, and answer "not modified" when nothing changed; signed-in people excepted."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_store=True)
            return response
        patch_cache_control(response, public=True, max_age=SECONDS)
        if response.status_code != 200 or not isinstance(response, HttpResponse):
            return response
        # Processors do SHA-256 in a third of the time of other hashes.
        etag = quote_etag(sha256(response.content).hexdigest()[:24])
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    return inner
