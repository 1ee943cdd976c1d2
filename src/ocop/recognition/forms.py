"""What the chair types: number and date of a decision, or the reason for closing without one."""

from ocop.pages.fields import DayField, PaperNumberField
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form


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
