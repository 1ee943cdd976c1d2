"""Links that work once, to prove an address and to find the way back in; each is bound to what it was asked for and to the newest asking."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from .models import UserAccount


def link_with(page: str, account: UserAccount, token: str) -> str:
    """Return the whole address of a page that a link of an account opens."""
    address = reverse(page, args=[urlsafe_base64_encode(str(account.pk).encode()), token])
    return f"{settings.OCOP_SITE_URL.rstrip('/')}{address}"


def account_in(key: str) -> int:
    """Return the number of the account whose link this is; 0, which no account has, when it is no link of ours."""
    try:
        return int(urlsafe_base64_decode(key).decode())
    except ValueError:
        return 0


class OnceToken(PasswordResetTokenGenerator):
    """Django's token, signed with the key of the installation, bound to what ``bound`` says of an account."""

    def __init__(self, purpose: str, page: str, bound: Callable[[UserAccount], str]) -> None:
        super().__init__()
        self.key_salt = f"ocop.people.{purpose}"
        self.page, self.bound = page, bound

    def _make_hash_value(self, user: UserAccount, timestamp: int) -> str:
        return f"{user.pk}|{timestamp}|{user.password}|{self.bound(user)}"

    def link(self, account: UserAccount) -> str:
        """Return a link for an account."""
        return link_with(self.page, account, self.make_token(account))

    def behind(self, key: str, token: str) -> UserAccount | None:
        """Return the account of a link; None when it was used, replaced, has expired or is no link of ours."""
        found = UserAccount.objects.filter(pk=account_in(key), is_active=True).first()
        return found if found and self.bound(found) and self.check_token(found, token) else None


EMAIL = OnceToken(
    "email", "people:verify_email", lambda one: f"{one.pending_email}|{one.email_asked_at}" if one.pending_email else ""
)
RECOVERY = OnceToken(
    "recovery", "people:recover", lambda one: f"{one.recovery_at}|{one.recovery_by_message}" if one.recovery_at else ""
)
