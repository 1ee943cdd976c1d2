"""What the chair types: number and date of a decision, names put right, or the reason for closing without a decision."""

from collections.abc import Sequence
from typing import Any

from django import forms

from ocop.pages.fields import DayField, LineField, PaperNumberField, TextField
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form

from .corrections import LONGEST, Wording


class DecisionForm(PageForm):
    """Number and date as they stand on the signed paper."""

    decision_number = PaperNumberField(label="Số quyết định", example="1887/QĐ-UBND", asks="Hãy ghi số quyết định.")
    decided_on = DayField(
        label="Ngày quyết định",
        help_text="Ngày cấp giấy chứng nhận; hiệu lực tính từ ngày này. Ví dụ 27/3/2026.",
        asks="Hãy ghi ngày quyết định.",
    )

    def clean_decision_number(self) -> str:
        """Return the number in one line."""
        return " ".join(self.cleaned_data["decision_number"].split())


class CorrectionForm(DecisionForm):
    """Number, date and reason of a correction, and every name of the decision as it should read."""

    decided_on = DayField(
        label="Ngày đính chính",
        help_text="Ngày ký quyết định đính chính. Ví dụ 27/3/2026.",
        asks="Hãy ghi ngày đính chính.",
    )
    reason = TextField(
        label="Lý do đính chính",
        rows=2,
        max_length=500,
        help_text="In trong quyết định đính chính. Ví dụ: sai lỗi chính tả khi soạn thảo.",
        asks="Hãy ghi lý do đính chính.",
    )

    def __init__(self, wordings: Sequence[Wording], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.wordings = wordings
        for one in wordings:
            self.fields[one.key] = LineField(
                label=one.label, initial=one.recorded, required=False, max_length=LONGEST[one.field], width="l"
            )

    @property
    def names(self) -> list[forms.BoundField]:
        """The inputs of the names."""
        return [self[one.key] for one in self.wordings]

    def clean(self) -> dict[str, Any]:
        """Return the paper's data, with the names under ``right``."""
        given = super().clean() or {}
        right = {one.key: given.pop(one.key, "") or one.recorded for one in self.wordings}
        return {**given, "right": right}


ClosingForm = reason_form(
    "Lý do không công nhận",
    "Chủ thể và UBND xã đọc được lý do này trong thông báo kết quả.",
    asks="Hãy ghi lý do, chủ thể sẽ đọc được.",
    most=1000,
    rows=4,
)

SendingBackForm = reason_form(
    "Lý do chuyển lại Hội đồng",
    "Nêu điều cần Hội đồng xem lại. Hội đồng, UBND xã và chủ thể đọc được; không ghi điểm của thành viên.",
    asks="Hãy ghi lý do chuyển lại; Hội đồng và chủ thể đọc được.",
    most=1000,
    rows=4,
)

ReturningForm = reason_form(
    "Nội dung thông báo cho UBND cấp tỉnh",
    "Nêu kết quả đánh giá và điều còn thiếu. UBND cấp tỉnh, UBND xã và chủ thể đọc được; không ghi điểm của thành viên.",
    asks="Hãy ghi nội dung thông báo; UBND cấp tỉnh đọc nguyên văn.",
    most=1000,
    rows=4,
)
