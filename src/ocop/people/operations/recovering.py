"""The way back in for somebody who forgot the password: a link that works once, by the own proved address, or from somebody who knows them."""

from datetime import datetime

from django.db import transaction

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.asking import password_recovered, recovery_to_send
from ocop.people.models import UserAccount
from ocop.people.one_time import RECOVERY
from ocop.people.rules import may_help
from ocop.people.rules_mending import needs_second_person

TWO_NEEDED = "Người này ký văn bản, chấm điểm hoặc quản trị hệ thống: một mình bạn không mở được. Hãy nhờ người thứ hai xác nhận."


@transaction.atomic
def send_recovery(account: UserAccount, *, at: datetime) -> None:
    """Send a link to the proved address or telephone of an account; one that has none, or is closed, gets nothing."""
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    if not locked.is_active or not (locked.email_verified_at or locked.phone_verified_at):
        return
    _ask(locked, by_message=True, at=at)
    record("recovery_asked", locked, by=None, at=at)
    recovery_to_send.ask(locked, at)


@transaction.atomic
def make_recovery_link(account: UserAccount, *, by: UserAccount, at: datetime) -> str:
    """Return a link to be handed over to somebody without a proved address; every older one stops working. Raises ``DomainError``."""
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    insist(may_help(by, locked))
    if needs_second_person(locked):
        raise DomainError(TWO_NEEDED)
    _ask(locked, by_message=False, at=at)
    record("recovery_link_made", locked, by=by, at=at)
    return RECOVERY.link(locked)


def _ask(locked: UserAccount, *, by_message: bool, at: datetime) -> None:
    locked.recovery_at, locked.recovery_by_message = at, by_message
    locked.save(update_fields=["recovery_at", "recovery_by_message"])


@transaction.atomic
def recover(key: str, token: str, *, password: str, at: datetime) -> UserAccount:
    """Set the password of whoever holds the link; every session ends, and the person is told. Raises ``DomainError``."""
    found = RECOVERY.behind(key, token)
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=found.pk) if found else None
    if locked is None or not RECOVERY.check_token(locked, token):
        raise DomainError("Đường dẫn này đã được dùng, đã có đường dẫn mới thay thế hoặc đã hết hạn.")
    way = "message" if locked.recovery_by_message else "shown"
    locked.set_password(password)
    locked.recovery_at = None
    locked.save(update_fields=["password", "recovery_at"])
    record("password_recovered", locked, by=locked, at=at, details={"way": way})
    password_recovered.ask(locked, at)
    return locked
