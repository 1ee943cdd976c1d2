"""The chair puts misspelt names of a decision right by a new decision that names the old one; the old one stays as it was signed.

Called again with the same input it changes nothing. Certificates keep their words; pages show the correction beside them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ocop.dossiers.models import Dossier
from ocop.dossiers.operations.telling import tell_producer
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.recognition.corrections import wrong_names
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.recognition.records import correction_content
from ocop.recognition.rules import may_correct
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import format_date, nfc

from .numbering import paper_number, require_new_number, require_paper
from .signing import freeze, paper_to_sign

NOTHING = "Chưa có tên nào khác với quyết định. Hãy sửa ít nhất một tên."


@one_winner()
def correct_decision(
    decision: RecognitionDecision,
    right: Mapping[str, str],
    *,
    reason: str,
    decision_number: str,
    decided_on: date,
    by: UserAccount,
    at: datetime,
) -> RecognitionDecision:
    """Sign a correction; ``right`` holds names by ``Wording.key``. Returns the new decision.

    Raises ``DomainError`` when the person may not, nothing differs, the reason is empty, or number or day cannot be right.
    """
    insist(may_correct(by, decision))
    number, words = paper_number(decision_number), nfc(reason).strip()
    lines = wrong_names(decision.content, right)
    unit = AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=decision.unit_id or 0)  # numbered in turn
    if known := RecognitionDecision.objects.filter(unit=unit, decision_number=number, decided_on=decided_on).first():
        return _same_again(known, decision, words, lines)
    _check(decision, lines, words, number, decided_on=decided_on, at=at)
    require_new_number(unit, number, decided_on)
    facts = {"corrects": decision, "is_demo": decision.is_demo}
    made = paper_to_sign(DecisionKind.CORRECTION, unit, number, decided_on, by=by, at=at, **facts)
    freeze(made, correction_content(made, words, lines))
    told = {"number": number, "corrects": decision.pk}
    record("decision_corrected", made, by=by, at=at, unit_path=unit.path, reason=words, details=told, records=[made])
    _tell(made, lines, at)
    return made


def _check(
    decision: RecognitionDecision,
    lines: list[dict[str, Any]],
    words: str,
    number: str,
    *,
    decided_on: date,
    at: datetime,
) -> None:
    require_paper(number, decided_on, at=at)
    if decided_on < decision.decided_on:
        day = format_date(decision.decided_on)
        raise DomainError(
            f"Ngày đính chính không thể trước ngày của quyết định được đính chính ({day}).", field="decided_on"
        )
    if not words:
        raise DomainError("Hãy ghi lý do đính chính.", field="reason")
    if not lines:
        raise DomainError(NOTHING)


def _same_again(
    known: RecognitionDecision, decision: RecognitionDecision, words: str, lines: list[dict[str, Any]]
) -> RecognitionDecision:
    said = (known.content.get("reason"), known.content.get("corrections"))
    if known.corrects_id == decision.pk and said == (words, lines):
        return known
    day = format_date(known.decided_on)
    raise DomainError(
        f"Số quyết định {known.decision_number} ngày {day} đã dùng. Hãy kiểm tra lại số và ngày.",
        field="decision_number",
    )


def _tell(made: RecognitionDecision, lines: list[dict[str, Any]], at: datetime) -> None:
    """Tell the producers whose names are concerned (Đ.7.3.g)."""
    paper = {"decision": made.decision_number, "decided_on": format_date(made.decided_on)}
    concerned = Dossier.objects.filter(pk__in={one["dossier_id"] for one in lines}).select_related(
        "product", "producer"
    )
    for dossier in concerned.order_by("pk"):
        tell_producer(dossier, "decision_corrected", at=at, of=str(made.pk), **paper)
