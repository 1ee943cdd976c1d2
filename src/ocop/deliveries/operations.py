"""Take in what a device sends, once; forget old answers (QĐ 26/2026, Đ.7.3.d: every sheet counts once)."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from ocop.ledger.chain import content_hash
from ocop.ledger.errors import DomainError
from ocop.people.models import UserAccount

from .models import DeviceDelivery

KEPT_FOR = timedelta(days=30)  # a device that was away longer asks its person again
OTHER_CONTENT = "Mã gửi này đã dùng cho nội dung khác. Hãy tải lại trang rồi gửi lại."
OTHER_PERSON = "Mã gửi này thuộc người khác."
BAD_KEY = "Mã gửi không hợp lệ. Hãy tải lại trang rồi gửi lại."


@dataclass(frozen=True)
class Received:
    """The receipt: what the server answered, when it took the record in, and whether it had it already."""

    answer: Mapping[str, Any]
    received_at: datetime
    repeated: bool


def receive_once(
    act: Callable[[], Mapping[str, Any]],
    *,
    key: str,
    purpose: str,
    content: Mapping[str, Any],
    by: UserAccount,
    at: datetime,
) -> Received:
    """Run ``act`` in one transaction with its key, or return the stored answer when the key was taken in before.

    ``content`` is what the device sent, in plain values. Two equal deliveries at the same moment run ``act`` once: the
    second waits for the first. A refusal of ``act`` leaves nothing behind, so the device may send again.
    Raises ``DomainError`` for a key that is no UUID, or that came with other content or from another person.
    """
    known_key, digest = _key(key), content_hash({"purpose": purpose, "content": dict(content)})
    if (known := _known(known_key, purpose, digest, by)) is not None:
        return known
    try:
        with transaction.atomic():
            row = DeviceDelivery.objects.create(
                key=known_key, purpose=purpose, owner=by, content_hash=digest, answer={}, received_at=at
            )
            row.answer = dict(act())
            row.save(update_fields=["answer"])
    except IntegrityError:
        if (known := _known(known_key, purpose, digest, by)) is not None:
            return known
        raise
    return Received(row.answer, at, repeated=False)


def forget_old_deliveries(*, at: datetime) -> int:
    """Delete answers older than 30 days; return how many. What was done stays: only the receipt of the device goes."""
    return DeviceDelivery.objects.filter(received_at__lt=at - KEPT_FOR).delete()[0]


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise DomainError(BAD_KEY) from None


def _known(key: uuid.UUID, purpose: str, digest: str, by: UserAccount) -> Received | None:
    row = DeviceDelivery.objects.filter(key=key).first()
    if row is None:
        return None
    if row.owner_id != by.pk:
        raise DomainError(OTHER_PERSON)
    if (row.purpose, row.content_hash) != (purpose, digest):
        raise DomainError(OTHER_CONTENT)
    return Received(row.answer, row.received_at, repeated=True)
