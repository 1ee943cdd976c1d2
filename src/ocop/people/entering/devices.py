"""Who signed in on this device before: a signed cookie, so that wrong guesses of strangers never keep its owner out.

The cookie holds a number of the device and keyed hashes of the names that signed in here, never a name. It opens nothing: whoever
copies it may only guess under a count of its own.
"""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from ocop.people.models import UserAccount
from ocop.vietnamese import nfc

COOKIE = "ocop-device"
SALT = "ocop.people.devices"
MOST_NAMES = 12  # a few people share an office's machine, each with up to three names


@dataclass(frozen=True)
class Device:
    """A device on which somebody signed in: its number and the marks of their names."""

    number: str
    marks: tuple[str, ...] = ()

    def knows(self, name: str) -> bool:
        """Whether somebody signed in here who goes by this name."""
        return _mark(name) in self.marks


def same_name(name: str) -> str:
    """Return the one form under which a name typed at the door is counted, however it was typed."""
    return nfc(name).strip().casefold()


def _mark(name: str) -> str:
    return salted_hmac(SALT, same_name(name), algorithm="sha256").hexdigest()[:20]


def device_of(request: HttpRequest) -> Device | None:
    """Return the device as its cookie says; nothing for a new device or a forged or old cookie."""
    try:
        said: Any = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=settings.OCOP_DEVICE_REMEMBERED_SECONDS
        )
        return Device(str(said["n"]), tuple(str(one) for one in said["m"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def remember_device(request: HttpRequest, response: HttpResponse, account: UserAccount) -> None:
    """Write onto the device that this person has signed in on it."""
    known = device_of(request) or Device(token_hex(12))
    names = [one for one in (account.username, account.email, account.phone) if one]
    marks = list(dict.fromkeys([*map(_mark, names), *known.marks]))[:MOST_NAMES]
    response.set_cookie(
        COOKIE,
        signing.dumps({"n": known.number, "m": marks}, salt=SALT, compress=True),
        max_age=settings.OCOP_DEVICE_REMEMBERED_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
