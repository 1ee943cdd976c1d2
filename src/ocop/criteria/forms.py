"""The form with which a sheet is confirmed (QĐ 26/2026, Phụ lục II)."""

from django import forms

from ocop.pages.fields import LineField
from ocop.pages.page_form import PageForm


class ConfirmSheetForm(PageForm):
    """With which document a sheet was compared, and which version of the sheet was read."""

    note = LineField(
        label="Đã đối chiếu với",
        help_text="Ví dụ: bản ký số Quyết định 26/2026/QĐ-TTg trên Cổng Thông tin điện tử Chính phủ, Phụ lục II.",
        error_messages={"required": "Hãy ghi đã đối chiếu với văn bản nào, bản nào."},
    )
    seen_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
