"""Forms about products."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone

from ocop.law.catalogue import catalogue
from ocop.law.governing import law_on
from ocop.pages.fields import DayField
from ocop.producers.legacy_fields import LegacyTextMixin
from ocop.vietnamese import nfc

from .models import Product

WRITTEN = ("name", "set_number", "specification", "standard", "description", "story", "name_en", "story_en")


def set_choices() -> list[tuple[int, str]]:
    """Return the sets of the law in force, each with its number and name."""
    entries = catalogue(law_on(timezone.localdate()).regime.code)
    return [(entry.number, f"Bộ {entry.number}. {entry.label}") for entry in entries]


class ProductForm(LegacyTextMixin):
    """What a producer writes about a product; fields that a dossier fixed are not offered."""

    name = forms.CharField(label="Tên sản phẩm", max_length=250, help_text="Như trên nhãn, ví dụ: Trà hoa vàng Ba Chẽ.")
    set_number = forms.TypedChoiceField(
        label="Bộ sản phẩm",
        coerce=int,
        choices=set_choices,
    )
    specification = forms.CharField(
        label="Quy cách", max_length=250, required=False, help_text="Ví dụ: hộp 100 g; chai 500 ml; tour 2 ngày 1 đêm."
    )
    standard = forms.CharField(
        label="Tiêu chuẩn công bố",
        max_length=250,
        required=False,
        help_text="Ví dụ: TCCS 01:2026/HTX. Chưa có thì để trống.",
    )
    description = forms.CharField(
        label="Mô tả",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sản phẩm là gì, làm từ gì, dùng thế nào.",
    )
    story = forms.CharField(
        label="Câu chuyện sản phẩm",
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="Gắn với đất, người và nghề của nơi làm ra sản phẩm. Câu chuyện riêng là một tiêu chí của sao.",
    )
    name_en = forms.CharField(label="Tên tiếng Anh", max_length=250, required=False)
    story_en = forms.CharField(
        label="Câu chuyện bằng tiếng Anh", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 5})
    )
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, fixed: Collection[str] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in fixed:
            del self.fields[name]

    def written(self) -> dict[str, Any]:
        """Values by model field, without those a dossier fixed."""
        return {name: self.cleaned_data[name] for name in WRITTEN if name in self.fields}

    def differences(self, product: Product) -> list[str]:
        """Names of the fields in which what was typed differs from what is stored now."""
        typed = self.written()
        return [
            str(self.fields[name].label)
            for name, value in typed.items()
            if getattr(product, name) != (nfc(value) if isinstance(value, str) else value)
        ]


class PhotoForm(LegacyTextMixin):
    """One photo with its words."""

    photo = forms.FileField(
        label="Ảnh",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="Chụp ban ngày, nền gọn, thấy rõ sản phẩm và nhãn. Ảnh JPEG, PNG, WebP hoặc HEIC; vị trí chụp được xóa.",
    )
    alt_text = forms.CharField(
        label="Ảnh chụp gì?",
        max_length=200,
        required=False,
        help_text="Một câu cho người không nhìn thấy ảnh. Ví dụ: Hộp trà sen 100 g bên ấm đất nung.",
    )

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with no named field is wrong with the photo."""
        super().add_error(field or "photo", error)


class PhotoWordsForm(forms.Form):
    """The words of a photo that is there already."""

    alt_text = forms.CharField(label="Ảnh chụp gì?", max_length=200, required=False)


def initial_of(product: Product) -> dict[str, Any]:
    """What the form shows at first for a stored product."""
    return {**{name: getattr(product, name) for name in WRITTEN}, "version": product.version}


class RenameForm(LegacyTextMixin):
    """Another name of a product, from a day on, by a document."""

    name = forms.CharField(label="Tên mới của sản phẩm", max_length=250)
    effective_on = DayField(label="Mang tên mới từ ngày")
    document = forms.CharField(
        label="Văn bản làm căn cứ", max_length=300, help_text="Ví dụ: Công văn 12/SNNMT ngày 5/10/2026."
    )
