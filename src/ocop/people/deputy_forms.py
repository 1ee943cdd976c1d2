"""Forms about deputies: who signs for which office, how, by which paper, from when to when; pause, resume, end."""

from typing import Any, cast

from django import forms

from ocop.pages.fields import DayField, LineField
from ocop.pages.page_form import PageForm

from .forms import UserNameField
from .models import SigningWay
from .queries.signing import HeldOffice
from .signing import matters


class DeputyForm(PageForm):
    """An appointment as its paper says it."""

    office = forms.ChoiceField(label="Ký thay cho")
    account = UserNameField(
        label="Tên đăng nhập của người ký",
        help_text="Người này phải có tài khoản; chưa có thì nhờ quản trị mời.",
        unknown="Không có tài khoản đang mở với tên đăng nhập này.",
    )
    way = forms.ChoiceField(
        label="Hình thức", choices=SigningWay.choices, widget=forms.RadioSelect, initial=SigningWay.IN_PLACE
    )
    position = LineField(
        label="Chức vụ của người ký",
        max_length=120,
        width="l",
        help_text="In trên văn bản, ví dụ: Phó Chủ tịch; Giám đốc Sở.",
    )
    document = LineField(
        label="Theo văn bản", max_length=200, help_text="Số và ngày, ví dụ: Quyết định 12/QĐ-UBND ngày 05/01/2026."
    )
    matters = forms.MultipleChoiceField(
        label="Nội dung được ký",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Cần khi ký thừa lệnh hoặc thừa ủy quyền: người này chỉ ký được những việc đã chọn. Ký thay mà không chọn thì ký mọi việc của chức vụ.",
    )
    effective_from = DayField(label="Từ ngày")
    effective_to = DayField(
        label="Đến hết ngày", required=False, help_text="Cần khi ký thừa ủy quyền. Ví dụ 31/12/2026."
    )

    def __init__(self, *arguments: Any, held: list[HeldOffice], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.held = {one.key: one for one in held}
        choices = [("", "Chọn chức vụ"), *((one.key, one.words) for one in held)]
        cast("forms.ChoiceField", self.fields["office"]).choices = choices if len(held) != 1 else choices[1:]
        roles = {one.role for one in held}
        signed = [(one.code, f"{one.words} (Đ.{one.article})") for one in matters().values() if one.office in roles]
        cast("forms.MultipleChoiceField", self.fields["matters"]).choices = signed

    def clean(self) -> dict[str, Any]:
        """Say the office as the operation asks for it: its role, its place, its group."""
        given = {**self.cleaned_data}
        if office := self.held.get(given.pop("office", "")):
            given |= {"role": office.role, "unit": office.unit, "organisation_name": office.organisation}
        return given


class DeputyEndingForm(PageForm):
    """The last day, and why."""

    effective_to = DayField(label="Ngày cuối được ký")
    reason = LineField(label="Lý do", max_length=300, help_text="Ví dụ: thôi giữ chức vụ theo Quyết định số …")


class PauseForm(PageForm):
    """Why somebody may not sign for now."""

    reason = LineField(label="Lý do", max_length=300, required=False)
