"""Close, score again, finalise: the steps of the chair on one product (QĐ 26/2026, Đ.7.3.d)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ocop.councils.arithmetic import sheets_needed
from ocop.councils.models import AgendaItem, CriterionScore, EvaluationResult, ItemState, Rescoring, ScoreSheet
from ocop.councils.queries.finishing import ENDED_BY_RULE, what_keeps_open
from ocop.councils.queries.meetings import quorum_of
from ocop.councils.queries.standing import Seat, sealed_sheets, seats_at, standing_in_item
from ocop.councils.rules import may_close_item, may_conclude, may_postpone
from ocop.councils.states import CLOSED_STATES, SeatState
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import format_date, nfc

from .deriving import derive_result
from .locking import lock_item
from .scoring import new_nonce


@transaction.atomic
def close_item(item: AgendaItem, *, reason: str = "", by: UserAccount, at: datetime) -> EvaluationResult:
    """Close scoring of a product and derive its result, twice; a closed product stays closed.

    Raises ``DomainError`` when the person may not, when the sheets are fewer than the quorum (no reason makes up for that),
    when a present member's sheet is missing and no reason is typed (it is printed in the minutes), or when the two counts differ.
    """
    item = lock_item(item.pk)
    standing = standing_in_item(item, by)
    if item.state in CLOSED_STATES and standing.presides:
        return EvaluationResult.objects.get(item=item)
    insist(may_close_item(standing, item))
    words = nfc(reason).strip()
    seats = seats_at(item)
    _require_quorum_of_sheets(item, seats)
    missing = [seat.member.account.full_name for seat in seats if seat.expected]
    if missing and (due := item.meeting.opinions_due_on) and timezone.localdate(at) <= due:
        raise DomainError(f"Hạn gửi ý kiến đến hết ngày {format_date(due)}; còn chờ: {', '.join(missing)}.")
    if missing and not words:
        raise DomainError(
            f"Chưa nhận phiếu của: {', '.join(missing)}. Hãy chờ, hoặc ghi lý do đóng chấm (lý do được in vào biên bản).",
            field="reason",
        )
    item.state = ItemState.CLOSED
    item.close_reason, item.missing_sheets = (words if missing else ""), missing
    item.save(update_fields=["state", "close_reason", "missing_sheets"])
    result = derive_result(item, at=at)
    record(
        "item_closed", item, by=by, at=at, unit_path=item.meeting.council.unit_path, reason=item.close_reason,
        from_state=ItemState.OPEN, to_state=ItemState.CLOSED,
        details={"pass": item.scoring_pass, "sheets": result.sheets_counted}, records=[item, result],
    )  # fmt: skip
    return result


def _require_quorum_of_sheets(item: AgendaItem, seats: list[Seat]) -> None:
    """The quorum holds until the end (Đ.7.3.d): enough sheets of those who may score, and someone who may preside is present."""
    scoring = [seat for seat in seats if seat.state != SeatState.RECUSED]
    received = sum(seat.state == SeatState.RECEIVED for seat in seats)
    rules = item.meeting.rules
    ratio = rules.written_quorum_ratio if item.meeting.in_writing else rules.quorum_ratio
    needed = sheets_needed(ratio, len(scoring))
    if received < needed:
        raise DomainError(
            f"Chưa đủ phiếu để đóng chấm: quy chế cần {needed} trên {len(scoring)} phiếu, máy chủ mới nhận {received}. "
            "Hãy chờ thêm phiếu, hoặc hoãn sản phẩm này sang phiên sau."
        )
    quorum = quorum_of(item.meeting)
    if quorum.chair_must_attend and not quorum.chair_present:
        raise DomainError("Chủ tịch Hội đồng (hoặc Phó Chủ tịch được ủy quyền) phải được điểm danh có mặt.")


@transaction.atomic
def postpone_item(item: AgendaItem, *, reason: str, by: UserAccount, at: datetime) -> AgendaItem:
    """Leave an open product to a later meeting, where it is scored anew; sheets already sent stay sealed and are not counted.

    Postponing again changes nothing. Raises ``DomainError`` when the person may not, or gives no reason.
    """
    item = lock_item(item.pk)
    standing = standing_in_item(item, by)
    if item.state == ItemState.POSTPONED and standing.presides:
        return item
    insist(may_postpone(standing, item))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do hoãn.", field="reason")
    item.state, item.close_reason = ItemState.POSTPONED, words
    item.save(update_fields=["state", "close_reason"])
    record(
        "item_postponed", item, by=by, at=at, unit_path=item.meeting.council.unit_path, reason=words,
        from_state=ItemState.OPEN, to_state=ItemState.POSTPONED, details={"pass": item.scoring_pass}, records=[item],
    )  # fmt: skip
    return item


@transaction.atomic
def reopen_for_rescoring(item: AgendaItem, *, reason: str, by: UserAccount, at: datetime) -> AgendaItem:
    """Let the council score a product again after discussion: each new sheet starts as a copy of the old, which is kept.

    Raises ``DomainError`` when the person may not, gives no reason, or the rules allow no further scoring.
    """
    item = lock_item(item.pk)
    insist(may_conclude(standing_in_item(item, by), item))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do chấm lại.", field="reason")
    if item.meeting.in_writing:
        raise DomainError("Ý kiến bằng văn bản không chấm lại: hãy triệu tập họp.", field="reason")
    limit = item.meeting.rules.rescoring_limit
    if item.scoring_pass > limit:
        raise DomainError(f"Quy chế của Hội đồng chỉ cho chấm lại {limit} lần; sản phẩm này đã chấm lại đủ.")
    result = EvaluationResult.objects.get(item=item)
    if result.outcome in ENDED_BY_RULE:
        raise DomainError("Sản phẩm đã bị loại hoặc dừng đánh giá; không chấm lại.")
    replaced = Rescoring.objects.create(
        item=item,
        scoring_pass=item.scoring_pass,
        reason=words,
        result=_kept(item, result),
        recorded_by=by,
        recorded_at=at,
    )
    before = list(sealed_sheets(item))
    gone = [result, *item.agreed_options.all()]  # agreed on marks that no longer count; kept in the row above
    item.state, item.scoring_pass, item.close_reason, item.missing_sheets = (
        ItemState.OPEN,
        item.scoring_pass + 1,
        "",
        [],
    )
    item.save(update_fields=["state", "scoring_pass", "close_reason", "missing_sheets"])
    for sheet in before:
        _copy(sheet, item, at)
    record(
        "rescoring_ordered", item, by=by, at=at, unit_path=item.meeting.council.unit_path, reason=words,
        from_state=ItemState.CLOSED, to_state=ItemState.OPEN, details={"pass": item.scoring_pass},
        records=[item, replaced], gone=gone,
    )  # fmt: skip
    for row in gone:
        row.delete()
    return item


def _kept(item: AgendaItem, result: EvaluationResult) -> dict[str, object]:
    agreed = item.agreed_options.order_by("criterion_code").values_list("criterion_code", "case_code", "level")
    return {
        "average_score": result.average_score,
        "average_exact": result.average_exact,
        "score_spread": str(result.score_spread),
        "member_totals": result.member_totals,
        "sheets_counted": result.sheets_counted,
        "agreed": [list(row) for row in agreed],
        "close_reason": item.close_reason,
        "missing_sheets": item.missing_sheets,
    }


def _copy(sheet: ScoreSheet, item: AgendaItem, at: datetime) -> None:
    copy = ScoreSheet.objects.create(
        item=item,
        member_id=sheet.member_id,
        scoring_pass=item.scoring_pass,
        sheet_hash=sheet.sheet_hash,
        comment=sheet.comment,
        started_at=at,
        nonce=new_nonce(),
    )
    rows = sheet.scores.values_list("criterion_code", "case_code", "level", "note")
    CriterionScore.objects.bulk_create(
        CriterionScore(sheet=copy, criterion_code=code, case_code=case, level=level, note=note, saved_at=at)
        for code, case, level, note in rows
    )


@transaction.atomic
def finalise_item(item: AgendaItem, *, by: UserAccount, at: datetime) -> EvaluationResult:
    """Make the result of a product final; a product already final stays so.

    Raises ``DomainError`` when the person may not, a new scoring is due, or an agreed level is missing.
    """
    item = lock_item(item.pk)
    standing = standing_in_item(item, by)
    if item.state == ItemState.FINAL and standing.presides:
        return EvaluationResult.objects.get(item=item)
    insist(may_conclude(standing, item))
    result = EvaluationResult.objects.get(item=item)
    if result.outcome not in ENDED_BY_RULE:
        result = derive_result(item, at=at)
    if words := what_keeps_open(item, result):
        raise DomainError(words)
    item.state = ItemState.FINAL
    item.save(update_fields=["state"])
    record(
        "item_finalised", item, by=by, at=at, unit_path=item.meeting.council.unit_path,
        from_state=ItemState.CLOSED, to_state=ItemState.FINAL,
        details={"outcome": result.outcome, "star": result.star_rating, "average": result.average_score},
        records=[item, result],
    )  # fmt: skip
    return result
