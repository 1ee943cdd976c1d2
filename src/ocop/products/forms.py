"""Forms about products."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.db import models
from django.utils import timezone

from ocop.law.catalogue import catalogue
from ocop.law.governing import law_on
from ocop.pages.fields import DayField, LineField, MoneyField, TextField
from ocop.pages.page_form import PageForm

from .fields import FIELDS, NAMES, ProductField, cleaned
from .models import Product


def set_choices() -> list[tuple[int, str]]:
    """Return the sets of the law in force, each with its number and name."""
    entries = catalogue(law_on(timezone.localdate()).regime.code)
    return [(entry.number, f"Bộ {entry.number}. {entry.label}") for entry in entries]


def form_field(one: ProductField) -> forms.Field:
    """The field in which a fact is typed: what its column holds, asked as its declaration says."""
    asked: dict[str, Any] = {"label": one.label, "help_text": one.help, "required": not one.column.blank}
    if one.name == "set_number":
        return forms.TypedChoiceField(coerce=int, choices=set_choices, **asked | {"required": True})
    if isinstance(one.column, models.BigIntegerField):
        return MoneyField(**asked)
    if isinstance(one.column, models.TextField):
        return TextField(rows=one.rows, max_length=one.longest, **asked)
    return LineField(max_length=cast("int", one.column.max_length), **asked)


class ProductForm(PageForm):
    """What a producer writes about a product; fields that a dossier fixed are not offered."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, fixed: Collection[str] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields = {one.name: form_field(one) for one in FIELDS if one.name not in fixed} | self.fields

    @property
    def vietnamese(self) -> list[forms.BoundField]:
        """The fields written in Vietnamese, as the page shows them."""
        return self._written_in("vi")

    @property
    def english(self) -> list[forms.BoundField]:
        """The fields written in English."""
        return self._written_in("en")

    def _written_in(self, language: str) -> list[forms.BoundField]:
        return [self[one.name] for one in FIELDS if one.language == language and one.name in self.fields]

    def written(self) -> dict[str, Any]:
        """Values by model field, without those a dossier fixed."""
        return {name: self.cleaned_data[name] for name in NAMES if name in self.fields}

    def differences(self, product: Product) -> list[str]:
        """Names of the fields in which what was typed differs from what is stored now."""
        typed = cleaned(self.written())
        return [str(self.fields[name].label) for name, value in typed.items() if getattr(product, name) != value]


class PhotoForm(PageForm):
    """One photo with its words."""

    photo = forms.FileField(
        label="Ảnh",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="Chụp ban ngày, nền gọn, thấy rõ sản phẩm và nhãn. Ảnh JPEG, PNG, WebP, HEIC hoặc AVIF; vị trí chụp được xóa.",
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


class PhotoWordsForm(PageForm):
    """The words of a photo that is there already."""

    alt_text = forms.CharField(label="Ảnh chụp gì?", max_length=200, required=False)


def initial_of(product: Product) -> dict[str, Any]:
    """What the form shows at first for a stored product."""
    return {**{name: getattr(product, name) for name in NAMES}, "version": product.version}


class RenameForm(PageForm):
    """Another name of a product, from a day on, by a document."""

    name = LineField(label="Tên mới của sản phẩm", max_length=250, width="l")
    effective_on = DayField(label="Mang tên mới từ ngày")
    document = LineField(
        label="Văn bản làm căn cứ", max_length=300, help_text="Ví dụ: Công văn 12/SNNMT ngày 5/10/2026."
    )
