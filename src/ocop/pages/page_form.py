"""The form of every page into which people type: text of an old font (TCVN3, VNI) is noticed at every door.

The person is told once and chooses; nothing is changed silently. ``c-field`` shows the offer above the first field it is about
(``web/old_font.html``), so that a new form has it without thinking. Forms of searches are plain ones: they keep nothing.
"""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from ocop.vietnamese import nfc
from ocop.vietnamese.legacy import LegacyText, legacy_text

from .fields import offer

CHOICE, USE, KEEP = "phong", "doi", "giu"
BUTTONS = ("action", "send", "save", "back")  # names of buttons; the offer's own buttons carry on what was pressed


class PageForm(forms.Form):
    """Looks at every text field before the form is accepted."""

    _noticed: dict[str, LegacyText]

    def full_clean(self) -> None:
        """Put the offered text in the place of the typed one where the person chose it, check the form, then ask about old fonts."""
        self._noticed = self._find()
        if self._noticed and self.data.get(CHOICE) == USE:
            data = cast("QueryDict", self.data).copy()
            del data[CHOICE]
            for name, found in self._noticed.items():
                data[self.add_prefix(name)] = nfc(found.meant)
            self.data, self._noticed = data, {}
        super().full_clean()
        if not self.keeps_legacy_text:
            for name, found in self._noticed.items():
                self.add_error(
                    name,
                    f"Chữ này gõ bằng phông cũ {found.name} nên máy khác đọc sai; có phải bạn muốn viết “{_short(found.meant)}”?",
                )

    @property
    def keeps_legacy_text(self) -> bool:
        """Whether the person chose to keep what was typed."""
        return self.is_bound and self.data.get(CHOICE) == KEEP

    @property
    def legacy_offers(self) -> list[tuple[str, str]]:
        """What is offered: the label of each field with the text as it was meant."""
        if not self.errors or self.keeps_legacy_text:
            return []
        return [(str(self[name].label), found.meant) for name, found in self._noticed.items()]

    @property
    def legacy_place(self) -> str:
        """The name of the field above which the offer stands, "" when every text is of today."""
        return next(iter(self._noticed), "") if self.is_bound and self.errors is not None else ""

    @property
    def pressed(self) -> list[tuple[str, str]]:
        """The button that sent the form, as (name, value)."""
        return [(name, str(self.data.get(name))) for name in BUTTONS if self.data.get(name) and name not in self.fields]

    def _find(self) -> dict[str, LegacyText]:
        if not self.is_bound:
            return {}
        typed = {name: str(self.data.get(self.add_prefix(name)) or "") for name in text_fields(self.fields)}
        return {name: found for name, text in typed.items() if (found := legacy_text(text))}


def text_fields(fields: dict[str, forms.Field]) -> list[str]:
    """Return the names of the fields into which people type words; not passwords, and nothing that no one sees."""
    return [
        name
        for name, field in fields.items()
        if isinstance(field, forms.CharField)
        and not field.widget.is_hidden
        and not isinstance(field.widget, forms.PasswordInput)
    ]


def _short(text: str) -> str:
    words = " ".join(nfc(text).split())
    return words if len(words) <= 120 else f"{words[:119]}…"


class OfferingForm(PageForm):
    """A form one of whose fields (``offered``) is chosen from the reader's own rows; they are handed in when it is made."""

    offered = "unit"

    def __init__(self, rows: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, self.offered, rows)
