"""Reads of notices: a person sees the own ones."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from ocop.people.models import UserAccount
from ocop.people.rights import type_of_user

from .channels import channels_in_use
from .kinds import kinds
from .models import Notice, NoticeChoice


def notices_of(user: type_of_user) -> QuerySet[Notice]:
    """Own notices, newest first."""
    if not isinstance(user, UserAccount):
        return Notice.objects.none()
    return Notice.objects.filter(recipient=user).order_by("-created_at", "-pk")


def get_notice_for(user: type_of_user, pk: int) -> Notice:
    """Return an own notice; raises ``Http404`` for every other id."""
    return get_object_or_404(notices_of(user), pk=pk)


def choices_of(account: UserAccount) -> dict[tuple[str, str], bool]:
    """Return for every kind and channel in use whether this person wants it."""
    rows = NoticeChoice.objects.filter(account=account).values_list("kind", "channel", "is_wanted")
    chosen = {(kind, channel): wanted for kind, channel, wanted in rows}
    return {
        (code, channel): chosen.get((code, channel), kind.email)
        for code, kind in kinds().items()
        if kind.can_be_chosen
        for channel in channels_in_use()
    }
