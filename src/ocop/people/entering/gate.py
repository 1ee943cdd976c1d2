"""How often a password may be tried, and the page that says when to come back.

Counted together are the name and the real address; a device on which this person signed in before has a count of its own that no
stranger can reach. Two slow counts stand behind: one address over all names (guessing one password for everybody), and one name over
all addresses (guessing from a thousand machines). The second never closes a name: it leaves every address fewer tries.
"""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from .addresses import network_of, real_address
from .devices import device_of, same_name
from .tries import forget, give_back, is_used_up, key_of, limit_of, take


class TooManyTriesError(Exception):
    """No more tries for now; ``until`` says when the next one goes."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Guess:
    """One counted try of a password: what was counted, to be given back when it was right."""

    own: str  # the count of this person here
    behind: tuple[str, ...] = ()  # the slow counts

    def was_right(self) -> None:
        """The person typed wrong before and right now: the own count begins anew, the slow ones lose this try."""
        forget(self.own)
        for key in self.behind:
            give_back(key)


def count_guess(request: HttpRequest, name: str, *, at: datetime) -> Guess:
    """Count one try of a password for a name, known or not; raises ``TooManyTriesError``."""
    who, device = same_name(name), device_of(request)
    if device is not None and device.knows(name):
        own = key_of("sign_in_device", who, device.number)
        _take(own, "sign_in_device", at=at)
        return Guess(own)
    place = network_of(real_address(request))
    of_name, of_place = key_of("sign_in_name", who), key_of("sign_in_address", place)
    besieged = is_used_up(of_name, limit_of("sign_in_name"), at=at)
    own = key_of("sign_in", who, place)
    _take(own, "sign_in_besieged" if besieged else "sign_in", at=at)
    _take(of_place, "sign_in_address", at=at)
    take(of_name, limit_of("sign_in_name"), at=at)  # full: the name is besieged, not closed
    return Guess(own, (of_place, of_name))


def _take(key: str, name: str, *, at: datetime) -> None:
    until = take(key, limit_of(name), at=at)
    if until is not None:
        raise TooManyTriesError(until)


def come_back_later(request: HttpRequest, until: datetime) -> HttpResponse:
    """The page that says when to come back, on screen and to programs."""
    seconds = max(1, ceil((until - timezone.now()).total_seconds()))
    shown = {"until": until, "minutes": ceil(seconds / 60), "has_errors": True}
    response = render(request, "people/come_back_later.html", shown, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
