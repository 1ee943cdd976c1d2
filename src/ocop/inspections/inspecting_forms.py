"""Forms of an inspection; what was typed stays when a sentence asks back."""

from typing import Any

from ocop.filing.forms import ManyFilesField
from ocop.pages.fields import DayField, PaperNumberField, RadioField, TextField
from ocop.pages.page_form import PageForm

from .models import InspectionConclusion, InspectionKind

MENDED = (("yes", "Đã khắc phục"), ("no", "Chưa khắc phục"))


class PlanForm(PageForm):
    """When, by whom, and why a product is inspected."""

    kind = RadioField(
        label="Loại kiểm tra", choices=InspectionKind.choices, initial=InspectionKind.PERIODIC, asks="Hãy chọn loại kiểm tra.",
        help_text="Kiểm tra định kỳ được báo trước cho chủ thể và xã; kiểm tra đột xuất thì không.",
    )  # fmt: skip
    planned_on = DayField(label="Ngày kiểm tra", asks="Hãy ghi ngày kiểm tra.")
    team = TextField(
        label="Đoàn kiểm tra", rows=3, help_text="Người và cơ quan tham gia.", asks="Hãy ghi đoàn kiểm tra."
    )


class FindingsForm(PageForm):
    """What was seen, with photos, and until when the producer may explain."""

    visited_on = DayField(label="Ngày làm việc", asks="Hãy ghi ngày làm việc.")
    findings = TextField(
        label="Nội dung ghi nhận", rows=8, asks="Hãy ghi nội dung đã xem, đã nghe.",
        help_text="Việc duy trì các tiêu chí theo hồ sơ; việc dùng nhãn hiệu OCOP và quảng bá (Đ.9.3). Chủ thể đọc được.",
    )  # fmt: skip
    explain_by = DayField(label="Hạn giải trình", required=False, help_text="Để trống khi không cần giải trình.")
    photos = ManyFilesField(
        camera=True, label="Chụp ảnh", help_text="Mở máy ảnh trên điện thoại. Chủ thể xem được ảnh."
    )
    pictures = ManyFilesField(images=True, label="Chọn ảnh có sẵn", help_text="Chọn được nhiều ảnh một lần.")

    def clean(self) -> dict[str, Any]:
        """Say that photos have to be chosen again when something else is asked back: a browser sends files once."""
        given = super().clean() or {}
        if self.errors and self.uploads():
            self.add_error("photos", "Ảnh chưa được gửi. Sửa các chỗ được nêu rồi chụp hoặc chọn lại ảnh.")
        return given

    def uploads(self) -> list[Any]:
        """Return the photos of both inputs."""
        return [*self.cleaned_data.get("photos", ()), *self.cleaned_data.get("pictures", ())]

    def recorded(self) -> dict[str, Any]:
        """Return what the operation takes."""
        words = {name: self.cleaned_data[name] for name in ("visited_on", "findings", "explain_by")}
        return {**words, "photos": self.uploads()}


class RespondForm(PageForm):
    """What the producer answers to the findings."""

    explanation = TextField(label="Giải trình", rows=8, asks="Hãy ghi nội dung giải trình.")


class ConcludeForm(PageForm):
    """What an inspection ends with."""

    conclusion = RadioField(label="Kết luận", choices=InspectionConclusion.choices, asks="Hãy chọn kết luận.")
    conclusion_number = PaperNumberField(label="Số văn bản kết luận", example="12/KL-VPĐP", asks="Hãy ghi số văn bản.")
    conclusion_words = TextField(label="Nội dung kết luận", rows=5, asks="Hãy ghi kết luận.")
    mend_by = DayField(label="Hạn khắc phục", required=False, help_text="Cần có khi yêu cầu khắc phục.")


class FollowUpForm(PageForm):
    """Whether what was asked for is mended."""

    mended = RadioField(label="Kết quả", choices=MENDED, asks="Hãy chọn kết quả.")
    follow_up = TextField(label="Nội dung", rows=4, asks="Hãy ghi kết quả khắc phục.")
