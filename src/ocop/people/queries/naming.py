"""What people were called at a moment: a list of the past names them as it did when it was made.

A change of name is an act (``update_own_details``) whose line holds the old and the new name salted; the names themselves lie beside
the chain, are compared with it (``verify_contents``), and go when the account is erased, so that nothing here outlives a request to
be forgotten. What somebody signed keeps the name in its own snapshot (``signed_as``).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from ocop.ledger.personal import ERASED, values_kept
from ocop.people.models import UserAccount
from ocop.people.naming import Named, named

Change = tuple[datetime, str]  # from when on, which name


@dataclass(frozen=True)
class PastNames:
    """The names of some accounts from their first to today's; read when the first moment is asked for."""

    accounts: frozenset[int]

    @cached_property
    def _changes(self) -> Mapping[int, Sequence[Change]]:
        """The changes of each account's name; the first of each is the name before any change."""
        changes: dict[int, list[Change]] = {}
        for record_id, value, erased_at, written_at in values_kept("useraccount", self.accounts, "full_name"):
            changes.setdefault(int(record_id), []).append((written_at, ERASED if erased_at else json.loads(value)))
        return changes

    def at(self, account: UserAccount, moment: datetime | date | None) -> Named:
        """Return what a person was called at a moment, at the end of a day; without a moment today's name alone."""
        known = self._changes.get(account.pk) if moment and not account.erased_at else None
        if moment is None or not known:
            return Named(account.full_name)
        then = moment if isinstance(moment, datetime) else end_of(moment)
        reached = [name for since, name in known[1:] if since <= then]
        return named(reached[-1] if reached else known[0][1], account.full_name)


def past_names(accounts: Iterable[UserAccount]) -> PastNames:
    """Return the names of these accounts through time; one query, however many they are, none while only today is asked for."""
    return PastNames(frozenset(one.pk for one in accounts))


def name_then(account: UserAccount, moment: datetime | date | None) -> Named:
    """Return what one person was called at a moment; for several people ask ``past_names`` once."""
    return past_names([account]).at(account, moment)


def signer_name(signature: Mapping[str, Any], account: UserAccount | None, at: datetime | None) -> str:
    """Return the name in a signature; papers of earlier versions hold none, and the account's of that moment stands for it."""
    if name := signature.get("name"):
        return str(name)
    return str(name_then(account, at)) if account else ""


def end_of(day: date) -> datetime:
    """Return the last moment of a day in Vietnam."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)
