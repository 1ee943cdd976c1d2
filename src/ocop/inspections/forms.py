"""Forms of a revocation; what was typed stays when a sentence asks back, files have to be chosen again."""

from datetime import date
from typing import Any

from ocop.filing.forms import ManyFilesField
from ocop.inspections.competence import grounds_on
from ocop.inspections.operations.opening import Conclusion
from ocop.pages.fields import DayField, LineField, PaperNumberField, RadioField, TextField
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form
from ocop.recognition.forms import DecisionForm

FILES_AGAIN = "Tệp chưa được gửi. Sửa các chỗ được nêu rồi chọn lại tệp."


class WithPapers(PageForm):
    """A form with files: a browser sends them once, so a refused form says that they have to be chosen again."""

    papers = ManyFilesField(label="Tệp", help_text="Bản chụp hoặc PDF. Chọn được nhiều tệp một lần.")

    def ask_for_papers(self, label: str, *, needed: bool = False) -> None:
        """Say what the files are; the operation insists where they are ``needed``, the label only says so."""
        self.fields["papers"].label, self.fields["papers"].required = label, needed

    def clean(self) -> dict[str, Any]:
        """Ask for the files again when something else is asked back."""
        given = super().clean() or {}
        if self.errors and self.cleaned_data.get("papers"):
            self.add_error("papers", FILES_AGAIN)
        return given


class OpeningForm(WithPapers):
    """The ground and the conclusion that a case rests on (Đ.8.1)."""

    ground = RadioField(label="Trường hợp thu hồi (Đ.8.1)", asks="Hãy chọn trường hợp thu hồi.")
    concluded_by = LineField(
        label="Cơ quan kết luận",
        max_length=200,
        help_text="Khi chủ thể không còn sản xuất: UBND xã đã xác nhận.",
        asks="Hãy ghi cơ quan kết luận, hoặc UBND xã đã xác nhận.",
    )
    conclusion_number = PaperNumberField(label="Số văn bản", example="45/KL-SNNMT", asks="Hãy ghi số văn bản.")
    concluded_on = DayField(
        label="Ngày kết luận hoặc xác nhận",
        help_text="Thời hạn thu hồi tính từ ngày này (Đ.8.4). Ví dụ 27/11/2026.",
        asks="Hãy ghi ngày kết luận.",
    )
    summary = TextField(
        label="Nội dung kết luận", rows=5, help_text="Chủ thể đọc được nội dung này.", asks="Hãy ghi nội dung kết luận."
    )
    field_order = ("ground", "concluded_by", "conclusion_number", "concluded_on", "summary", "papers")

    def __init__(self, today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.code, f"{one.label} (Đ.{one.article})") for one in grounds_on(today)]
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]
        self.ask_for_papers("Văn bản kết luận hoặc xác nhận", needed=True)

    def opening(self) -> dict[str, Any]:
        """Return what the operation takes."""
        given = self.cleaned_data
        words = ("concluded_by", "conclusion_number", "concluded_on", "summary")
        conclusion = Conclusion(**{name: given[name] for name in words})
        return {"ground": given["ground"], "conclusion": conclusion, "files": given["papers"]}


class StoppedForm(WithPapers):
    """What a commune confirms: since when the product is made no longer, and the paper that says so."""

    conclusion_number = PaperNumberField(label="Số văn bản xác nhận", example="31/UBND-KT", asks="Hãy ghi số văn bản.")
    concluded_on = DayField(
        label="Ngày xác nhận",
        help_text="Thời hạn thu hồi tính từ ngày này (Đ.8.4). Ví dụ 27/11/2026.",
        asks="Hãy ghi ngày xác nhận.",
    )
    summary = TextField(
        label="Nội dung xác nhận",
        rows=5,
        help_text="Ngừng từ khi nào, vì sao, biết qua ai. Chủ thể đọc được.",
        asks="Hãy ghi nội dung xác nhận.",
    )
    field_order = ("conclusion_number", "concluded_on", "summary", "papers")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for_papers("Văn bản xác nhận", needed=True)


class AskForm(PageForm):
    """What the producer is asked to explain, and by when."""

    message = TextField(
        label="Nội dung cần giải trình",
        rows=5,
        help_text="Chủ thể đọc được nội dung này.",
        asks="Hãy ghi nội dung cần giải trình.",
    )
    due_on = DayField(label="Hạn giải trình", asks="Hãy ghi hạn giải trình.")


class AnswerForm(WithPapers):
    """What the producer answers."""

    answer = TextField(label="Giải trình", rows=8, asks="Hãy ghi nội dung giải trình.")
    field_order = ("answer", "papers")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for_papers("Tệp kèm theo")


SubmitForm = reason_form(
    "Kết quả kiểm tra, xác minh",
    "Người có thẩm quyền đọc báo cáo này trước khi quyết định; chủ thể không đọc.",
    asks="Hãy ghi kết quả kiểm tra, xác minh.",
    most=10_000,
    rows=10,
)
DismissForm = reason_form(
    "Lý do không thu hồi",
    "Chủ thể và UBND xã đọc được lý do này.",
    asks="Hãy ghi lý do không thu hồi.",
    most=2_000,
    rows=4,
)


class RevokeForm(DecisionForm):
    """Number and day of the decision as they stand on the signed paper."""

    decided_on = DayField(
        label="Ngày quyết định",
        help_text="Giấy chứng nhận hết giá trị từ ngày này. Ví dụ 27/11/2026.",
        asks="Hãy ghi ngày quyết định.",
    )
