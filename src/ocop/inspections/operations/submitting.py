"""The office reports what it verified and submits the case to whoever decides (QĐ 26/2026, Đ.8.3.a)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ocop.inspections.competence import competence_for
from ocop.inspections.models import RevocationCase, RevocationState
from ocop.inspections.rules import may_submit
from ocop.ledger.errors import DomainError
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import format_date, nfc

from .moving import lock_case, move_case
from .telling import tell_holders


@transaction.atomic
def submit_case(case: RevocationCase, *, report: str, by: UserAccount, at: datetime) -> RevocationCase:
    """Write the report and hand the case to the chair or the minister; repeating it changes nothing.

    Raises ``DomainError`` with the field when the person may not, the producer may still explain, or the report is empty.
    """
    locked, words, today = lock_case(case.pk), nfc(report).strip(), timezone.localdate(at)
    if locked.state == RevocationState.REVOCATION_SUBMITTED and locked.report == words:
        return locked
    insist(may_submit(by, locked, on=today))
    if not words:
        raise DomainError("Hãy ghi kết quả kiểm tra, xác minh.", field="report")
    locked.report, locked.submitted_by, locked.submitted_at = words, by, at
    move_case(locked, RevocationState.REVOCATION_SUBMITTED, "revocation_submitted", by=by, at=at)
    found = competence_for(locked.certificate.star_rating, on=today)
    if found:
        tell_holders(locked, "revocation_waiting", [found.decides], at=at, due_on=format_date(locked.due_on))
    return locked
