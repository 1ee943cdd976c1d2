"""Whose account is meant by what somebody types at the door."""

from ocop.people.models import UserAccount
from ocop.vietnamese import nfc, user_name_key


def account_called(text: str) -> UserAccount | None:
    """Return the account of a user name: as it is written, or as it looks (no case, one place for a tone, no sign nobody sees)."""
    exact = UserAccount.objects.filter(username=nfc(text).strip()).first()
    return exact or UserAccount.objects.filter(user_name_key=user_name_key(text)).first()
