"""Tries are counted in the database: every process sees the same count, and none is forgotten when one starts anew.

A try is counted before it is looked at, and given back when it was right: a thousand at the same moment do not slip through. Keys are
keyed hashes, so that the table tells nobody's name or address; a row is deleted soon after it has run out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from ocop.people.models import TryCount

KEPT_AFTER = timedelta(hours=1)
ROUNDS = 5  # more than two processes rarely meet at one row


@dataclass(frozen=True)
class Limit:
    """So many tries in a span that begins with the first of them."""

    tries: int
    seconds: int


def limit_of(name: str) -> Limit:
    """Return a limit of the settings by its name."""
    return Limit(*settings.OCOP_LIMITS[name])


def key_of(name: str, *subject: str) -> str:
    """Return under which key the tries of a subject are counted."""
    return salted_hmac("ocop.people.tries", "\n".join((name, *subject)), algorithm="sha256").hexdigest()


def take(key: str, limit: Limit, *, at: datetime) -> datetime | None:
    """Count one try; return until when no more goes, nothing when this one goes."""
    for _ in range(ROUNDS):
        rows = TryCount.objects.filter(key=key)
        if rows.filter(until__gt=at, tries__lt=limit.tries).update(tries=F("tries") + 1):
            return None
        found = rows.first()
        if found is None:
            if _begin(key, limit, at=at):
                return None
        elif found.until > at:
            if found.tries >= limit.tries:
                return found.until
            # begun by somebody else since the first line: counted in the next round
        elif rows.filter(until=found.until).update(tries=1, until=at + timedelta(seconds=limit.seconds)):
            return None
    return at + timedelta(seconds=1)  # others were faster each time: this one comes again


def _begin(key: str, limit: Limit, *, at: datetime) -> bool:
    TryCount.objects.filter(until__lt=at - KEPT_AFTER).delete()
    try:
        with transaction.atomic():
            TryCount.objects.create(key=key, tries=1, until=at + timedelta(seconds=limit.seconds))
    except IntegrityError:
        return False
    return True


def is_used_up(key: str, limit: Limit, *, at: datetime) -> bool:
    """Whether a count has reached its limit, without counting."""
    return TryCount.objects.filter(key=key, until__gt=at, tries__gte=limit.tries).exists()


def give_back(key: str) -> None:
    """A counted try was right: it does not count."""
    TryCount.objects.filter(key=key, tries__gt=0).update(tries=F("tries") - 1)


def forget(key: str) -> None:
    """Begin anew: what was tried before counts no more."""
    TryCount.objects.filter(key=key).delete()
