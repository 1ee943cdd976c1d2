"""Numbers and days of decisions, the same for every kind: papers of one body are numbered through the year (NĐ 30/2020/NĐ-CP)."""

from datetime import date, datetime

from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.recognition.models import RecognitionDecision
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc


def paper_number(typed: str) -> str:
    """Return the number of a paper in one form: NFC, single blanks."""
    return nfc(" ".join(typed.split()))


def require_paper(number: str, decided_on: date, *, at: datetime) -> None:
    """Raise ``DomainError`` with the field where a decision has no number or a day that has not come."""
    if not number:
        raise DomainError("Hãy ghi số quyết định.", field="decision_number")
    if decided_on > timezone.localdate(at):
        raise DomainError("Ngày quyết định không thể sau hôm nay.", field="decided_on")


def require_new_number(unit: AdministrativeUnit | None, number: str, decided_on: date) -> None:
    """Raise ``DomainError`` where the body (``None``: the minister) used this number already in the year of the decision.

    The database holds the same; this names the decision that has the number.
    """
    same = RecognitionDecision.objects.filter(
        unit=unit, decision_number=number, decided_on__year=decided_on.year
    ).first()
    if same:
        day = format_date(same.decided_on)
        raise DomainError(
            f"Số quyết định {number} đã dùng cho quyết định ngày {day}. Hãy kiểm tra lại số.", field="decision_number"
        )
