"""The forms of the mapping queue and of what was brought in: the commune of today, an import taken back."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from ocop.pages.fields import RowField, TextField, offer
from ocop.pages.page_form import PageForm
from ocop.pages.reasons import reason_form
from ocop.products.models import Product
from ocop.territory.models import AdministrativeUnit, UnitMappingCase
from ocop.territory.queries import communes_of

OTHER = "khac"


class ResolveForm(PageForm):
    """The candidates as radios and, below them, every commune of the province; without candidates only the list."""

    choice = forms.ChoiceField(
        label="Hiện nay nơi này thuộc xã, phường nào?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Hãy chọn nơi sản xuất hiện nay.",
            "invalid_choice": "Hãy chọn một trong các nơi được nêu.",
        },
    )
    unit = RowField(
        AdministrativeUnit,
        label="Xã, phường, đặc khu khác trong tỉnh",
        help_text="Xã nay quản lý nơi ghi trên giấy. Nếu chưa chắc, hãy hỏi chủ thể rồi quay lại.",
        required=False,
        width="l",
        empty_label="Chọn trong danh sách của tỉnh",
        error_messages={"invalid_choice": "Hãy chọn một xã, phường hoặc đặc khu của tỉnh này."},
    )

    products = forms.MultipleChoiceField(
        label="Câu trả lời này áp dụng cho",
        help_text="Cùng một nơi ghi trên giấy. Bỏ dấu ở sản phẩm làm tại nơi khác: sản phẩm đó vẫn chờ.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Hãy đánh dấu ít nhất một sản phẩm mà câu trả lời này áp dụng.",
            "invalid_choice": "Có sản phẩm vừa được người khác xác định. Hãy xem lại danh sách.",
        },
    )

    def __init__(
        self,
        case: UnitMappingCase,
        together: Sequence[Product],
        best: Sequence[AdministrativeUnit],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(unit.pk): unit for unit in best}
        self._offer_products(together)
        if case.province:
            offer(self, "unit", communes_of(case.province))
        if not self.candidates:
            del self.fields["choice"]
            self.fields["unit"].label = "Hiện nay nơi này thuộc xã, phường nào?"
            self.fields["unit"].required = True
            self.fields["unit"].error_messages["required"] = "Hãy chọn một xã, phường hoặc đặc khu."
            return
        choices = [(key, unit.full_name) for key, unit in self.candidates.items()]  # the likeliest first
        self.fields["choice"].choices = [*choices, (OTHER, "Nơi khác, chọn bên dưới")]  # type: ignore[attr-defined]

    def _offer_products(self, together: Sequence[Product]) -> None:
        """All products of the printed place, ticked; one alone needs no tick."""
        if len(together) < 2:
            del self.fields["products"]
            return
        field = cast("forms.MultipleChoiceField", self.fields["products"])
        field.choices = [(str(one.pk), f"{one.name} – {one.producer.name}") for one in together]
        field.initial = [str(one.pk) for one in together]

    def clean(self) -> dict[str, Any]:
        """Exactly one answer: a candidate, or the other commune."""
        data: dict[str, Any] = super().clean() or {}
        choice, unit = data.get("choice"), data.get("unit")
        if choice in self.candidates:
            data["unit"] = self.candidates[str(choice)]
        elif choice == OTHER and not unit and not self.errors:
            self.add_error("unit", "Hãy chọn xã, phường hoặc đặc khu khác.")
        return data


TakeBackForm = reason_form(
    "Vì sao rút lại?", "Ví dụ: chủ thể cho biết nơi sản xuất ở phường bên.", asks="Hãy ghi lý do rút lại.", most=300
)


class UndoForm(PageForm):
    """Why, and a tick: a whole list goes."""

    reason = TextField(
        label="Vì sao hoàn tác?",
        help_text="Ví dụ: nhập nhầm tệp của năm trước.",
        asks="Hãy ghi lý do hoàn tác.",
        max_length=300,
        rows=2,
    )
    confirmed = forms.BooleanField(
        label="Tôi đã kiểm tra và muốn gỡ toàn bộ danh sách này.",
        error_messages={"required": "Hãy đánh dấu xác nhận trước khi hoàn tác."},
    )
