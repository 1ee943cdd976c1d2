"""A decision of the province's chair or the minister as a row: made with its number and day, then frozen with what it says (Đ.7.3.e)."""

from datetime import date, datetime
from typing import Any

from ocop.ledger.chain import content_hash
from ocop.people.models import UserAccount
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.recognition.records import Content
from ocop.territory.models import AdministrativeUnit

MINISTER_WORDS = "Bộ trưởng Bộ Nông nghiệp và Môi trường"


def paper_to_sign(
    kind: DecisionKind,
    unit: AdministrativeUnit | None,
    number: str,
    decided_on: date,
    *,
    by: UserAccount,
    at: datetime,
    **facts: Any,
) -> RecognitionDecision:
    """Return a decision that is not written yet: its content follows from it. Without a unit the minister signs."""
    return RecognitionDecision(
        kind=kind,
        unit=unit,
        unit_path=unit.path if unit else "",
        decision_number=number,
        decided_on=decided_on,
        number_year=decided_on.year,
        issuing_authority=f"Chủ tịch Ủy ban nhân dân {unit.name_in_text}" if unit else MINISTER_WORDS,
        signed_by=by,
        signed_at=at,
        **facts,
    )


def freeze(decision: RecognitionDecision, content: Content) -> None:
    """Write the decision with what it says, once."""
    decision.content, decision.content_hash = content, content_hash(content)
    decision.save(force_insert=True)
