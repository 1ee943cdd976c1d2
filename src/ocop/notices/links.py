"""Links and codes that work once, and to which address they go: made at the moment a message leaves: nobody but the receiver ever sees them, and none is kept here."""

from collections.abc import Callable
from copy import copy

from django.utils.dateparse import parse_datetime

from ocop.people import invitations
from ocop.people.models import Invitation, UserAccount
from ocop.people.one_time import EMAIL, RECOVERY
from ocop.people.operations.contacts import code_of

from .channels import RefusedError
from .kinds import Kind
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


def _email(notice: Notice, _channel: str) -> str:
    found = notice.recipient
    return EMAIL.link(found) if found.pending_email and found.email_asked_at == _moment_of(notice) else ""


def _recovery(notice: Notice, _channel: str) -> str:
    found = notice.recipient
    is_newest = found.recovery_by_message and found.recovery_at == _moment_of(notice)
    return RECOVERY.link(found) if is_newest else ""


def code_for(notice: Notice) -> str:
    """Return the code of a notice. Raises ``RefusedError`` when a newer one was asked for or none is wanted any more."""
    if notice.recipient.phone_asked_at != _moment_of(notice):
        raise RefusedError("code is over")
    return code_of(notice.recipient)


def addressed(kind: Kind, person: UserAccount) -> UserAccount:
    """Return the person with the addresses to which this kind may go; what is left empty is not written to."""
    if not kind.to:
        return person
    to = copy(person)
    if kind.to == "pending":
        to.email, to.phone = person.pending_email, ""
    elif kind.to == "telephone":
        to.email = ""
    else:
        to.email = person.email if person.email_verified_at else ""
        to.phone = person.phone if person.phone_verified_at else ""
    return to


MAKERS: dict[str, Callable[[Notice, str], str]] = {"invitation": _invitation, "email": _email, "recovery": _recovery}
