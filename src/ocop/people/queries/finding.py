"""Whose account is meant by what somebody types at the door."""

from ocop.people.models import UserAccount
from ocop.vietnamese import mail_address, nfc, telephone, user_name_key


def account_called(text: str) -> UserAccount | None:
    """Return the account of a user name: as it is written, or as it looks (no case, one place for a tone, no sign nobody sees)."""
    exact = UserAccount.objects.filter(username=nfc(text).strip()).first()
    return exact or UserAccount.objects.filter(user_name_key=user_name_key(text)).first()


def account_at_door(text: str) -> UserAccount | None:
    """Return the account somebody means at the sign-in: by user name, by a proved address of mail, or by a proved telephone."""
    if found := account_called(text):
        return found
    proved = UserAccount.objects.filter(email_verified_at__isnull=False, email=mail_address(text))
    if "@" in text and (by_mail := proved.first()):
        return by_mail
    try:
        number = telephone(text)
    except ValueError:
        return None
    return UserAccount.objects.filter(phone_verified_at__isnull=False, phone=number).first()
