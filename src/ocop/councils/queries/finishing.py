"""What still keeps a closed product from being final (QĐ 26/2026, Đ.7.3.d, 7.6.d): one answer for the page and for the step."""

from ocop.councils.models import AgendaItem, EvaluationResult
from ocop.vietnamese import format_decimal

from .opinions import reasons_to_meet

ENDED_BY_RULE = frozenset({"rejected", "stopped"})


def what_keeps_open(item: AgendaItem, result: EvaluationResult) -> str:
    """Return in one sentence what must happen before the result is final, "" when nothing must."""
    if result.outcome in ENDED_BY_RULE:
        return ""
    rules = item.meeting.rules
    if reasons := reasons_to_meet(item, result):
        return f"Phải họp trực tiếp (Đ.7.6.d): {'; '.join(reasons)}. Hãy triệu tập họp."
    due = not item.meeting.in_writing and result.rescoring_due and item.scoring_pass <= rules.rescoring_limit
    if due and rules.max_spread is not None:
        spread, most = (format_decimal(one.normalize()) for one in (result.score_spread, rules.max_spread))
        return f"Điểm các thành viên chênh nhau {spread}, quá {most} điểm: hãy thảo luận và chấm lại trước khi chốt."
    if result.missing_agreed:
        return f"Hội đồng chưa thống nhất mức của tiêu chí {', '.join(result.missing_agreed)}."
    return ""
