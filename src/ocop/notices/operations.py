"""Every write about notices: tell people (called by the rooms' operations as their last step), mark as read, choose channels."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from django.db import models, transaction
from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from ocop.ledger.operations import kind_of, record
from ocop.ledger.personal import ERASED
from ocop.people.models import UserAccount

from .channels import channels_in_use
from .kinds import Kind, kinds, said
from .links import addressed
from .models import Notice, NoticeChoice, NoticeDelivery
from .queries import choices_of
from .quiet import sending_moment
from .sending import message_id


def notify(
    kind: str,
    *,
    to: Iterable[UserAccount],
    about: models.Model,
    of: str = "",
    words: Mapping[str, str],
    at: datetime,
) -> int:
    """Tell people of an act and return how many heard of it for the first time.

    The last step of an operation, inside its transaction: an act that is rolled back tells nobody. ``about`` is the record and
    ``of`` what of it, if the same may happen again (a revision, a day): the same kind, record and ``of`` reach a person once.
    Raises ``RuntimeError`` outside a transaction, ``KeyError`` for an unknown kind or a missing word.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a notice belongs into the transaction of its act")
    known = kinds()[kind]
    title, text = said(known, words)
    key = f"{kind_of(about)}:{about.pk}:{kind}:{of}"
    people = {person.pk: person for person in to if person.is_active}
    told = Notice.objects.filter(key=key, recipient__in=people).values_list("recipient_id", flat=True)
    for pk in set(told):
        del people[pk]
    if not people:
        return 0
    fresh = [
        Notice(recipient_id=pk, kind=kind, key=key, title=title, text=text, subject_id=str(about.pk), created_at=at)
        for pk in sorted(people)
    ]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)  # the same act at the same moment tells once
    # After the commit: an account is locked before the ledger elsewhere, so here it may not be locked after it.
    transaction.on_commit(partial(_count_unread, list(people)), robust=True)
    _put_into_outbox(known, people, key=key, at=at)
    return len(people)


def _put_into_outbox(kind: Kind, people: Mapping[int, UserAccount], *, key: str, at: datetime) -> None:
    in_use = channels_in_use()
    reached = {pk: addressed(kind, person) for pk, person in people.items()}
    reachable = [(pk, name) for pk, person in reached.items() for name, one in in_use.items() if one.reaches(person)]
    if not reachable:
        return
    choices = NoticeChoice.objects.filter(account__in=people, kind=kind.code)
    chosen = {(pk, channel): wanted for pk, channel, wanted in choices.values_list("account", "channel", "is_wanted")}
    notices = dict(Notice.objects.filter(key=key, recipient__in=people).values_list("recipient_id", "pk"))
    next_at = at if kind.at_once else sending_moment(at)
    leaving = [
        NoticeDelivery(notice_id=notices[pk], channel=name, next_at=next_at, message_id=message_id(notices[pk], name))
        for pk, name in reachable
        if not kind.can_be_chosen or chosen.get((pk, name), kind.email)
    ]
    NoticeDelivery.objects.bulk_create(leaving, ignore_conflicts=True)


def _count_unread(people: Iterable[int]) -> None:
    """Write the number of unread notices onto the accounts, counted anew: no page needs a query for the bell."""
    unread = (
        Notice.objects.filter(recipient=OuterRef("pk"), read_at__isnull=True)
        .order_by()
        .values("recipient")
        .annotate(number=Count("pk"))
        .values("number")
    )
    number = Coalesce(Subquery(unread, output_field=IntegerField()), Value(0))
    UserAccount.objects.filter(pk__in=list(people)).update(unread_notices=number)


@transaction.atomic
def mark_read(notices: "models.QuerySet[Notice]", *, by: UserAccount, at: datetime) -> int:
    """Mark own notices as read and return how many were unread; marking again changes nothing."""
    UserAccount.objects.select_for_update(no_key=True).get(pk=by.pk)
    changed = notices.filter(recipient=by, read_at__isnull=True).update(read_at=at)
    _count_unread([by.pk])
    by.refresh_from_db(fields=["unread_notices"])
    return changed


def forget_person(person: UserAccount, *, named: Mapping[str, Iterable[str]]) -> int:
    """Delete what a person was told and take the name out of what others were told: of kinds about these records (``named``).

    Part of forgetting somebody, inside its transaction; returns how many notices changed.
    """
    Notice.objects.filter(recipient=person).delete()
    changed = 0
    for kind, records in named.items():
        title, text = said(kinds()[kind], {"name": ERASED})
        changed += Notice.objects.filter(kind=kind, subject_id__in=list(records)).update(title=title, text=text)
    return changed


@transaction.atomic
def choose(wanted: Mapping[tuple[str, str], bool], *, by: UserAccount, at: datetime) -> int:
    """Keep which kinds leave by which channel for a person and return how many choices changed; one line in the ledger."""
    before = choices_of(by)
    changed = {pair: value for pair, value in wanted.items() if pair in before and before[pair] != value}
    for (kind, channel), value in changed.items():
        NoticeChoice.objects.update_or_create(account=by, kind=kind, channel=channel, defaults={"is_wanted": value})
    if changed:
        details = {"on": sorted(":".join(pair) for pair, value in changed.items() if value)}
        details["off"] = sorted(":".join(pair) for pair, value in changed.items() if not value)
        record("notices_chosen", by, by=by, at=at, details=details)
    return len(changed)
