"""Forms about public bodies: record one, rename it from a day on, correct a name, set its letterhead, record what it went into."""

from typing import Any, cast

from django import forms

from ocop.pages.fields import DayField, LineField, RowField
from ocop.pages.page_form import PageForm
from ocop.territory.models import AdministrativeUnit

from .forms import BodyField, ProvinceField, offer_units
from .models import BodyKind, SuccessionKind

SOURCE = "Số, ngày văn bản và nơi ban hành, ví dụ: Nghị quyết 15/NQ-HĐND ngày 18/02/2025."


class NameFields(PageForm):
    """A name and how numbers of papers shorten it."""

    name = LineField(
        label="Tên cơ quan",
        max_length=200,
        help_text="Viết đầy đủ như trên văn bản, ví dụ: Ủy ban nhân dân xã Vũ Quang.",
    )
    abbreviation = LineField(
        label="Chữ viết tắt trong số, ký hiệu",
        max_length=30,
        width="s",
        required=False,
        help_text="Ví dụ: UBND, SNNMT. Số văn bản sẽ là …/QĐ-UBND.",
    )


class BodyForm(NameFields):
    """A body: what it is, where it works, what it is called."""

    kind = forms.ChoiceField(label="Loại cơ quan", choices=[("", "Chọn loại"), *BodyKind.choices])
    unit = RowField(
        AdministrativeUnit,
        label="Địa bàn",
        width="l",
        required=False,
        empty_label="Cả nước",
        help_text="Cơ quan của tỉnh hoặc của xã: chọn tỉnh ở trên trước.",
    )
    effective_from = DayField(
        label="Mang tên này từ ngày", required=False, help_text="Để trống nếu chưa rõ. Ví dụ 01/07/2025."
    )
    legal_source = LineField(label="Theo văn bản", max_length=200, required=False, help_text=SOURCE)
    field_order = ("kind", "unit", "name", "abbreviation", "effective_from", "legal_source")

    def __init__(self, *arguments: Any, province: AdministrativeUnit | None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer_units(self, province)


class RenamingForm(NameFields):
    """The new name of a body and the day from which it holds."""

    effective_from = DayField(label="Mang tên mới từ ngày")
    legal_source = LineField(label="Theo văn bản", max_length=200, help_text=SOURCE)


class CorrectionForm(NameFields):
    """A name as it should have been written, and why it is changed."""

    reason = LineField(label="Lý do sửa", max_length=300, help_text="Ví dụ: ghi thiếu chữ.")


class LetterheadForm(PageForm):
    """What stands at the head of the body's papers beside its name."""

    superior = BodyField(
        label="Cơ quan chủ quản trực tiếp",
        required=False,
        empty_label="Không in cơ quan chủ quản",
        help_text="In phía trên tên cơ quan. Ủy ban nhân dân và Bộ không có dòng này.",
    )
    place_name = LineField(
        label="Địa danh ghi trên văn bản", max_length=120, help_text="Đứng trước ngày tháng, ví dụ: Tây Ninh."
    )
    effective_from = DayField(label="Dùng từ ngày", required=False, help_text="Để trống nếu đã dùng từ trước đến nay.")
    legal_source = LineField(label="Theo văn bản", max_length=200, required=False)

    def __init__(self, *arguments: Any, province: AdministrativeUnit | None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        cast("BodyField", self.fields["superior"]).offer(province)


class SuccessionForm(PageForm):
    """Into which body this one went, on which day, by which document."""

    kind = forms.ChoiceField(label="Hình thức", choices=SuccessionKind.choices, widget=forms.RadioSelect)
    successor = BodyField(
        label="Cơ quan kế thừa", empty_label="Chọn cơ quan", help_text="Cơ quan mới phải được ghi trước."
    )
    effective_on = DayField(label="Từ ngày", help_text="Ngày đầu cơ quan kế thừa làm việc, ví dụ 01/03/2025.")
    legal_source = LineField(label="Theo văn bản", max_length=200, help_text=SOURCE)
    stays = forms.BooleanField(label="Cơ quan này vẫn hoạt động sau ngày đó (chỉ khi tách một phần)", required=False)

    def __init__(self, *arguments: Any, province: AdministrativeUnit | None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        cast("BodyField", self.fields["successor"]).offer(province)


class BodySearchForm(forms.Form):
    """Which bodies an administrator looks for."""

    q = LineField(label="Tên cơ quan", max_length=100, required=False)
    loai = forms.ChoiceField(label="Loại cơ quan", choices=[("", "Mọi loại"), *BodyKind.choices], required=False)
    tinh = ProvinceField(label="Tỉnh, thành phố", required=False, empty_label="Cả nước")
