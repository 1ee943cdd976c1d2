"""Whose page a form was sent from: the token in each form says under which sign-in its page was made.

A sign-in draws a new secret for the tokens of its forms. A signed cookie of the device keeps, for the last few sign-ins, a keyed hash
of that secret and the number of the account. So the server knows whose form comes late, after the session ended, after somebody else
signed in on the device, without scripts too; and it tells an old form of ours from one that another site made.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, CSRF_TOKEN_LENGTH
from django.utils.crypto import salted_hmac

from ocop.pages.typed_again import ANYBODY

COOKIE = "ocop-forms"
SALT = "ocop.people.whose_form"
MOST = 8  # sign-ins remembered; a page older than that many of them is nobody's
Marks = list[tuple[str, int]]


def remember_forms(request: HttpRequest, response: HttpResponse) -> None:
    """Write onto the device whose the forms of this page are, when it has any and the device does not know yet."""
    secret = request.META.get("CSRF_COOKIE")
    if not secret or not request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or not request.user.is_authenticated:
        return
    new, known = (_mark(secret), int(request.user.pk)), _marks(request)
    if known[:1] == [new]:
        return
    response.set_cookie(
        COOKIE,
        signing.dumps([new, *(one for one in known if one[0] != new[0])][:MOST], salt=SALT),
        max_age=settings.OCOP_DEVICE_REMEMBERED_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def owner_of_form(request: HttpRequest) -> int | None:
    """Return the account from whose page the form came; None when nobody knows, ``ANYBODY`` on a device without any sign-in.

    A form without a token (a program) is that of the device's present secret, or of whoever signed in last.
    """
    known = _marks(request)
    if not known:
        return ANYBODY
    if sent := str(request.POST.get("csrfmiddlewaretoken", "")) or request.headers.get("X-CSRFToken", ""):
        return dict(known).get(_mark(_secret_in(sent)))
    return dict(known).get(_mark(str(request.META.get("CSRF_COOKIE", ""))), known[0][1])


def is_known_form(request: HttpRequest) -> bool:
    """Whether the token of the form was made by us for somebody who signed in on this device."""
    sent = str(request.POST.get("csrfmiddlewaretoken", ""))
    return bool(sent) and _mark(_secret_in(sent)) in dict(_marks(request))


def _mark(secret: str) -> str:
    return salted_hmac(SALT, secret, algorithm="sha256").hexdigest()[:20]


def _secret_in(token: str) -> str:
    """The secret behind a token of a form, which Django hides under a mask that stands before it; empty for what is none."""
    letters = CSRF_ALLOWED_CHARS
    if len(token) not in (CSRF_SECRET_LENGTH, CSRF_TOKEN_LENGTH) or not set(token) <= set(letters):
        return ""
    mask, hidden = token[:-CSRF_SECRET_LENGTH], token[-CSRF_SECRET_LENGTH:]
    if not mask:
        return hidden
    places = zip(map(letters.index, hidden), map(letters.index, mask), strict=True)
    return "".join(letters[one - other] for one, other in places)


def _marks(request: HttpRequest) -> Marks:
    try:
        said: Any = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=settings.OCOP_DEVICE_REMEMBERED_SECONDS
        )
        return [(str(mark), int(owner)) for mark, owner in said]
    except (signing.BadSignature, TypeError, ValueError):
        return []
