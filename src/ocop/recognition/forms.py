"""What the chair types: number and date of a decision, or the reason for closing without one."""

from django import forms

from ocop.pages.fields import DayField
from ocop.vietnamese import nfc


class DecisionForm(forms.Form):
    """Number and date as they stand on the signed paper."""

    decision_number = forms.CharField(
        label="Số quyết định",
        max_length=60,
        help_text="Ghi đúng như trên văn bản, ví dụ 1887/QĐ-UBND.",
        error_messages={"required": "Hãy ghi số quyết định."},
    )
    decided_on = DayField(
        label="Ngày quyết định",
        help_text="Ngày cấp giấy chứng nhận; hiệu lực tính từ ngày này. Ví dụ 27/3/2026.",
        error_messages={"required": "Hãy ghi ngày quyết định."},
    )

    def clean_decision_number(self) -> str:
        """Return the number in one line."""
        return nfc(" ".join(self.cleaned_data["decision_number"].split()))


class ClosingForm(forms.Form):
    """Why no decision is issued; the producer reads it."""

    reason = forms.CharField(
        label="Lý do không công nhận",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Chủ thể và UBND xã đọc được lý do này trong thông báo kết quả.",
        error_messages={"required": "Hãy ghi lý do, chủ thể sẽ đọc được."},
    )


class SendingBackForm(forms.Form):
    """Why the council should look at a result again; council and producer read it."""

    reason = forms.CharField(
        label="Lý do chuyển lại Hội đồng",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nêu điều cần Hội đồng xem lại. Hội đồng, UBND xã và chủ thể đọc được; không ghi điểm của thành viên.",
        error_messages={"required": "Hãy ghi lý do chuyển lại; Hội đồng và chủ thể đọc được."},
    )
