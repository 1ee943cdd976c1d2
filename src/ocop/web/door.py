"""What every request passes first: how long it may be, which letters it may carry, and what a browser may keep of the answer.

A request is measured by its head before its body is read. The sign NUL and half a letter (a lone surrogate) have no place in text
that people type: PostgreSQL refuses them where SQLite does not, so they are refused here for both. A page made for somebody who is
signed in stays in no cache.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from .errors import bad_request, too_long

NO_LETTER = re.compile("[\x00\ud800-\udfff]")


class Door:
    """The first middleware of ours: nothing behind it meets a request that is too long or carries what is no letter."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or pass the request on and say what may be kept of the answer."""
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if _are_letters((name, value))}
        if _length(request) > settings.OCOP_REQUEST_MAX_BYTES:
            return too_long(request, most=settings.OCOP_REQUEST_MAX_BYTES // (1024 * 1024))
        if not _are_letters((request.path, *_words(request.GET))):
            return bad_request(request)
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        if request.method == "POST" and request.resolver_match and request.resolver_match.url_name == "account_logout":
            response["Clear-Site-Data"] = _left_behind(request)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Look at what a form sent, once it is known that somebody reads it."""
        if request.method != "POST":
            return None
        try:
            names = [file.name or "" for _, files in request.FILES.lists() for file in files]
        except UnreadablePostError:  # the sender went away
            return bad_request(request)
        return None if _are_letters((*_words(request.POST), *names)) else bad_request(request)


def _left_behind(request: HttpRequest) -> str:
    """What the browser forgets at sign-out: what it kept of pages, and its store unless work in it was not sent yet.

    Cookies stay: the session's is gone already, the device's keeps strangers from locking its owner out.
    """
    return '"cache", "storage"' if request.POST.get("nothing_unsent") == "yes" else '"cache"'


def _length(request: HttpRequest) -> int:
    """What the head says; a body whose length nobody says is not read at all."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isascii() and said.isdigit() else 0


def _words(values: Any) -> Iterable[str]:
    for name, given in values.lists():
        yield name
        yield from given


def _are_letters(words: Iterable[str]) -> bool:
    return not any(NO_LETTER.search(word) for word in words)
