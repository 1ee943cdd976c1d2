"""Fields that Vietnamese people type, one of each for the whole system: text, day, telephone, name.

How a text is read stands in ``ocop.vietnamese``; here stand the widget, the example and the sentence that asks back.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from ocop.vietnamese import (
    format_date,
    format_money,
    mail_address,
    nfc,
    parse_date,
    parse_money,
    person_name,
    telephone,
)

LONGEST_LINE = 250
LONGEST_TEXT = 10_000
LONGEST_NAME = 150


def _read(read: Callable[[str], Any], text: str) -> Any:
    """Read what was typed; the sentence of the reader asks back."""
    try:
        return read(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class _Asking(forms.Field):
    """A field that says the sentence which asks for it (``asks``) and how wide it stands on a page that is a form (``width``)."""

    width = ""

    def __init__(self, *, asks: str = "", width: str = "", **options: Any) -> None:
        if asks:
            options["error_messages"] = {"required": asks, **options.get("error_messages", {})}
        self.width = width or self.width
        super().__init__(**options)


class AskedField(_Asking, forms.CharField):
    """A text, as it is asked for."""


class LineField(AskedField):
    """One line of text in NFC."""

    def __init__(self, *, max_length: int = LONGEST_LINE, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        """Return NFC text without surrounding blanks."""
        return nfc(str(super().to_python(value) or ""))


class PaperNumberField(LineField):
    """The number of a paper as it stands on the paper, as in ``example``."""

    width = "m"

    def __init__(self, *, example: str, max_length: int = 60, **options: Any) -> None:
        options.setdefault("help_text", f"Ghi đúng như trên văn bản, ví dụ {example}.")
        super().__init__(max_length=max_length, **options)


class TextField(AskedField):
    """Several lines of text in NFC."""

    def __init__(self, *, rows: int = 5, max_length: int = LONGEST_TEXT, **options: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        """Return NFC text with plain line ends."""
        return nfc(str(super().to_python(value) or "").replace("\r\n", "\n"))


class VersionField(forms.IntegerField):
    """Which version a page was opened with; a page that does not say it is an old or a broken one."""

    OLD_PAGE = "Trang này đã cũ hoặc tải chưa xong. Hãy tải lại trang, xem lại rồi gửi."

    def __init__(self) -> None:
        messages = dict.fromkeys(("required", "invalid", "min_value"), self.OLD_PAGE)
        super().__init__(widget=forms.HiddenInput, min_value=0, error_messages=messages)


class TypedField(AskedField):
    """A field whose text is read as something else; what was typed stays as it was when it cannot be read."""

    inputmode = "numeric"
    autocomplete = "off"
    longest = 40

    def __init__(self, **options: Any) -> None:
        attributes = {"inputmode": self.inputmode, "autocomplete": self.autocomplete}
        super().__init__(max_length=self.longest, widget=forms.TextInput(attrs=attributes), **options)

    def read(self, text: str) -> Any:
        """Return what the text says."""
        raise NotImplementedError

    def shown(self, value: Any) -> Any:
        """Return a value as people write it."""
        return value

    def prepare_value(self, value: Any) -> Any:
        """Show a value as people write it, and a text as it was typed."""
        return value if value is None or isinstance(value, str) else self.shown(value)

    def clean(self, value: Any) -> Any:
        """Return what was typed, read; None for an empty field that may be empty."""
        text = str(super().clean(self.prepare_value(value))).strip()
        return _read(self.read, text) if text else None


class MoneyField(TypedField):
    """An amount typed as ``1.200.000.000``, ``1,2 tỷ`` or ``1200 triệu``; gives đồng, and says back what it read."""

    inputmode = "text"  # a keypad of digits has no letters for "triệu"
    width = "m"

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Đồng; gõ 1.200.000.000, 1200 triệu hoặc 1,2 tỷ đều được.")
        super().__init__(**options)

    def read(self, text: str) -> int:
        """Return the amount in đồng."""
        return parse_money(text)

    def shown(self, value: Any) -> str:
        """Return an amount with its unit."""
        return format_money(int(value))


class DayField(TypedField):
    """A day typed as ``27/03/2019``, also ``27-3-19`` or in words; gives a date."""

    width = "s"

    def __init__(self, *, past: bool = False, **options: Any) -> None:
        self.past = past
        options.setdefault("help_text", "Ngày/tháng/năm, ví dụ 05/11/2026; gõ liền 05112026 cũng được.")
        super().__init__(**options)

    def read(self, text: str) -> date:
        """Return the day."""
        day = parse_date(text)
        if self.past and day > timezone.localdate():
            raise ValueError("Ngày này không thể ở sau hôm nay.")
        return day

    def shown(self, value: date) -> str:
        """Return dd/MM/yyyy."""
        return format_date(value)


class IsoDayField(DayField):
    """A day that is kept as text in ISO form, as the answers of a dossier are; "" when empty."""

    def prepare_value(self, value: Any) -> Any:
        """Show an ISO day as dd/MM/yyyy; what was typed stays as it was."""
        try:
            return format_date(date.fromisoformat(str(value)))
        except ValueError:
            return value

    def clean(self, value: Any) -> str:
        """Return the ISO form of the day."""
        day = super().clean(value)
        return day.isoformat() if day else ""


class PhoneField(TypedField):
    """A telephone number; blanks, dots, hyphens and brackets may stand between the digits. Gives text, "" when empty."""

    inputmode = "tel"
    autocomplete = "tel"
    width = "m"

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Số điện thoại")
        super().__init__(**options)

    def read(self, text: str) -> str:
        """Return the digits, with a leading plus if there is one."""
        return telephone(text)

    def clean(self, value: Any) -> str:
        """Return the number, "" when empty."""
        return super().clean(value) or ""


class CountField(_Asking, forms.IntegerField):
    """A whole number, typed into a narrow box without arrows; ``invalid`` is the sentence for what is no number."""

    width = "xs"

    def __init__(self, *, invalid: str = "", **options: Any) -> None:
        if invalid:
            options["error_messages"] = {"invalid": invalid, **options.get("error_messages", {})}
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **options)


class MailField(forms.EmailField):
    """An address of electronic mail."""

    width = "l"

    def __init__(self, **options: Any) -> None:
        wrong = "Thư điện tử chưa đúng, ví dụ: nguyen.lan@tayninh.gov.vn."
        super().__init__(
            **{"label": "Thư điện tử", "required": False, **options},
            error_messages={"invalid": wrong, "required": "Hãy ghi thư điện tử."},
        )

    def to_python(self, value: Any) -> str:
        """Return the address in the one form that is stored and compared."""
        return mail_address(str(super().to_python(value) or ""))


class RadioField(_Asking, forms.ChoiceField):
    """One of a few answers, all of them in sight."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.RadioSelect, **options)


class RowField(_Asking, forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the rows that ``offer`` gives the form of a page; ``words`` says each of them."""

    def __init__(self, model: type[models.Model], *, words: Callable[[Any], str] = str, **options: Any) -> None:
        self.words = words
        super().__init__(queryset=model._default_manager.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        """Return the words of a row."""
        return self.words(obj)


def offer(form: forms.BaseForm, name: str, rows: Any) -> None:
    """Give a form the rows it offers in a field."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class PersonNameField(LineField):
    """A person's full name, in one form; letters keep their case."""

    width = "l"

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Họ và tên")
        options.setdefault("max_length", LONGEST_NAME)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """Return the name; asks back for something that is no name."""
        text = str(super().clean(value))
        return str(_read(person_name, text)) if text else ""
