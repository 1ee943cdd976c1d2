"""What is typed of a letter that proposes products, by a commune or a province: number, day, samples (QĐ 26/2026, Đ.6.2, 6.3)."""

from typing import Any

from ocop.pages.fields import CountField, DayField, PaperNumberField
from ocop.pages.page_form import PageForm


class LetterForm(PageForm):
    """Number and day of the letter, and the samples that go with it; ``samples`` are those that the law asks for."""

    article = ""  # that asks for samples

    letter_number = PaperNumberField(
        label="Số văn bản đề nghị", example="2150/UBND-NN", asks="Hãy ghi số của văn bản đề nghị."
    )
    letter_on = DayField(label="Ngày văn bản", asks="Hãy ghi ngày của văn bản đề nghị.")
    samples_sent = CountField(
        label="Số sản phẩm mẫu gửi kèm",
        min_value=0,
        max_value=1000,
        asks="Hãy ghi số sản phẩm mẫu gửi kèm.",
        invalid="Số sản phẩm mẫu phải là số.",
    )

    def __init__(self, samples: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["samples_sent"].help_text = (
            f"Luật yêu cầu {samples:02d} sản phẩm mẫu ({self.article})."
            if samples
            else f"Bộ này không gửi sản phẩm mẫu ({self.article}): ghi 0."
        )
