"""Accounts for people who are invited: councils and offices have no public sign-up (QĐ 26/2026, Đ.7.3.b).

The account is made without a password. Its holder sets one by a link that carries a token of Django's password reset: signed
with the key of the installation, bound to the account, its password and the newest sending, so that it works once, for
``PASSWORD_RESET_TIMEOUT`` seconds, and no longer once a newer link was made. The account has no rights until a role is given.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record, stand_in_line
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold, mail_address, nfc, telephone

from .models import Invitation, Role, UserAccount
from .rights import holds, inside_units_of, type_of_user
from .rules import INVITING_ROLES, may_invite

NO_WAY_TO_REACH = "Hãy ghi thư điện tử hoặc số điện thoại để gửi lời mời."
TAKEN = (
    "Đã có tài khoản dùng {what} này. Nếu đúng là người đó, hãy chọn trong danh sách hoặc nhờ người quản trị hệ thống."
)


class InvitationToken(PasswordResetTokenGenerator):
    """Django's token for setting a password, bound to the newest sending of the invitation."""

    key_salt = "ocop.people.invitations"

    def _make_hash_value(self, user: UserAccount, timestamp: int) -> str:
        sent = Invitation.objects.filter(account_id=user.pk, accepted_at__isnull=True).values_list("sent_at", flat=True)
        return f"{super()._make_hash_value(user, timestamp)}{sent.first()}"


tokens = InvitationToken()


@one_winner()
def invite_person(
    *,
    full_name: str,
    email: str = "",
    phone: str = "",
    unit: AdministrativeUnit | None = None,
    by: UserAccount | None,
    at: datetime,
    is_demo: bool = False,
) -> Invitation:
    """Make an account without password and its invitation; inviting the same person again returns the open invitation.

    ``by`` is empty when whoever runs the server invites. Raises ``DomainError`` when the person may not invite for this unit,
    no way to reach is given, or another account uses the same e-mail or telephone.
    """
    if by is not None:
        insist(may_invite(by, unit.path if unit else ""))
    name, email, phone = " ".join(nfc(full_name).split()), mail_address(email), phone and _number(phone)
    if by is not None and not email and not phone:
        raise DomainError(NO_WAY_TO_REACH, field="email")
    stand_in_line()  # user names and telephones are compared with those of every account
    open_ones = Invitation.objects.filter(accepted_at__isnull=True, unit=unit)
    again = open_ones.filter(account__full_name=name, account__email=email, account__phone=phone).first()
    if again is not None:
        return again
    _refuse_taken(email, phone)
    account = UserAccount.objects.create_user(
        username=_free_username(name), email=email, password=None, full_name=name, phone=phone, is_demo=is_demo
    )
    path = unit.path if unit else ""
    made = Invitation.objects.create(account=account, unit=unit, unit_path=path, invited_by=by, sent_at=at)
    record("account_invited", account, by=by, at=at, unit_path=path)
    return made


def _number(phone: str) -> str:
    try:
        return telephone(phone)
    except ValueError as wrong:
        raise DomainError(str(wrong), field="phone") from wrong


def _refuse_taken(email: str, phone: str) -> None:
    if email and UserAccount.objects.filter(email__iexact=email).exists():
        raise DomainError(TAKEN.format(what="thư điện tử"), field="email")
    invited = Q(invitation__isnull=False) | Q(role_assignments__isnull=False)
    if phone and UserAccount.objects.filter(invited, phone=phone).exists():
        raise DomainError(TAKEN.format(what="số điện thoại"), field="phone")


def _free_username(name: str) -> str:
    """The name without spaces and diacritics, numbered when somebody has it already."""
    wanted = "".join(letter for letter in fold(name) if letter.isascii() and letter.isalnum())[:100] or "nguoidung"
    taken = set(UserAccount.objects.filter(user_name_key__startswith=wanted).values_list("user_name_key", flat=True))
    numbered = (f"{wanted}{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *numbered) if one not in taken)


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: UserAccount | None, at: datetime) -> str:
    """Return a new link for an invitation not yet accepted; every older link stops working. Raises ``DomainError``."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("account").get(pk=invitation.pk)
    )
    if by is not None:
        insist(may_invite(by, invitation.unit_path))
    if invitation.accepted_at is not None:
        raise DomainError("Người này đã đặt mật khẩu; không cần lời mời nữa.")
    if not invitation.account.is_active:
        raise DomainError("Tài khoản đang khóa. Hãy nhờ người quản trị mở lại trước khi mời.")
    if invitation.sent_at != at:
        invitation.sent_at = at
        invitation.save(update_fields=["sent_at"])
        record("invitation_renewed", invitation.account, by=by, at=at, unit_path=invitation.unit_path)
    key = urlsafe_base64_encode(str(invitation.account_id).encode())
    address = reverse("people:accept_invitation", args=[key, tokens.make_token(invitation.account)])
    return f"{settings.OCOP_SITE_URL.rstrip('/')}{address}"


def invitation_behind(key: str, token: str) -> Invitation | None:
    """Return the open invitation a link belongs to; None when it was used, replaced, has expired or is no link of ours."""
    try:
        pk = int(urlsafe_base64_decode(key).decode())
    except ValueError:
        return None
    found = Invitation.objects.filter(account=pk, accepted_at__isnull=True, account__is_active=True)
    invitation = found.select_related("account", "unit").first()
    return invitation if invitation and tokens.check_token(invitation.account, token) else None


@transaction.atomic
def accept_invitation(key: str, token: str, *, password: str, at: datetime) -> UserAccount:
    """Set the password of an invited account. Raises ``DomainError`` when the link does not work any more."""
    found = invitation_behind(key, token)
    invitation = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk) if found else None
    if found is None or invitation is None or invitation.accepted_at is not None:
        raise DomainError("Đường dẫn này đã được dùng hoặc đã hết hạn.")
    account = found.account
    account.set_password(password)
    account.save(update_fields=["password"])
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    record("invitation_accepted", account, by=account, at=at, unit_path=invitation.unit_path)
    return account


def expires_at(invitation: Invitation) -> datetime:
    """The moment until which the newest link works."""
    return invitation.sent_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def invitations_visible_to(user: type_of_user) -> QuerySet[Invitation]:
    """Invitations of the person's province; an administrator sees all."""
    mine = Q() if holds(user, Role.SYSTEM_ADMINISTRATOR) else inside_units_of(user, INVITING_ROLES)
    return Invitation.objects.filter(mine).select_related("account", "unit", "invited_by")


def get_invitation_for(user: type_of_user, pk: int) -> Invitation:
    """Return an invitation this person may see; raises ``Http404`` for every other id."""
    return get_object_or_404(invitations_visible_to(user), pk=pk)
