"""What the council agrees on after closing: levels of gated criteria, marks that do not apply, grounds that end an evaluation.

Sources: AMB-07, AMB-09, AMB-10, AMB-11; printed rejection rules of QĐ 26/2026, Phụ lục II.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ocop.councils.arithmetic import Mark, choice_of, choices_of
from ocop.councils.models import AgendaItem, AgreedOption, EvaluationResult, GateWaiver, ItemState
from ocop.councils.queries.results import marks_by_member
from ocop.councils.queries.standing import sealed_sheets, standing_in_item
from ocop.councils.rules import CHAIR_ONLY, may_conclude, may_settle
from ocop.dossiers.law import law_of
from ocop.law.arithmetic import check_choices, stop_or_reject
from ocop.law.arithmetic.settling import chosen_by_nobody
from ocop.law.sheets import RejectionRule, Sheet
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc

from .deriving import derive_result
from .locking import lock_item

# "Không đánh giá" ends the evaluation without a rejection (AMB-09): the dossier is stopped, points stay on file only.
STATE_OF_VERDICT = {"rejected": "rejected", "not_evaluated": "stopped", "stopped": "stopped"}
GROUND_LENGTH = 300


def record_agreed_option(
    item: AgendaItem, criterion_code: str, *, case_code: str = "", level: int, by: UserAccount, at: datetime
) -> EvaluationResult:
    """Record the level the council agrees on for one gated criterion; see ``record_agreed_options``."""
    return record_agreed_options(item, [Mark(criterion_code, case_code, level)], by=by, at=at)


@transaction.atomic
def record_agreed_options(
    item: AgendaItem, agreed: Sequence[Mark], *, by: UserAccount, at: datetime
) -> EvaluationResult:
    """Record levels the council agrees on, and derive the result again; points stay as scored.

    Raises ``DomainError`` when the person may not, a level does not fit a gated criterion, or no counted sheet chose it.
    """
    item = lock_item(item.pk)
    insist(may_settle(standing_in_item(item, by), item))
    rows = _write_agreed(item, agreed, by=by, at=at)
    if not rows:
        return EvaluationResult.objects.get(item=item)
    result = derive_result(item, at=at)
    settled = [[row.criterion_code, row.case_code, row.level] for row in rows]
    details = {"agreed": settled, "pass": item.scoring_pass}
    record(
        "levels_agreed", item, by=by, at=at, unit_path=item.meeting.council.unit_path, details=details,
        records=[*rows, result],
    )  # fmt: skip
    return result


def _write_agreed(item: AgendaItem, agreed: Sequence[Mark], *, by: UserAccount, at: datetime) -> list[AgreedOption]:
    """Write the levels that were not agreed on before; ``DomainError`` for one that does not fit or that no sheet chose."""
    law = law_of(item.dossier).sheet
    known = {row.criterion_code: (row.case_code, row.level) for row in item.agreed_options.all()}
    sheets = [choices_of(marks.values()) for marks in marks_by_member(item).values()]
    rows = []
    for mark in agreed:
        _require_gated(law, mark)
        if faults := chosen_by_nobody(sheets, {mark.criterion_code: choice_of(mark)}):
            raise DomainError(faults[0])
        if known.get(mark.criterion_code) == (mark.case_code, mark.level):
            continue
        row, _ = AgreedOption.objects.update_or_create(
            item=item,
            criterion_code=mark.criterion_code,
            defaults={"case_code": mark.case_code, "level": mark.level, "recorded_by": by, "recorded_at": at},
        )
        rows.append(row)
    return rows


def _require_gated(law: Sheet, mark: Mark) -> None:
    if not law.has(mark.criterion_code) or not law.criterion(mark.criterion_code).has_gate:
        raise DomainError(f"Tiêu chí {mark.criterion_code} không có dấu sao nên không cần thống nhất mức.")
    if faults := check_choices(law, choices_of([mark])):
        raise DomainError(faults[0])


@transaction.atomic
def waive_gate(
    item: AgendaItem, criterion_code: str, *, reason: str, by: UserAccount, at: datetime
) -> EvaluationResult:
    """Record that the star marks of a criterion do not apply to this product (AMB-07); its points stay as scored.

    Raises ``DomainError`` when the person may not, gives no reason, or the criterion carries no mark.
    """
    item = lock_item(item.pk)
    insist(may_conclude(standing_in_item(item, by), item))
    law = law_of(item.dossier).sheet
    if not law.has(criterion_code) or not law.criterion(criterion_code).has_gate:
        raise DomainError(f"Tiêu chí {criterion_code} không có dấu sao.", field="criterion_code")
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do không áp dụng dấu sao của tiêu chí này.", field="reason")
    waiver, created = GateWaiver.objects.get_or_create(
        item=item,
        criterion_code=criterion_code,
        defaults={"reason": words, "recorded_by": by, "recorded_at": at},
    )
    result = derive_result(item, at=at)
    if created:
        details = {"criterion": criterion_code}
        record(
            "gate_waived", item, by=by, at=at, unit_path=item.meeting.council.unit_path, reason=waiver.reason,
            details=details, records=[waiver, result],
        )  # fmt: skip
    return result


@transaction.atomic
def apply_rejection_rule(
    item: AgendaItem, rule_code: str, *, reason: str, by: UserAccount, at: datetime
) -> EvaluationResult:
    """End the evaluation of a product by a printed ground: no star, points stay on file only (AMB-09, AMB-10).

    A product still being scored is closed with it. Raises ``DomainError`` when the person may not, no finding is
    written, or the sheet does not print the rule.
    """
    item = lock_item(item.pk)
    standing = standing_in_item(item, by)
    if item.state != ItemState.OPEN:
        insist(may_conclude(standing, item))
    elif not standing.presides:
        insist(CHAIR_ONLY)
    law = law_of(item.dossier).sheet
    rule = _rule_of(law, rule_code)
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi kết luận của Hội đồng làm căn cứ.", field="reason")
    ground = f"{rule.label}. {words}"
    if len(ground) > GROUND_LENGTH:
        raise DomainError(
            f"Căn cứ dài quá {GROUND_LENGTH} ký tự; hãy viết gọn và để phần chi tiết trong biên bản.", field="reason"
        )
    outcome = STATE_OF_VERDICT[stop_or_reject(law, {}, {rule.code}).outcome]
    was = item.state
    result = _closed_result(item, at)
    result.outcome, result.star_rating = outcome, None
    result.rejection_ground = ground
    result.save(update_fields=["outcome", "star_rating", "rejection_ground"])
    record(
        "rejection_rule_applied", item, by=by, at=at, unit_path=item.meeting.council.unit_path, reason=words,
        from_state=was, to_state=item.state, details={"rule": rule.code, "outcome": outcome}, records=[item, result],
    )  # fmt: skip
    return result


def _rule_of(law: Sheet, code: str) -> RejectionRule:
    for rule in law.rejection_rules:
        if rule.code == code:
            return rule
    raise DomainError("Hãy chọn một điều kiện loại hoặc dừng của bộ tiêu chí này.", field="rule_code")


def _closed_result(item: AgendaItem, at: datetime) -> EvaluationResult:
    """Return the result of a product, closing it first when it is still being scored."""
    known = EvaluationResult.objects.filter(item=item).first()
    if known is not None:
        return known
    item.state = ItemState.CLOSED
    item.save(update_fields=["state"])
    if sealed_sheets(item).exists():
        return derive_result(item, at=at)
    return EvaluationResult.objects.create(
        item=item, sheets_counted=0, average_score="", average_exact="", score_spread=0, rescoring_due=False, band=0,
        computed_at=at,
    )  # fmt: skip
