"""Forms of a complaint; what was typed stays when a sentence asks back, files have to be chosen again."""

from typing import Any

from ocop.complaints.models import AnsweringBody
from ocop.complaints.operations import Said
from ocop.inspections.forms import WithPapers
from ocop.pages.fields import DayField, LineField, PaperNumberField, RadioField, TextField
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form

Bodies = list[AnsweringBody]
FOR_THE_PRODUCER = "Chủ thể của sản phẩm tải được tệp này: hãy gửi bản đã che tên, địa chỉ người khiếu nại."


class ComplaintForm(WithPapers):
    """A complaint as it is recorded; the producer's own names no complainant and no day."""

    about = LineField(
        label="Kết quả, quyết định bị khiếu nại", max_length=200, asks="Hãy ghi kết quả hoặc quyết định bị khiếu nại."
    )
    complainant = LineField(
        label="Người khiếu nại", max_length=200, width="l", asks="Hãy ghi người khiếu nại.",
        help_text="Chỉ cơ quan đọc được; chủ thể của sản phẩm không đọc.",
    )  # fmt: skip
    contact = LineField(label="Địa chỉ, điện thoại", max_length=200, required=False, width="l")
    received_on = DayField(label="Ngày nhận", help_text="Hạn trả lời tính từ ngày này.", asks="Hãy ghi ngày nhận.")
    content = TextField(
        label="Nội dung khiếu nại",
        rows=8,
        help_text="Chủ thể của sản phẩm đọc được.",
        asks="Hãy ghi nội dung khiếu nại.",
    )
    body = RadioField(label="Cơ quan trả lời", asks="Hãy chọn cơ quan trả lời.")
    field_order = ("about", "complainant", "contact", "received_on", "content", "body", "papers")

    def __init__(self, bodies: Bodies, *args: Any, is_own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_bodies(self, bodies)
        self.ask_for_papers("Đơn và tài liệu kèm theo")
        if is_own:
            for name in ("complainant", "contact", "received_on"):
                del self.fields[name]
            self.fields["content"].help_text = ""

    def said(self) -> Said:
        """Return what the operation takes."""
        return Said(**{name: value for name, value in self.cleaned_data.items() if name != "papers"})


class PassOnForm(PageForm):
    """Where a complaint goes instead, and why."""

    body = RadioField(label="Cơ quan trả lời", asks="Hãy chọn cơ quan trả lời.")
    reason = TextField(label="Lý do chuyển", rows=3, max_length=2_000, asks="Hãy ghi lý do chuyển.")

    def __init__(self, bodies: Bodies, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_bodies(self, bodies)


def offer_bodies(form: PageForm, bodies: Bodies) -> None:
    """Give a form the bodies it offers, the first one chosen."""
    form.fields["body"].choices = [(one.value, one.label) for one in bodies]  # type: ignore[attr-defined]
    form.fields["body"].initial = bodies[0].value if bodies else None


class AnswerForm(WithPapers):
    """The answer: its number, its words, its signed paper."""

    answer_number = PaperNumberField(
        label="Số văn bản trả lời", example="215/SNNMT-VPĐP", asks="Hãy ghi số văn bản trả lời."
    )
    answer = TextField(
        label="Nội dung trả lời",
        rows=8,
        help_text="Chủ thể và cơ quan kiểm tra đọc được.",
        asks="Hãy ghi nội dung trả lời.",
    )
    field_order = ("answer_number", "answer", "papers")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask_for_papers("Văn bản trả lời đã ký", needed=True)
        # An answer is addressed to whoever complained, and the producer never reads who that is.
        self.fields["papers"].help_text = f"{self.fields['papers'].help_text} {FOR_THE_PRODUCER}"


WithdrawForm = reason_form(
    "Lý do rút khiếu nại", "Ghi theo đơn hoặc lời của người khiếu nại.", asks="Hãy ghi lý do rút khiếu nại.", most=2_000, rows=4
)  # fmt: skip
