"""What two people mend together: the link by which one asks a second person, bound to what is to be mended and used once."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse

from ocop.ledger.models import AuditEntry
from ocop.ledger.operations import kind_of

from .models import Invitation, UserAccount

SALT = "ocop.people.second_person"
SECOND_FACTOR, PASSWORD = "second_factor", "password"


@dataclass(frozen=True)
class Mending:
    """What is to be mended, for whom, and who asked."""

    account: UserAccount
    what: str
    asked_by: UserAccount

    @property
    def removes_second_factor(self) -> bool:
        """Whether the second factor goes; otherwise a link for a new password is made."""
        return self.what == SECOND_FACTOR


def has_second_factor(account: UserAccount) -> bool:
    """Whether the account asks for a code after the password."""
    return bool(Authenticator.objects.filter(user=account).exists())


def link_to_second(asked: Mending) -> str:
    """Return the link that asks a second person; whoever opens it is judged anew."""
    account, what = asked.account, asked.what
    said = {"a": account.pk, "w": what, "b": asked.asked_by.pk, "s": _state(account, what)}
    address = reverse("people:mending", args=[signing.dumps(said, salt=SALT, compress=True)])
    return f"{settings.OCOP_SITE_URL.rstrip('/')}{address}"


def mending_behind(token: str) -> Mending | None:
    """Return what a link asks for; None when it was used, has expired, was overtaken or is no link of ours."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=SALT, max_age=settings.PASSWORD_RESET_TIMEOUT)
    except signing.BadSignature:
        return None
    people = UserAccount.objects.in_bulk([said["a"], said["b"]])
    account, asker = people.get(said["a"]), people.get(said["b"])
    if account is None or asker is None or said["s"] != _state(account, said["w"]):
        return None
    return Mending(account, said["w"], asker)


def depends_on(second: UserAccount, asker: UserAccount) -> bool:
    """Whether the asker may hold the second's account as well: made it or gave it a role, and nobody else met its holder since."""
    confirmed = Q(confirmed_at__isnull=False) & ~Q(confirmed_by=asker)
    if Invitation.objects.filter(confirmed, account=second).exists():
        return False
    invited = Invitation.objects.filter(Q(invited_by=asker) | Q(link_made_by=asker), account=second)
    about = AuditEntry.objects.filter(subject_kind=kind_of(second), subject_id=str(second.pk))
    return invited.exists() or about.filter(actor=asker, action="role_assigned").exists()


def _state(account: UserAccount, what: str) -> str:
    """What a link is bound to: the factors of the account, or its password and the newest link for another one."""
    if what == SECOND_FACTOR:
        found = Authenticator.objects.filter(user=account).order_by("pk").values_list("pk", flat=True)
        return ",".join(map(str, found))
    return signing.Signer(salt=SALT).signature(f"{account.password}|{account.recovery_at}")
