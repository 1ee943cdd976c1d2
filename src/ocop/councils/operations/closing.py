"""Close, score again, finalise: the steps of the chair on one product (QĐ 26/2026, Đ.7.3.d)."""

from datetime import datetime

from django.db import transaction

from ocop.councils.arithmetic import people_needed
from ocop.councils.models import AgendaItem, CriterionScore, EvaluationResult, ItemState, Rescoring, ScoreSheet
from ocop.councils.queries.standing import Seat, sealed_sheets, seats_at, standing_in_item
from ocop.councils.rules import may_close_item, may_conclude, require
from ocop.councils.states import SeatState
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc

from .deriving import ENDED_BY_RULE, derive_result
from .locking import lock_item
from .scoring import new_nonce


@transaction.atomic
def close_item(item: AgendaItem, *, reason: str = "", by: UserAccount, at: datetime) -> EvaluationResult:
    """Close scoring of a product and derive its result, twice.

    Raises ``DomainError`` when the person may not, when the quorum was lost, when a present member's
    sheet is missing and no reason is typed (it is printed in the minutes), or when the two counts differ.
    """
    item = lock_item(item.pk)
    require(may_close_item(standing_in_item(item, by), item))
    words = nfc(reason).strip()
    seats = seats_at(item)
    missing = [seat.member.account.full_name for seat in seats if seat.expected]
    _require_quorum_of(item, seats)
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
        details={"pass": item.scoring_pass, "sheets": result.sheets_counted},
    )  # fmt: skip
    return result


def _require_quorum_of(item: AgendaItem, seats: list[Seat]) -> None:
    """The quorum holds at closing too: who left before sending a sheet is away, who is recused does not count."""
    called = [seat for seat in seats if seat.state != SeatState.RECUSED]
    attending = sum(seat.state != SeatState.ABSENT for seat in called)
    needed = people_needed(item.meeting.council.rules.quorum_ratio, len(called))
    if attending < needed:
        raise DomainError(
            f"Không còn đủ thành viên: cần {needed} trên {len(called)} người có mặt hoặc đã gửi phiếu, hiện có "
            f"{attending}. Hãy chờ thành viên trở lại và điểm danh, rồi đóng chấm."
        )


@transaction.atomic
def reopen_for_rescoring(item: AgendaItem, *, reason: str, by: UserAccount, at: datetime) -> AgendaItem:
    """Let the council score a product again after discussion: each new sheet starts as a copy of the old, which is kept.

    Raises ``DomainError`` when the person may not, gives no reason, or the rules allow no further scoring.
    """
    item = lock_item(item.pk)
    require(may_conclude(standing_in_item(item, by), item))
    words = nfc(reason).strip()
    if not words:
        raise DomainError("Hãy ghi lý do chấm lại.", field="reason")
    limit = item.meeting.rules.rescoring_limit
    if item.scoring_pass > limit:
        raise DomainError(f"Quy chế của Hội đồng chỉ cho chấm lại {limit} lần; sản phẩm này đã chấm lại đủ.")
    result = EvaluationResult.objects.get(item=item)
    if result.outcome in ENDED_BY_RULE:
        raise DomainError("Sản phẩm đã bị loại hoặc dừng đánh giá; không chấm lại.")
    Rescoring.objects.create(
        item=item,
        scoring_pass=item.scoring_pass,
        reason=words,
        result=_kept(item, result),
        recorded_by=by,
        recorded_at=at,
    )
    before = list(sealed_sheets(item))
    result.delete()
    item.agreed_options.all().delete()  # agreed on marks that no longer count; kept in the row above
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
    )  # fmt: skip
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
    require(may_conclude(standing, item))
    result = EvaluationResult.objects.get(item=item)
    if result.outcome not in ENDED_BY_RULE:
        result = derive_result(item, at=at)
        _require_settled(item, result)
    item.state = ItemState.FINAL
    item.save(update_fields=["state"])
    record(
        "item_finalised", item, by=by, at=at, unit_path=item.meeting.council.unit_path,
        from_state=ItemState.CLOSED, to_state=ItemState.FINAL,
        details={"outcome": result.outcome, "star": result.star_rating, "average": result.average_score},
    )  # fmt: skip
    return result


def _require_settled(item: AgendaItem, result: EvaluationResult) -> None:
    rules = item.meeting.rules
    if result.rescoring_due and item.scoring_pass <= rules.rescoring_limit:
        raise DomainError(
            f"Điểm các thành viên chênh nhau {result.score_spread.normalize():f}, quá {rules.max_spread} điểm: "
            "hãy thảo luận và chấm lại trước khi chốt."
        )
    if result.missing_agreed:
        raise DomainError(f"Hội đồng chưa thống nhất mức của tiêu chí {', '.join(result.missing_agreed)}.")
