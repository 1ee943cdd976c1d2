"""Limits of allauth's other forms that take a secret, send mail or make an account; allauth's own limits are off.

Those count in the memory of each process and answer in English; these count in the database. What a signed-in person does is counted
by account, so that no neighbour can use it up.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ocop.people.models import UserAccount

from .addresses import network_of, real_address
from .devices import same_name
from .gate import come_back_later
from .tries import key_of, limit_of, take

Subject = Callable[[HttpRequest], str]


def _place(request: HttpRequest) -> str:
    return network_of(real_address(request))


def _account(request: HttpRequest) -> str:
    return str(request.user.pk) if isinstance(request.user, UserAccount) else _place(request)


def _whose_code_is_asked(request: HttpRequest) -> str:
    """The account that has given its password and owes a code; it stands in the session, out of the sender's reach."""
    waiting = request.session.get(LOGIN_SESSION_KEY)
    return str(waiting.get("user_pk", "")) if isinstance(waiting, dict) else _place(request)


def _mail(request: HttpRequest) -> str:
    return same_name(str(request.POST.get("email", "")))


@dataclass(frozen=True)
class Counted:
    """A limit by its name in the settings, and by what it counts."""

    limit: str
    by: Subject


COUNTED: dict[str, tuple[Counted, ...]] = {
    "mfa_authenticate": (Counted("second_factor", _whose_code_is_asked),),
    "mfa_reauthenticate": (Counted("second_factor", _account),),
    "account_change_password": (Counted("own_password", _account),),
    "account_signup": (Counted("sign_up", _place),),
    "account_reset_password": (Counted("reset_by_address", _place), Counted("reset_by_mail", _mail)),
}


class FormLimits:
    """Middleware: answers 429 with the time to come back when a form was sent too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the view is known only later."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Count what is sent to a form that has a limit."""
        if request.method != "POST":
            return None
        at = timezone.now()
        for key, limit in self._counts(request):
            until = take(key, limit_of(limit), at=at)
            if until is not None:
                return come_back_later(request, until)
        return None

    def _counts(self, request: HttpRequest) -> Iterator[tuple[str, str]]:
        match = request.resolver_match
        for one in COUNTED.get(match.url_name or "", ()) if match else ():
            yield key_of(one.limit, match.url_name or "" if match else "", one.by(request)), one.limit
