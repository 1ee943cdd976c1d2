"""Which of several certificates of one product ended because a newer one followed? Pure; only where the dates leave no doubt.

The newer one must have a known day, the older one must certainly be older, and must not have run out before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from ocop.recognition.arithmetic import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A certificate with the days on which it can have been issued and can expire."""

    what: T
    star: int
    issued: Span
    expires: Span


def superseded(certificates: Sequence[Dated[T]]) -> list[tuple[T, date]]:
    """Return the certificates that a newer one replaced, each with the day of the newer one."""
    ended = []
    for old in certificates:
        days = [one.issued.earliest for one in certificates if one is not old and _surely_replaces(one, old)]
        known = [day for day in days if day]
        if known:
            ended.append((old.what, min(known)))
    return ended


def _surely_replaces(new: Dated[T], old: Dated[T]) -> bool:
    if not new.issued.is_exact or new.issued.earliest is None or old.issued.latest is None:
        return False
    ran_out = old.expires.latest is not None and old.expires.latest < new.issued.earliest
    return old.issued.latest < new.issued.earliest and not ran_out


def order_is_unclear(certificates: Sequence[Dated[T]]) -> bool:
    """Whether two certificates with different stars may have been issued in either order."""
    return any(
        one.star != other.star and _may_overlap(one.issued, other.issued)
        for place, one in enumerate(certificates)
        for other in certificates[place + 1 :]
    )


def _may_overlap(one: Span, other: Span) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest
