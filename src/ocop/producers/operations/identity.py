"""A change of name, kind or place of a producer is an act of its own with a day; what it was before is kept with its dates."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.people.models import UserAccount
from ocop.producers.models import FormerIdentity, OrganisationType, Producer
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date

IDENTITY = ("name", "organisation_type", "unit")


class HasFormer(Protocol):
    """A producer, or a product: registered on a day, with what it was before."""

    created_at: datetime
    former_identities: Any


def identity_of(producer: Producer) -> dict[str, Any]:
    """Return name, kind and place of a producer as they stand now."""
    return {name: getattr(producer, name) for name in IDENTITY}


def keep_former(
    producer: Producer, was: Mapping[str, Any], *, effective_on: date, at: datetime
) -> FormerIdentity | None:
    """Keep what a producer was until the day before ``effective_on``; nothing when it became so on that very day.

    A second change on the day of the first corrects it. Raises ``DomainError`` for a day to come, or before the last change.
    """
    days = days_before_change(producer, effective_on, at=at, field="identity_from")
    if days is None:
        return None
    unit: AdministrativeUnit | None = was["unit"]
    return FormerIdentity.objects.create(
        producer=producer,
        name=was["name"],
        organisation_type=was["organisation_type"],
        unit=unit,
        place=unit.full_place if unit else producer.place_as_published,
        **days,
    )


def days_before_change(
    row: HasFormer, effective_on: date, *, at: datetime, field: str
) -> dict[str, date | None] | None:
    """Return from when and until when something was what it was before a change; ``None`` when it became so on that very day.

    Raises ``DomainError`` at the field for a day to come, or before the last change.
    """
    if effective_on > timezone.localdate(at):
        raise DomainError("Ngày đổi không được sau ngày hôm nay.", field=field)
    last = row.former_identities.order_by("-effective_to").first()
    since = last.effective_to + timedelta(days=1) if last else None
    if since and effective_on < since:
        raise DomainError(f"Ngày đổi không trước lần đổi gần nhất ({format_date(since)}).", field=field)
    if effective_on == (since or timezone.localdate(row.created_at)):
        return None
    return {"effective_from": since, "effective_to": effective_on - timedelta(days=1)}


def note_change_of_identity(
    producer: Producer, was: Mapping[str, Any], *, effective_on: date, by: UserAccount, at: datetime, on_behalf_of: str
) -> None:
    """Keep the former identity and write the line with old and new values; called after the producer was saved."""
    former = keep_former(producer, was, effective_on=effective_on, at=at)
    pairs = {name: (was[name], getattr(producer, name)) for name in IDENTITY if was[name] != getattr(producer, name)}
    record(
        "producer_identity_changed",
        producer,
        by=by,
        at=at,
        unit_path=producer.unit_path,
        on_behalf_of=on_behalf_of,
        reason=_in_words(pairs, effective_on),
        details={"effective_on": effective_on.isoformat()},
        changes={name: (_plain(old), _plain(new)) for name, (old, new) in pairs.items()},
        records=[producer, *([former] if former else [])],
    )


def _plain(value: object) -> object:
    return f"{value.code} {value.full_name}" if isinstance(value, AdministrativeUnit) else value


def _in_words(pairs: Mapping[str, tuple[Any, Any]], effective_on: date) -> str:
    said = [f"{_shown(name, old)} → {_shown(name, new)}" for name, (old, new) in pairs.items()]
    return f"Từ ngày {format_date(effective_on)}: {'; '.join(said)}"


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "chưa rõ"
    return str(OrganisationType(value).label) if name == "organisation_type" else str(value)
