"""A form or a script that comes without a sign-in, or from a page of somebody else, loses nothing and sends nothing for another.

What a person sent as a form waits (``pages.typed_again``) while they sign in again; a script gets 401 instead of the page to sign
in, so that its own page can ask in place. A script names the person whose page it runs on; under another sign-in it is refused.
What waits is counted: a device keeps one form, a place and an account so many in an hour, nobody's all together so many in a session.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ocop.pages.typed_again import ANYBODY, COOKIE, Kept, keep_typed, kept_for, let_go

from .addresses import network_of, real_address
from .tries import key_of, limit_of, take
from .whose_form import is_known_form, owner_of_form, remember_forms

DOOR = "/tai-khoan/"  # its own pages lead to the sign-in by themselves
PERSON = "X-Ocop-Person"


class TypedWaits:
    """Middleware behind the one that knows who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and where the answer is "sign in first" keep what was sent."""
        response = self.get_response(request)
        if _leads_to_sign_in(request, response) and COOKIE not in response.cookies:
            return sign_in_first(request)
        if request.method == "POST" and COOKIE in request.COOKIES and not request.path.startswith(DOOR):
            _sent_after_all(request, response)
        remember_forms(request, response)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Refuse what a script of another person's page sends."""
        said = request.headers.get(PERSON, "")
        return _sign_in_here() if said and said != str(request.user.pk) else None


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in and afterwards back to what was sent, which waits meanwhile; a script is told in a way it understands."""
    if _is_script(request):
        return _sign_in_here()
    response = HttpResponseRedirect(_sign_in_then(request.get_full_path()))
    if request.method == "POST" and (owner := owner_of_form(request)) is not None:
        kept = _put_aside(request, response, owner=owner)
        if kept and not kept.shown_by_page:
            response["Location"] = _sign_in_then(reverse("typed_before"))
    return response


def old_form(request: HttpRequest) -> HttpResponse | None:
    """Answer a form whose token is of an earlier sign-in on this device; None for one that is not known to be ours.

    Its person is asked once more before it is sent; somebody else, who signed in meanwhile, is told that it is not theirs.
    """
    name = request.resolver_match.url_name if request.resolver_match else ""
    if name in ("account_login", "account_logout") and settings.CSRF_COOKIE_NAME in request.COOKIES:
        return HttpResponseRedirect(request.get_full_path())
    if not is_known_form(request):
        return None
    if not request.user.is_authenticated:
        return sign_in_first(request)
    owner = owner_of_form(request)
    if owner != request.user.pk:
        response = render(
            request, "people/form_of_another.html", {"next": _sign_in_then(reverse("typed_before"))}, status=403
        )
        _put_aside(request, response, owner=int(owner or 0))
        return response
    response = HttpResponseRedirect(reverse("typed_before"))
    kept = _put_aside(request, response, owner=owner)
    if kept and kept.shown_by_page:
        response["Location"] = kept.page
    return response


def _put_aside(request: HttpRequest, response: HttpResponse, *, owner: int) -> Kept | None:
    """Keep what was sent in place of what this device kept before, unless its place, its person or all together sent too much."""
    at = timezone.now()
    if any(take(key_of(name, subject), limit_of(name), at=at) for name, subject in _counts(request, owner)):
        return None
    let_go(request)
    return keep_typed(request, response, owner=owner)


def _counts(request: HttpRequest, owner: int) -> list[tuple[str, str]]:
    """The counts of a form, the nearest first, so that one place does not use up what all have together."""
    if owner != ANYBODY:
        return [("kept_of_account", str(owner))]
    return [("kept_by_address", network_of(real_address(request))), ("kept_in_all", "")]


def _sign_in_then(page: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': page}, safe='/')}"


def _leads_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    if not isinstance(response, HttpResponseRedirect) or request.path.startswith(DOOR):
        return False
    return urlsplit(response.url).path == reverse("account_login") and not request.user.is_authenticated


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch" or "HX-Request" in request.headers


def _sign_in_here() -> HttpResponse:
    return JsonResponse({"sign_in": True}, status=401)


def _sent_after_all(request: HttpRequest, response: HttpResponse) -> None:
    """What waited was sent from its page: it need not wait any more."""
    kept = kept_for(request)
    if kept and kept.page == request.get_full_path():
        let_go(request)
        response.delete_cookie(COOKIE)
