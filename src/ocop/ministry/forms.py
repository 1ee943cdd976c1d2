"""What is typed about a package: the letter with its samples, a request to complete, the answer; a request to evaluate again (QĐ 26/2026, Đ.6.3.a, 7.4.a, 10.1.b)."""

from typing import Any

from django import forms

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.ministry.queries.contents import Assembled
from ocop.pages.fields import DayField, PaperNumberField, RowField, TextField, offer
from ocop.pages.page_form import OfferingForm, PageForm
from ocop.reviewing.forms.letters import LetterForm


class SendingForm(LetterForm):
    """The letter by which the provincial committee sends a package to the ministry."""

    article = "Đ.6.3.a"

    def __init__(self, assembled: Assembled, *args: Any, **options: Any) -> None:
        super().__init__(assembled.samples, *args, **options)
        self.fields["letter_on"].help_text = "Ngày này quyết định đợt đánh giá của Bộ. Ví dụ: 27/01/2027."


class AskingForm(PageForm):
    """What is missing, by when."""

    message = TextField(
        label="Nội dung cần hoàn thiện",
        help_text="Cơ quan tham mưu của tỉnh đọc nguyên văn. Ghi rõ thiếu gì, cần giấy tờ nào.",
        asks="Hãy ghi rõ nội dung cần hoàn thiện.",
    )
    due_on = DayField(label="Hạn trả lời", help_text="Ví dụ: 27/03/2027.", asks="Hãy ghi hạn trả lời.")


class AnsweringForm(PageForm):
    """What the province answers, and by which letter."""

    answer = TextField(
        label="Nội dung trả lời",
        help_text="Nêu từng điểm đã hoàn thiện và giấy tờ gửi kèm văn bản.",
        asks="Hãy ghi nội dung trả lời.",
    )
    letter_number = PaperNumberField(
        label="Số văn bản trả lời", example="2201/UBND-NN", asks="Hãy ghi số văn bản trả lời."
    )


class AcceptingForm(OfferingForm):
    """The round of the ministry into which a package goes."""

    offered = "round"
    round = RowField(
        EvaluationRound,
        label="Đợt đánh giá của Bộ",
        empty_label="Chọn đợt",
        words=lambda one: f"{one.name}, nhận đề nghị trước {one.proposals_before:%d/%m/%Y}",
        asks="Hãy chọn đợt đánh giá của Bộ.",
        width="l",
    )


class RedoForm(PageForm):
    """The ministry's request: which round, what was wrong, by when the province reports."""

    round = RowField(
        EvaluationRound,
        label="Đợt đánh giá của tỉnh",
        empty_label="Chọn đợt",
        words=lambda one: f"{one.unit.full_name}: {one.name}",
        asks="Hãy chọn đợt đánh giá.",
    )
    letter_number = PaperNumberField(
        label="Số văn bản đề nghị", example="4120/BNNMT-VPĐP", asks="Hãy ghi số văn bản đề nghị."
    )
    letter_on = DayField(label="Ngày văn bản", help_text="Ví dụ: 27/03/2027.", asks="Hãy ghi ngày văn bản.")
    reason = TextField(
        label="Điều không đúng quy định",
        help_text="Tỉnh đọc nguyên văn. Ghi rõ sản phẩm nào, điều nào không đúng.",
        asks="Hãy ghi điều không đúng quy định.",
    )
    due_on = DayField(label="Hạn tỉnh báo cáo", help_text="Ví dụ: 27/04/2027.", asks="Hãy ghi hạn báo cáo.")

    def __init__(self, rounds: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "round", rounds)


class OrderForm(PageForm):
    """The chair's order: its number, the dossiers that come before the council again, and in which round."""

    order_number = PaperNumberField(
        label="Số văn bản chỉ đạo", example="2250/UBND-NN", asks="Hãy ghi số văn bản chỉ đạo."
    )
    round = RowField(
        EvaluationRound, label="Đợt đánh giá lại", empty_label="Chọn đợt", asks="Hãy chọn đợt đánh giá lại."
    )
    dossiers = forms.ModelMultipleChoiceField(
        Dossier.objects.none(),
        label="Hồ sơ đưa lại Hội đồng",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sản phẩm đã được công nhận không đúng thì xét thu hồi ở trang Thu hồi.",
        error_messages={"invalid_choice": "Có hồ sơ không còn trong danh sách. Hãy tải lại trang."},
    )

    def __init__(self, rounds: Any, dossiers: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "round", rounds)
        offer(self, "dossiers", dossiers)
        field = self.fields["dossiers"]
        field.label_from_instance = lambda one: f"{one.product.name}, {one.producer.name}"  # type: ignore[attr-defined]


class ReportForm(PageForm):
    """What the province reports to the ministry."""

    report_number = PaperNumberField(label="Số báo cáo", example="310/BC-UBND", asks="Hãy ghi số báo cáo.")
    report = TextField(
        label="Kết quả thực hiện lại",
        help_text="Kết quả từng sản phẩm: chấm lại, thu hồi, giữ nguyên; lý do.",
        asks="Hãy ghi kết quả thực hiện lại.",
    )
