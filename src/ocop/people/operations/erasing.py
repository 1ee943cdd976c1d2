"""Erase who an account belonged to, on request; what was signed stays as it was signed (Luật 91/2025/QH15; QĐ 26/2026, Đ.10).

Name, user name, telephone, mail, second factor and the log of sign-ins go, the notices that named the person, and the old and new values
that the ledger kept beside the chain. Roles, sealed sheets, minutes, decisions and certificates are the record of an office: they keep their number or the name.
"""

from datetime import datetime
from secrets import token_hex

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from ocop.ledger.models import CheckpointReader
from ocop.ledger.operations import forget
from ocop.ledger.personal import ERASED
from ocop.ledger.verdicts import insist
from ocop.people.asking import account_erased
from ocop.people.models import UserAccount
from ocop.people.rules import is_erased, may_erase_account

EMPTY = {
    "full_name": ERASED,
    **dict.fromkeys(("email", "phone", "pending_email"), ""),
    **dict.fromkeys(("email_verified_at", "phone_verified_at", "phone_verified_by", "recovery_at")),
}


@transaction.atomic
def erase_account(account: UserAccount, *, reason: str, by: UserAccount, at: datetime) -> UserAccount:
    """Erase what is kept about the person behind an account that is switched off; doing it again changes nothing.

    Raises ``DomainError`` when the person may not, the account is open or still holds a role, or no reason is given.
    """
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    insist(may_erase_account(by, locked, at=at))
    if is_erased(locked):
        return locked
    forget(locked, kinds={"useraccount": [locked.pk]}, by=by, at=at, reason=reason)
    for kept in (EmailAddress, Authenticator):
        kept.objects.filter(user=locked).delete()
    locked.sign_ins.all().delete()
    end_sessions(locked)
    CheckpointReader.objects.filter(account=locked).delete()
    account_erased.ask(locked)
    _empty_columns(locked, at)
    return locked


def _empty_columns(account: UserAccount, at: datetime) -> None:
    empty = {**EMPTY, "username": f"da-xoa-{account.pk}-{token_hex(4)}", "erased_at": at}
    for name, value in empty.items():
        setattr(account, name, value)
    account.set_unusable_password()
    account.save(update_fields=[*empty, "user_name_key", "password"])


def end_sessions(account: UserAccount) -> None:
    """End every session of an account. A session names the user name in its own words; only reading it says whose it is."""
    theirs = [one.pk for one in Session.objects.iterator() if one.get_decoded().get(SESSION_KEY) == str(account.pk)]
    Session.objects.filter(pk__in=theirs).delete()
