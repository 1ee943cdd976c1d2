"""Links that work once, made at the moment a message leaves: nobody but the receiver ever sees them, and none is kept here."""

from collections.abc import Callable

from django.utils.dateparse import parse_datetime

from ocop.people import invitations
from ocop.people.models import Invitation

from .channels import RefusedError
from .models import Notice


def one_time_link(kind: str, notice: Notice, channel: str) -> str:
    """Return the link of a notice. Raises ``RefusedError`` when it is over: used, or replaced by a newer one."""
    link = MAKERS[kind](notice, channel)
    if not link:
        raise RefusedError("link is over")
    return link


def _moment_of(notice: Notice) -> object:
    """The moment a notice says in its key; a newer link has another."""
    return parse_datetime(notice.key.split(":", 3)[3])


def _invitation(notice: Notice, channel: str) -> str:
    found = Invitation.objects.select_related("account").filter(pk=notice.subject_id, accepted_at__isnull=True).first()
    is_newest = found and found.by_message and found.sent_at == _moment_of(notice)
    return invitations.link_of(found, channel) if found and is_newest else ""


MAKERS: dict[str, Callable[[Notice, str], str]] = {"invitation": _invitation}
