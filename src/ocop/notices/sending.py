"""Work off the outbox: each delivery that is due is handed over once, tried again later when the other side is away.

Before a message is handed over, its next attempt is written down; afterwards, that it was sent. A crash between the two sends it once
more under the same Message-ID, by which the receiver knows it: nothing is lost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from ocop.people.models import UserAccount

from .attachments import attachment_of
from .channels import Channel, Message, RefusedError, UnavailableError, channel_in_use
from .kinds import Kind, kinds
from .links import addressed, code_for, one_time_link
from .models import Notice, NoticeDelivery, NoticeDeliveryState
from .quiet import sending_moment

MOST_ATTEMPTS = 12  # with doubling waits from a minute to six hours: about a day and a half
LONGEST_WAIT = timedelta(hours=6)
A_BATCH = 50


@dataclass
class Tally:
    """What happened to the deliveries that were due."""

    sent: int = 0
    later: int = 0
    failed: int = 0

    @property
    def seen(self) -> int:
        """How many were looked at."""
        return self.sent + self.later + self.failed


def message_id(notice_pk: int, channel: str) -> str:
    """Return the id of a notice on a channel: the same at every attempt, and without anything about the person."""
    host = settings.OCOP_SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
    return f"ocop.{channel}.{notice_pk}@{host}"


def due(at: datetime) -> QuerySet[NoticeDelivery]:
    """Deliveries that may leave now, in the order in which they were written."""
    return NoticeDelivery.objects.filter(state=NoticeDeliveryState.WAITING, next_at__lte=at).order_by("next_at", "pk")


def send_due(tally: Tally) -> Iterator[Tally]:
    """Send everything that is due, yielding after each delivery; ends when nothing is due or the channels are away."""
    while channel := due(timezone.now()).values_list("channel", flat=True).first():
        yield from _send_by(channel, tally)


def _send_by(name: str, tally: Tally) -> Iterator[Tally]:
    channel = channel_in_use(name)
    mine = due(timezone.now()).filter(channel=name)
    if channel is None:
        tally.failed += mine.update(state=NoticeDeliveryState.DROPPED, ended_at=timezone.now(), trouble="channel off")
        yield tally
        return
    try:
        with channel.connected():
            for delivery in mine.select_related("notice__recipient")[:A_BATCH]:
                _hand_over(delivery, channel, tally)
                yield tally
    except UnavailableError as fault:
        tally.later += _put_off_all(name, fault.code)
        yield tally


def _hand_over(delivery: NoticeDelivery, channel: Channel, tally: Tally) -> None:
    """Send one delivery. Raises ``UnavailableError`` when the channel as a whole is away."""
    now, kind = timezone.now(), kinds()[delivery.notice.kind]
    mine = NoticeDelivery.objects.filter(pk=delivery.pk, state=NoticeDeliveryState.WAITING, attempts=delivery.attempts)
    if (
        morning := _may_leave(kind, now)
    ) > now:  # due since the day, but the worker or the server was away until the night
        tally.later += mine.update(next_at=morning)
        return
    if not mine.update(attempts=F("attempts") + 1, next_at=_next_attempt(kind, delivery.attempts, now)):
        return  # another worker has it
    try:
        _send(delivery, channel)
    except UnavailableError as fault:
        last = delivery.attempts + 1 >= MOST_ATTEMPTS
        _end(delivery, NoticeDeliveryState.FAILED if last else NoticeDeliveryState.WAITING, fault.code)
        tally.failed, tally.later = tally.failed + last, tally.later + (not last)
        if fault.whole:
            raise
    except RefusedError as fault:
        _end(delivery, NoticeDeliveryState.FAILED, fault.code)
        tally.failed += 1
    else:
        _end(delivery, NoticeDeliveryState.SENT, "")
        tally.sent += 1


def _send(delivery: NoticeDelivery, channel: Channel) -> None:
    person = addressed(kinds()[delivery.notice.kind], delivery.notice.recipient)
    if not person.is_active or not channel.reaches(person):
        raise RefusedError("no address")
    channel.send(message_of(delivery.notice, delivery.message_id, channel.name, to=person))


def _end(delivery: NoticeDelivery, state: NoticeDeliveryState, trouble: str) -> None:
    ended = None if state == NoticeDeliveryState.WAITING else timezone.now()
    NoticeDelivery.objects.filter(pk=delivery.pk).update(state=state, trouble=trouble[:120], ended_at=ended)


def _may_leave(kind: Kind, at: datetime) -> datetime:
    """Nobody is woken, except who waits for it: a link or a code asked for at night comes at night, at a second attempt as well."""
    return at if kind.at_once else sending_moment(at)


def _next_attempt(kind: Kind, attempts: int, now: datetime) -> datetime:
    wait = timedelta(seconds=settings.OCOP_NOTICE_RETRY_SECONDS) * 2 ** min(attempts, 16)
    return _may_leave(kind, now + min(wait, LONGEST_WAIT))


def _put_off_all(channel: str, trouble: str) -> int:
    """A channel that is away is left alone for a while, without counting it against each message."""
    now = timezone.now()
    waiting = due(now).filter(channel=channel)
    return sum(
        waiting.filter(notice__kind=code).update(next_at=_next_attempt(kinds()[code], 0, now), trouble=trouble[:120])
        for code in set(waiting.values_list("notice__kind", flat=True))
    )


def message_of(notice: Notice, lasting_id: str, channel: str, *, to: UserAccount) -> Message:
    """Return what leaves the system about a notice; links carry the number of a record and nothing else, or work once."""
    kind = kinds()[notice.kind]
    page = f"{settings.OCOP_SITE_URL.rstrip('/')}{page_of(notice)}"
    link = one_time_link(kind.link, notice, channel) if kind.link else page
    file = attachment_of(kind.attached, notice) if kind.attached else None
    title = f"{notice.title}: {code_for(notice)}" if kind.says_code else notice.title
    return Message(to, lasting_id, kind.subject, title, notice.text, link, kind.can_be_chosen, file)


def page_of(notice: Notice) -> str:
    """Return the address, inside this site, of the page a notice leads to."""
    kind = kinds()[notice.kind]
    return reverse(kind.page, args=[] if kind.without_record else [notice.subject_id])
