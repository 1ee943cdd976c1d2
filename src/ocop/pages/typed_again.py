"""Signing in again without losing what was typed: a form sent after the sign-in ran out waits on the server (pattern 51).

The words wait under the device, in a store of their own that a cookie names, for the one person who had opened the page, and for as
long as a session lasts; whoever else signs in on the device meanwhile never sees or sends them. Files have to be chosen again, and
nothing is saved before the person presses a button. A page that can show its form filled in is marked ``keeps_typed`` and asks
``typed_again``; for every other page the words are shown on a page of their own with one button.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, QueryDict

COOKIE = "ocop-typed"
ANYBODY = 0  # a browser on which nobody was signed in before
MOST = 262_144
MOST_OF_ANYBODY = 65_536
NOT_KEPT = ("csrfmiddlewaretoken",)
PRESSED = "action"  # the button: pressed again by the person on a page that shows the form


@dataclass(frozen=True)
class Kept:
    """What waits: the page, the words, whose they are, and whether files came with them."""

    page: str
    typed: QueryDict
    owner: int
    had_files: bool
    shown_by_page: bool


def keep_typed(request: HttpRequest, response: HttpResponse, *, owner: int) -> Kept | None:
    """Put the words of a form aside for ``owner`` and name the place on the device; None when there is nothing or too much."""
    data = request.POST.copy()
    for name in [one for one in data if one in NOT_KEPT or "password" in one]:
        del data[name]
    text = data.urlencode()
    if not 0 < len(text) <= (MOST if owner else MOST_OF_ANYBODY):
        return None
    view = request.resolver_match.func if request.resolver_match else None
    row = {
        "page": request.get_full_path(), "typed": text, "owner": owner, "had_files": bool(request.FILES),
        "shown_by_page": bool(getattr(view, "shows_typed", False)),
    }  # fmt: skip
    place = _store()
    place["kept"] = row
    place.save()
    response.set_cookie(
        COOKIE, str(place.session_key), max_age=settings.SESSION_COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE,
        httponly=True, samesite="Lax",
    )  # fmt: skip
    return _read(row)


def kept_for(request: HttpRequest) -> Kept | None:
    """Return what waits on this device for whoever is signed in; None for everybody else."""
    key = request.COOKIES.get(COOKIE)
    row = _store(key).get("kept") if key else None
    kept = _read(row) if row else None
    return kept if kept and request.user.is_authenticated and kept.owner in (ANYBODY, request.user.pk) else None


def let_go(request: HttpRequest) -> None:
    """Forget what waits on this device."""
    if key := request.COOKIES.get(COOKIE):
        _store(key).delete()


def typed_again(request: HttpRequest) -> QueryDict | None:
    """Return what was typed on this page before the sign-in ran out, once; says so to the person."""
    if request.method != "GET" or COOKIE not in request.COOKIES:
        return None
    kept = kept_for(request)
    if kept is None or kept.page != request.get_full_path():
        return None
    let_go(request)
    messages.warning(
        request, "Bạn vừa đăng nhập lại. Nội dung đã gõ còn nguyên nhưng chưa lưu; tệp đính kèm cần chọn lại."
    )
    typed = kept.typed.copy()
    typed.pop(PRESSED, None)
    return typed


def keeps_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a page that shows again what was typed into it before the sign-in ran out."""
    view.shows_typed = True  # type: ignore[attr-defined]
    return view


def _store(key: str | None = None) -> SessionBase:
    made: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return made


def _read(row: dict[str, Any]) -> Kept:
    return Kept(row["page"], QueryDict(row["typed"]), row["owner"], row["had_files"], row["shown_by_page"])
