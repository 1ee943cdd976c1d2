"""Choosing a commune in a form without JavaScript: the province first, then one of its communes (at most about 170).

Mix ``CommuneFormMixin`` into a form and print ``province`` and ``commune`` with ``<c-field>``. The first submission without a commune
comes back with the list of the chosen province and the sentence that asks for it; nothing typed is lost. With scripts, the
``data-communes`` attribute lets htmx fetch the list at once (``territory:communes``).

    class AddressForm(CommuneFormMixin, forms.Form):
        hamlet = forms.CharField(label="Thôn, ấp")

    form = AddressForm(request.POST or None, unit=producer.unit)
    form.cleaned_data["commune"]      # an AdministrativeUnit of today, inside form.cleaned_data["province"]
"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse_lazy

from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries import communes_of, provinces, unit_at


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A select of units by their codes, in Vietnamese order; codes stay readable in addresses and logs."""

    def __init__(self, *, queryset: QuerySet[AdministrativeUnit] | None = None, **kwargs: Any) -> None:
        units = AdministrativeUnit.objects.none() if queryset is None else queryset
        super().__init__(queryset=units, to_field_name="code", **kwargs)

    def label_from_instance(self, obj: AdministrativeUnit) -> str:
        """Name with its type."""
        return obj.full_name


class CommuneFormMixin(forms.Form):
    """Adds ``province`` and ``commune``; ``unit`` (today's commune or province of a record) preselects both."""

    province = UnitField(
        label="Tỉnh, thành phố",
        empty_label="Chọn tỉnh, thành phố",
        error_messages={
            "required": "Hãy chọn tỉnh hoặc thành phố.",
            "invalid_choice": "Hãy chọn một tỉnh hoặc thành phố trong danh sách.",
        },
    )
    commune = UnitField(
        label="Xã, phường, đặc khu",
        empty_label="Chọn xã, phường, đặc khu",
        error_messages={
            "required": "Hãy chọn xã, phường hoặc đặc khu.",
            "invalid_choice": "Xã này không thuộc tỉnh đã chọn; hãy chọn lại trong danh sách.",
        },
    )

    def __init__(self, *args: Any, unit: AdministrativeUnit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = unit.path.rstrip("/").split("/") if unit else []
        for name, code in zip(("province", "commune"), codes, strict=False):
            self.initial.setdefault(name, code)
        self.fields["province"].queryset = provinces()  # type: ignore[attr-defined]
        chosen = self["province"].value()
        province = unit_at(str(chosen), "province") if chosen else None
        if province:
            self.fields["commune"].queryset = communes_of(province)  # type: ignore[attr-defined]
            listed = f"Hãy chọn xã, phường hoặc đặc khu của {province.full_name} trong danh sách."
            self.fields["commune"].error_messages["required"] = listed
        self.fields["province"].widget.attrs |= {
            "hx-get": reverse_lazy("territory:communes"),
            "hx-target": f"#{self['commune'].id_for_label}",
            "hx-trigger": "change",
        }
