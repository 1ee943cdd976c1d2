"""How long the sign-in of a page lasts, for scripts; and what was typed before it ran out, for a page that cannot show it itself."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ocop.pages.answering import show
from ocop.pages.opening import reading_page
from ocop.pages.typed_again import COOKIE, kept_for
from ocop.people.models import UserAccount

if TYPE_CHECKING:
    from ocop.people.sessions import SessionStore

WORDS = 12  # how many of the typed texts are shown: enough to know the form again


@never_cache
@require_http_methods(["GET", "POST"])
def session_state(request: HttpRequest) -> JsonResponse:
    """Say who is signed in, for how many seconds more, and which token a form sends; POST is "Ở lại": the whole time again."""
    user = request.user
    if not isinstance(user, UserAccount):
        return JsonResponse({"person": None, "seconds": 0, "token": get_token(request)})
    session = cast("SessionStore", request.session)
    if request.method == "POST":
        session.prolong()
    return JsonResponse({"person": user.pk, "seconds": session.seconds_left, "token": get_token(request)})


@never_cache
@reading_page
def typed_before(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person, with the button that sends it."""
    kept = kept_for(request)
    if kept is None:
        if COOKIE in request.COOKIES:
            messages.info(request, "Nội dung đang chờ trên máy này thuộc tài khoản khác; chưa có gì được gửi.")
        return redirect("web:home")
    pairs = [(name, value) for name, values in kept.typed.lists() for value in values]
    words = [str(value) for _, value in pairs if any(letter.isspace() for letter in str(value).strip())]
    return show(request, "people/typed_before.html", kept=kept, pairs=pairs, words=words[:WORDS])
