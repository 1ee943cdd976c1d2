"""The own address and telephone: each is proved before it opens a door.

An address by a link to the new one, while the old one is told. A telephone by a code, where an adapter sends messages to telephones;
otherwise somebody who knows the person says so, by name and day. The ledger keeps old and new values salted.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.asking import email_to_verify, phone_to_verify, ways_out
from ocop.people.entering.tries import key_of, limit_of, take
from ocop.people.models import UserAccount
from ocop.people.one_time import EMAIL
from ocop.people.rules import may_help
from ocop.vietnamese import mail_address, nfc

CODE_LASTS = timedelta(minutes=15)
CODE_DIGITS = 6
TO_TELEPHONES = {"sms", "zalo"}


def _locked(account: UserAccount) -> UserAccount:
    return UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)


@transaction.atomic
def ask_for_email(account: UserAccount, *, email: str, by: UserAccount, at: datetime) -> bool:
    """Write a link to a new address and tell the old one; returns whether there was anything to prove. Raises ``DomainError``."""
    locked, wanted = _locked(account), mail_address(email)
    if wanted == locked.email and locked.email_verified_at:
        return False
    before, locked.pending_email, locked.email_asked_at = locked.pending_email, wanted, at
    if "email" not in ways_of(UserAccount(email=wanted, is_demo=locked.is_demo)):
        raise DomainError("Hệ thống này chưa gửi được thư điện tử. Hãy hỏi nơi ghi ở cuối trang.", field="email")
    locked.save(update_fields=["pending_email", "email_asked_at"])
    record("email_asked", locked, by=by, at=at, personal_changes={"pending_email": (before, wanted)})
    email_to_verify.ask(locked, at)
    return True


@one_winner()
def verify_email(key: str, token: str, *, at: datetime) -> UserAccount:
    """Take the address whose mailbox held the link. Raises ``DomainError`` when the link is over or the address belongs to somebody."""
    found = EMAIL.behind(key, token)
    locked = _locked(found) if found else None
    if locked is None or not EMAIL.check_token(locked, token):
        raise DomainError("Đường dẫn này đã được dùng, đã có đường dẫn mới thay thế hoặc đã hết hạn.")
    before, locked.email, locked.pending_email = locked.email, locked.pending_email, ""
    locked.email_verified_at, locked.email_asked_at = at, None
    locked.save(update_fields=["email", "pending_email", "email_verified_at", "email_asked_at"])
    record("email_verified", locked, by=locked, at=at, personal_changes={"email": (before, locked.email)})
    return locked


def ways_of(account: UserAccount) -> set[str]:
    """By which ways a message reaches this person."""
    return {way for ways in ways_out.ask(account) for way in ways}


def code_of(account: UserAccount) -> str:
    """Return the code that proves the telephone: of the account, its number and the newest asking; kept nowhere."""
    about = f"{account.pk}|{account.phone}|{account.phone_asked_at}"
    return str(int(salted_hmac("ocop.people.phone_code", about, algorithm="sha256").hexdigest(), 16))[-CODE_DIGITS:]


@transaction.atomic
def ask_for_phone_code(account: UserAccount, *, by: UserAccount, at: datetime) -> None:
    """Send a code to the own telephone. Raises ``DomainError`` where no message goes to telephones."""
    locked = _locked(account)
    if not ways_of(locked) & TO_TELEPHONES:
        raise DomainError("Hệ thống này chưa gửi được tin nhắn. Hãy nhờ cán bộ OCOP của xã xác nhận số điện thoại.")
    locked.phone_asked_at = at
    locked.save(update_fields=["phone_asked_at"])
    record("phone_code_asked", locked, by=by, at=at)
    phone_to_verify.ask(locked, at)


@one_winner()
def verify_phone(account: UserAccount, *, code: str, by: UserAccount, at: datetime) -> None:
    """Take the telephone whose owner read the code. Raises ``DomainError`` for a wrong or old code, or a number of somebody else."""
    locked = _locked(account)
    if locked.phone_asked_at is None or at > locked.phone_asked_at + CODE_LASTS:
        raise DomainError("Mã đã hết hạn. Hãy xin mã mới.", field="code")
    if not constant_time_compare("".join(code.split()), code_of(locked)):
        raise DomainError("Mã chưa đúng. Hãy xem lại tin nhắn mới nhất.", field="code")
    _prove_phone(locked, at=at)
    record("phone_verified", locked, by=by, at=at)


def count_code(account: UserAccount, *, at: datetime) -> datetime | None:
    """Count one try of a code, as those of the second factor; returns until when no more goes. Outside the transaction that may fail."""
    return take(key_of("phone_code", str(account.pk)), limit_of("second_factor"), at=at)


@one_winner()
def vouch_for_phone(account: UserAccount, *, reason: str, by: UserAccount, at: datetime) -> None:
    """Say that the telephone is this person's, as somebody who knows them. Raises ``DomainError``."""
    locked = _locked(account)
    insist(may_help(by, locked))
    if not locked.phone:
        raise DomainError("Tài khoản chưa có số điện thoại.")
    if locked.phone_verified_at:
        return
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi bạn biết bằng cách nào.", field="reason")
    _prove_phone(locked, by=by, at=at)
    record("phone_vouched_for", locked, by=by, at=at, reason=words)


def _prove_phone(locked: UserAccount, *, by: UserAccount | None = None, at: datetime) -> None:
    locked.phone_verified_at, locked.phone_verified_by, locked.phone_asked_at = at, by, None
    locked.save(update_fields=["phone_verified_at", "phone_verified_by", "phone_asked_at"])
