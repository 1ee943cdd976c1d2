"""Accounts for people who are invited: councils and offices have no public sign-up (QĐ 26/2026, Đ.7.3.b).

The account is made without a password. Its holder sets one by a link that carries a token of Django's password reset: signed
with the key of the installation, bound to the account, its password and the newest sending, so that it works once, for
``PASSWORD_RESET_TIMEOUT`` seconds, and no longer once a newer link was made. The account has no rights until a role is given.

A link leaves by one of two ways. Sent, it is made at the moment of sending and goes to the person's own address or telephone;
nobody of the office sees it, so opening it shows who took the account. Shown, it is handed over by whoever made it, who could
open it as well; then somebody of another office confirms the person (``confirm_person``).
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record, stand_in_line
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold, mail_address, nfc, telephone

from .asking import invitation_to_send, person_confirmed, person_to_confirm, ways_out
from .models import ConfirmedWay, Invitation, Role, UserAccount
from .one_time import account_in, link_with
from .rights import holds, holds_any, inside_units_of, type_of_user
from .rules import INVITING_ROLES, confirming_role, may_confirm_person, may_invite

NO_WAY_TO_REACH = "Hãy ghi thư điện tử hoặc số điện thoại để gửi lời mời."
TAKEN = (
    "Đã có tài khoản dùng {what} này. Nếu đúng là người đó, hãy chọn trong danh sách hoặc nhờ người quản trị hệ thống."
)


MOST_TO_CONFIRM = 20  # on a home page
SHOWN = "shown"  # to whoever made the link, to be handed over
BY_MESSAGE = (ConfirmedWay.EMAIL, ConfirmedWay.SMS, ConfirmedWay.ZALO)


class InvitationToken(PasswordResetTokenGenerator):
    """Django's token for setting a password, bound to the newest sending of the invitation and to the way of the link."""

    key_salt = "ocop.people.invitations"

    def __init__(self, way: str) -> None:
        super().__init__()
        self.way = way

    def _make_hash_value(self, user: UserAccount, timestamp: int) -> str:
        rows = Invitation.objects.filter(account_id=user.pk, accepted_at__isnull=True, by_message=self.way != SHOWN)
        sent = rows.values_list("sent_at", flat=True).first()
        return f"{super()._make_hash_value(user, timestamp)}{self.way}{sent}{user.phone}"


tokens = {way: InvitationToken(way) for way in (SHOWN, *BY_MESSAGE)}


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
    made = Invitation.objects.create(
        account=account, unit=unit, unit_path=path, invited_by=by, link_made_by=by, sent_at=at
    )
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
    """Return a new link for an invitation not yet accepted, to be handed over; every older link stops working. Raises ``DomainError``."""
    return link_of(_renewed(invitation, by_message=False, by=by, at=at), SHOWN)


@transaction.atomic
def send_invitation(invitation: Invitation, *, by: UserAccount, at: datetime) -> None:
    """Send a new link to the invited person alone; every older link stops working. Raises ``DomainError``."""
    if not can_be_sent(invitation.account):
        raise DomainError("Chưa có cách gửi tin cho người này. Hãy tạo đường dẫn để đưa tận tay.")
    invitation_to_send.ask(_renewed(invitation, by_message=True, by=by, at=at), at)


def can_be_sent(account: UserAccount) -> bool:
    """Whether a message reaches this person without passing through anybody's hands."""
    return any(ways_out.ask(account))


def _renewed(invitation: Invitation, *, by_message: bool, by: UserAccount | None, at: datetime) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("account")
    invitation = rows.get(pk=invitation.pk)
    if by is not None:
        insist(may_invite(by, invitation.unit_path))
    if invitation.accepted_at is not None:
        raise DomainError("Người này đã đặt mật khẩu; không cần lời mời nữa.")
    if not invitation.account.is_active:
        raise DomainError("Tài khoản đang khóa. Hãy nhờ người quản trị mở lại trước khi mời.")
    if (invitation.sent_at, invitation.by_message) != (at, by_message):
        invitation.sent_at, invitation.by_message, invitation.link_made_by = at, by_message, by
        invitation.save(update_fields=["sent_at", "by_message", "link_made_by"])
        action = "invitation_sent" if by_message else "invitation_renewed"
        record(action, invitation.account, by=by, at=at, unit_path=invitation.unit_path)
    return invitation


def link_of(invitation: Invitation, way: str) -> str:
    """Return a link that opens this invitation once; ``way`` says by which way it is about to leave."""
    return link_with("people:accept_invitation", invitation.account, tokens[way].make_token(invitation.account))


def invitation_behind(key: str, token: str) -> Invitation | None:
    """Return the open invitation a link belongs to; None when it was used, replaced, has expired or is no link of ours."""
    found = Invitation.objects.filter(account=account_in(key), accepted_at__isnull=True, account__is_active=True)
    invitation = found.select_related("account", "unit").first()
    return invitation if invitation and _way_of(invitation, token) else None


def _way_of(invitation: Invitation, token: str) -> str:
    """By which way a link came; empty when it opens nothing."""
    return next((way for way, one in tokens.items() if one.check_token(invitation.account, token)), "")


@transaction.atomic
def accept_invitation(key: str, token: str, *, password: str, at: datetime) -> UserAccount:
    """Set the password of an invited account. Raises ``DomainError`` when the link does not work any more.

    A link that went to the person alone confirms the person as well; one that was shown is confirmed by somebody else.
    """
    found = invitation_behind(key, token)
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("account")
    invitation = rows.get(pk=found.pk) if found else None
    way = _way_of(invitation, token) if invitation and invitation.accepted_at is None else ""
    if invitation is None or not way:
        raise DomainError("Đường dẫn này đã được dùng hoặc đã hết hạn.")
    account = invitation.account
    account.set_password(password)
    account.email_verified_at = at if way == ConfirmedWay.EMAIL else account.email_verified_at
    account.save(update_fields=["password", "email_verified_at"])
    invitation.accepted_at = at
    if way != SHOWN:
        invitation.confirmed_way, invitation.confirmed_at = way, at
    invitation.save(update_fields=["accepted_at", "confirmed_way", "confirmed_at"])
    if way != SHOWN:
        person_confirmed.ask(invitation, account, at)
    record(
        "invitation_accepted", account, by=account, at=at, unit_path=invitation.unit_path, details={"way": way},
        records=[invitation] if way != SHOWN else [],
    )  # fmt: skip
    if way == SHOWN and invitation.unit_path:
        person_to_confirm.ask(invitation, at)
    return account


@transaction.atomic
def confirm_person(invitation: Invitation, *, reason: str, by: UserAccount, at: datetime) -> Invitation:
    """Confirm that the invited person, and nobody else, took the account; confirmed again, nothing changes.

    ``reason`` says how one knows. Raises ``DomainError`` when the person may not, or does not say how.
    """
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("account")
    invitation = rows.get(pk=invitation.pk)
    if invitation.confirmed_way == ConfirmedWay.COLLEAGUE and invitation.confirmed_by_id == by.pk:
        return invitation
    insist(may_confirm_person(by, invitation))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi bạn biết người này bằng cách nào.", field="reason")
    invitation.confirmed_way, invitation.confirmed_by, invitation.confirmed_at = ConfirmedWay.COLLEAGUE, by, at
    invitation.confirmed_role = confirming_role(by, invitation)
    invitation.save(update_fields=["confirmed_way", "confirmed_by", "confirmed_role", "confirmed_at"])
    person_confirmed.ask(invitation, by, at)
    record(
        "invited_person_confirmed", invitation.account, by=by, at=at, unit_path=invitation.unit_path, reason=words,
        details={"way": ConfirmedWay.COLLEAGUE.value, "role": invitation.confirmed_role}, records=[invitation],
    )  # fmt: skip
    return invitation


def is_confirmed(account: UserAccount) -> bool:
    """Whether it is known who took this account: nobody of a province invited its holder, or the holder was confirmed since."""
    return not Invitation.objects.filter(account=account, confirmed_at__isnull=True).exclude(unit_path="").exists()


def expires_at(invitation: Invitation) -> datetime:
    """The moment until which the newest link works."""
    return invitation.sent_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def invitations_visible_to(user: type_of_user) -> QuerySet[Invitation]:
    """Invitations of the person's province; an administrator sees all."""
    mine = Q() if holds(user, Role.SYSTEM_ADMINISTRATOR) else inside_units_of(user, INVITING_ROLES)
    return Invitation.objects.filter(mine).select_related("account", "unit", "invited_by", "confirmed_by")


def people_to_confirm(user: type_of_user) -> list[Invitation]:
    """Invited people whom this person may confirm, the longest waiting first."""
    if not holds_any(user, (*INVITING_ROLES, Role.SYSTEM_ADMINISTRATOR)):
        return []
    waiting = invitations_visible_to(user).filter(accepted_at__isnull=False, confirmed_at__isnull=True)
    rows = waiting.exclude(unit_path="").filter(account__is_active=True).select_related("link_made_by")
    return [one for one in rows.order_by("accepted_at")[:MOST_TO_CONFIRM] if may_confirm_person(user, one)]


def get_invitation_for(user: type_of_user, pk: int) -> Invitation:
    """Return an invitation this person may see; raises ``Http404`` for every other id."""
    return get_object_or_404(invitations_visible_to(user), pk=pk)
