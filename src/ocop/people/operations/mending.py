"""The way back in that takes two: a lost second factor, and a new password for whoever signs or scores.

One asks, and gets a link to be handed to a second person; the second person says how they know who wants back in, and only then
something happens. The link is bound to what is to be mended: it works once, and not after anything else changed meanwhile.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.asking import access_mended
from ocop.people.models import UserAccount
from ocop.people.one_time import RECOVERY
from ocop.people.rules import may_help
from ocop.people.rules_mending import may_second
from ocop.people.second_person import SECOND_FACTOR, Mending, has_second_factor, link_to_second, mending_behind
from ocop.vietnamese import nfc

from .erasing import end_sessions

OVER = "Đường dẫn này đã được dùng, đã hết hạn hoặc việc này không còn cần nữa. Hãy nhờ người hỏi tạo đường dẫn mới."


@transaction.atomic
def ask_second_person(account: UserAccount, what: str, *, by: UserAccount, at: datetime) -> str:
    """Return the link that a second person confirms with; nothing is mended yet. Raises ``DomainError``."""
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    insist(may_help(by, locked))
    if what == SECOND_FACTOR and not has_second_factor(locked):
        raise DomainError("Tài khoản này không dùng xác thực hai lớp.")
    record("mending_asked", locked, by=by, at=at, details={"what": what})
    return link_to_second(Mending(locked, what, by))


@transaction.atomic
def mend_as_second(token: str, *, reason: str, by: UserAccount, at: datetime) -> str:
    """Take the second factor away, or return the link for a new password, which the second person alone sees.

    ``reason`` says how one knows the person. Raises ``DomainError``.
    """
    found = mending_behind(token)
    if found is None:
        raise DomainError(OVER)
    locked = UserAccount.objects.select_for_update(no_key=True).get(pk=found.account.pk)
    if (again := mending_behind(token)) is None:  # somebody else pressed at the same moment
        raise DomainError(OVER)
    insist(may_second(by, locked, asked_by=again.asked_by))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi bạn biết người này bằng cách nào.", field="reason")
    link = "" if again.removes_second_factor else _link(locked, at)
    if again.removes_second_factor:
        Authenticator.objects.filter(user=locked).delete()
        end_sessions(locked)
    action = "second_factor_removed" if again.removes_second_factor else "recovery_link_seconded"
    record(action, locked, by=by, at=at, reason=words, details={"asked_by": again.asked_by.pk})
    access_mended.ask(locked, again.what, at)
    return link


def _link(locked: UserAccount, at: datetime) -> str:
    locked.recovery_at, locked.recovery_by_message = at, False
    locked.save(update_fields=["recovery_at", "recovery_by_message"])
    return RECOVERY.link(locked)
