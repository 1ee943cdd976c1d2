"""Forms that notice text typed with an old font (TCVN3, VNI): the person is told once and chooses; nothing is changed silently.

The page includes ``web/old_font.html`` inside its form: it offers the text as it was meant, and to keep what was typed.
"""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from ocop.vietnamese import nfc
from ocop.vietnamese.legacy import LegacyText, legacy_text

CHOICE, USE, KEEP = "phong", "doi", "giu"


class LegacyTextMixin(forms.Form):
    """Looks at every text field of a form before it is accepted."""

    def full_clean(self) -> None:
        """Put the offered text in the place of the typed one where the person chose it, then check the form."""
        if self.is_bound and self.data.get(CHOICE) == USE:
            data = cast("QueryDict", self.data).copy()
            del data[CHOICE]
            for name, found in self._found().items():
                data[self.add_prefix(name)] = nfc(found.meant)
            self.data = data
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        """Ask about every field that seems typed with an old font."""
        cleaned = super().clean() or self.cleaned_data
        if not self.keeps_legacy_text:
            for name, found in self._found().items():
                self.add_error(
                    name,
                    f"Chữ này gõ bằng phông cũ {found.name} nên máy khác đọc sai; có phải bạn muốn viết “{_short(found.meant)}”?",
                )
        return cleaned

    @property
    def keeps_legacy_text(self) -> bool:
        """Whether the person chose to keep what was typed."""
        return self.is_bound and self.data.get(CHOICE) == KEEP

    @property
    def legacy_offers(self) -> list[tuple[str, str]]:
        """What is offered: the label of each field with the text as it was meant."""
        if not self.is_bound or self.keeps_legacy_text:
            return []
        return [(str(self.fields[name].label), found.meant) for name, found in self._found().items()]

    def _found(self) -> dict[str, LegacyText]:
        found = {}
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and not field.widget.is_hidden:
                legacy = legacy_text(str(self.data.get(self.add_prefix(name)) or ""))
                if legacy:
                    found[name] = legacy
        return found


def _short(text: str) -> str:
    words = " ".join(nfc(text).split())
    return words if len(words) <= 120 else f"{words[:119]}…"
