"""Write the line of a step and tell those whom a complaint concerns: the body that answers, the producer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from ocop.complaints.models import Complaint
from ocop.ledger.operations import record
from ocop.notices.operations import notify
from ocop.people.models import UserAccount
from ocop.people.queries.holders import holders_of
from ocop.producers.queries import on_behalf_of, people_of
from ocop.vietnamese import format_date


def note(
    complaint: Complaint,
    action: str,
    *,
    by: UserAccount,
    at: datetime,
    records: Iterable[models.Model] = (),
    **line: Any,
) -> None:
    """Write a line about a complaint as it lies in the database now; ``line`` as ``ledger.operations.record`` takes it."""
    path = complaint.product.unit_path
    record(action, complaint, by=by, at=at, unit_path=path, records=[complaint, *records], **line)


def behalf_of(complaint: Complaint, user: UserAccount) -> str:
    """Return for whom a person acts on a complaint of the producer, where that is a delegate."""
    return on_behalf_of(user, complaint.product.producer) if complaint.is_of_producer else ""


def tell_body(complaint: Complaint, *, at: datetime) -> int:
    """Tell the body that a complaint waits for its answer."""
    people = holders_of([complaint.body], complaint.product.unit_path, on=timezone.localdate(at))
    words = {"product": complaint.product.name, "due_on": format_date(complaint.due_on)}
    return notify("complaint_waiting", to=people, about=complaint, of=complaint.body, words=words, at=at)


def tell_producer(complaint: Complaint, kind: str, *, at: datetime, **words: str) -> int:
    """Tell everybody who acts for the producer."""
    people = people_of(complaint.product.producer, on=timezone.localdate(at))
    return notify(kind, to=people, about=complaint, words={"product": complaint.product.name, **words}, at=at)
