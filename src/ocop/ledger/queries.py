"""Reads of the ledger: the timeline of a record, and the lines an administrator looks for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone

from .models import AuditEntry
from .naming import Names, details_of
from .operations import kind_of
from .verifying import ChainReport, verify_chain
from .wording import action_words, record_words, state_words

__all__ = ["ChainReport", "LedgerFilter", "TimelineLine", "entries", "timeline_lines", "timeline_of", "verify_chain"]


@dataclass(frozen=True)
class TimelineLine:
    """One line as the timeline component shows it."""

    at: datetime
    actor: str
    on_behalf_of: str
    action: str
    note: str
    record: str = ""
    states: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class LedgerFilter:
    """What an administrator looks for; empty values do not narrow the search."""

    unit_path: str = ""
    since: date | None = None
    until: date | None = None
    action: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    before: int | None = None  # sequence number: older lines than this one


def timeline_of(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """Lines about ``subject`` in the order they were written, with their actors."""
    return (
        AuditEntry.objects.filter(subject_kind=kind_of(subject), subject_id=str(subject.pk))
        .select_related("actor")
        .order_by("sequence")
    )


def timeline_lines(subject: models.Model) -> list[TimelineLine]:
    """The timeline of a record in words, newest first."""
    return [in_words(entry) for entry in timeline_of(subject).reverse()]


def in_words(entry: AuditEntry, names: Names | None = None) -> TimelineLine:
    """Say one line of the ledger in words; a line without an actor was written by the system, ``names`` call its record."""
    actor = str(entry.actor) if entry.actor else "Hệ thống"
    states = " → ".join(state_words(state, entry.subject_kind) for state in (entry.from_state, entry.to_state) if state)
    name = (names or {}).get((entry.subject_kind, entry.subject_id), "")
    record, details = record_words(entry.subject_kind), tuple(details_of(entry))
    record = f"{record}: {name}" if name else f"{record} {entry.subject_id}"
    words = action_words(entry.action)
    return TimelineLine(entry.at, actor, entry.on_behalf_of, words, entry.reason, record, states, details)


def entries(wanted: LedgerFilter, *, limit: int) -> list[AuditEntry]:
    """The newest ``limit`` lines that fit, with their actors: one query, however long the ledger is."""
    conditions = {
        "unit_path__inside": wanted.unit_path,
        "at__gte": _midnight(wanted.since),
        "at__lt": _midnight(wanted.until + timedelta(days=1)) if wanted.until else None,
        "action": wanted.action,
        "subject_kind": wanted.subject_kind,
        "subject_id": wanted.subject_id,
        "sequence__lt": wanted.before,
    }
    given = {name: value for name, value in conditions.items() if value}
    return list(AuditEntry.objects.filter(**given).select_related("actor").order_by("-sequence")[:limit])


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
