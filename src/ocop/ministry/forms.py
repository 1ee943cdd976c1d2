"""What is typed about a package: the letter with its samples, a request to complete, the answer (QĐ 26/2026, Đ.6.3.a, 7.4.a)."""

from typing import Any

from ocop.ministry.queries.contents import Assembled
from ocop.pages.fields import CountField, DayField, PaperNumberField, TextField
from ocop.pages.page_form import PageForm


class SendingForm(PageForm):
    """Number and day of the letter of the provincial committee, and the samples that go with it."""

    letter_number = PaperNumberField(
        label="Số văn bản đề nghị", example="2150/UBND-NN", asks="Hãy ghi số của văn bản đề nghị."
    )
    letter_on = DayField(
        label="Ngày văn bản",
        help_text="Ngày này quyết định đợt đánh giá của Bộ. Ví dụ: 27/01/2027.",
        asks="Hãy ghi ngày của văn bản đề nghị.",
    )
    samples_sent = CountField(
        label="Số sản phẩm mẫu gửi kèm",
        min_value=0,
        max_value=1000,
        asks="Hãy ghi số sản phẩm mẫu gửi kèm.",
        invalid="Số sản phẩm mẫu phải là số.",
    )

    def __init__(self, assembled: Assembled, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        needed = assembled.samples
        self.fields["samples_sent"].help_text = (
            f"Luật yêu cầu {needed:02d} sản phẩm mẫu (Đ.6.3.a)."
            if needed
            else "Bộ này không gửi sản phẩm mẫu (Đ.6.3.a): ghi 0."
        )


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
