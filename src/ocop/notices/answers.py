"""Tell people what the room of accounts cannot tell them itself, since it stands below: a link, a role that was given, an office to sign for."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from ocop.ledger.asking import checkpoint_to_send
from ocop.ledger.checkpoints import Checkpoint
from ocop.ledger.models import LedgerHead
from ocop.notices.channels import channels_in_use
from ocop.notices.operations import forget_person, notify
from ocop.people.asking import (
    access_mended,
    account_erased,
    deputy_appointed,
    email_to_verify,
    invitation_to_send,
    password_recovered,
    person_to_confirm,
    phone_to_verify,
    recovery_to_send,
    role_given,
    ways_out,
)
from ocop.people.models import Deputyship, Invitation, RoleAssignment, UserAccount
from ocop.people.queries.holders import holders_of
from ocop.people.rules import INVITING_ROLES, may_confirm_person
from ocop.people.second_person import SECOND_FACTOR
from ocop.people.signing import offices
from ocop.vietnamese import format_date

WHOLE_COUNTRY = "Toàn quốc"


@role_given
def tell_holder(given: RoleAssignment, at: datetime) -> int:
    """The new holder hears which role, where and from which day."""
    words = {"role": given.get_role_display(), "place": _place(given), "since": format_date(given.effective_from)}
    return notify("role_given", to=[given.account], about=given, words=words, at=at)


@checkpoint_to_send
def send_to_readers(checkpoint: Checkpoint, readers: Sequence[UserAccount], at: datetime) -> int:
    """Whoever chose it gets length and head of the chain, the sealed file with them."""
    day = date.fromisoformat(checkpoint.day)
    words = {"day": format_date(day), "length": str(checkpoint.length), "head": checkpoint.head}
    return notify("checkpoint", to=readers, about=LedgerHead(pk=1), of=checkpoint.day, words=words, at=at)


@ways_out
def channels_to(person: UserAccount) -> tuple[str, ...]:
    """The channels in use that have an address of the person."""
    return tuple(name for name, channel in channels_in_use().items() if channel.reaches(person))


@invitation_to_send
def send_link(invitation: Invitation, at: datetime) -> int:
    """The invited person, and nobody else, gets the link; it is made when the message leaves."""
    words = {"name": invitation.account.full_name, "username": invitation.account.username}
    return notify("account_invited", to=[invitation.account], about=invitation, of=at.isoformat(), words=words, at=at)


@email_to_verify
def write_to_both(person: UserAccount, at: datetime) -> int:
    """The new address gets the link, the old one hears that another was asked for."""
    told = notify("email_to_verify", to=[person], about=person, of=at.isoformat(), words={}, at=at)
    if person.email and person.email != person.pending_email:
        told += notify("email_changes", to=[person], about=person, of=at.isoformat(), words={}, at=at)
    return told


@phone_to_verify
def send_code(person: UserAccount, at: datetime) -> int:
    """The telephone gets the code; it is made when the message leaves."""
    return notify("phone_code", to=[person], about=person, of=at.isoformat(), words={}, at=at)


@recovery_to_send
def send_way_back(person: UserAccount, at: datetime) -> int:
    """Proved addresses only get the link."""
    return notify("recovery", to=[person], about=person, of=at.isoformat(), words={}, at=at)


@password_recovered
def tell_of_new_password(person: UserAccount, at: datetime) -> int:
    """Whoever holds the account hears that its password is another."""
    return notify("password_recovered", to=[person], about=person, of=at.isoformat(), words={}, at=at)


@access_mended
def tell_of_mending(person: UserAccount, what: str, at: datetime) -> int:
    """Whoever holds the account hears that two people opened a way in."""
    kind = "second_factor_removed" if what == SECOND_FACTOR else "recovery_link_made"
    return notify(kind, to=[person], about=person, of=at.isoformat(), words={}, at=at)


@person_to_confirm
def ask_colleagues(invitation: Invitation, at: datetime) -> int:
    """Whoever holds another office in the province hears that an invited person has to be confirmed."""
    there = holders_of(INVITING_ROLES, invitation.unit_path, on=timezone.localdate(at))
    people = [one for one in there if may_confirm_person(one, invitation)]
    words = {"name": invitation.account.full_name}
    return notify("person_to_confirm", to=people, about=invitation, words=words, at=at)


@account_erased
def forget_who_was_named(account: UserAccount) -> int:
    """What was told to the person goes, and colleagues who were asked about an invitation read no name any more."""
    invitations = Invitation.objects.filter(account=account).values_list("pk", flat=True)
    return forget_person(account, named={"person_to_confirm": [str(pk) for pk in invitations]})


@deputy_appointed
def tell_deputy(made: Deputyship, at: datetime) -> int:
    """The new deputy hears for which office, by which paper and from which day."""
    words = {
        "office": offices()[made.role].position,
        "place": _place(made),
        "document": made.document,
        "since": format_date(made.effective_from),
    }
    return notify("deputy_appointed", to=[made.account], about=made, words=words, at=at)


def _place(given: RoleAssignment | Deputyship) -> str:
    return given.unit.full_name if given.unit else WHOLE_COUNTRY
