"""Fields that Vietnamese people type: text in NFC, dates as people write them, telephone numbers."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ocop.vietnamese import DateError, format_date, nfc, parse_date

PHONE = re.compile(r"(\+84|0)\d{8,10}", re.ASCII)
LONGEST_LINE = 250
LONGEST_TEXT = 10_000


class LineField(forms.CharField):
    """One line of text, normalised to NFC."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_LINE, **options)

    def to_python(self, value: Any) -> str:
        """Return NFC text without surrounding blanks."""
        return nfc(str(super().to_python(value) or ""))


class TextField(forms.CharField):
    """Several lines of text, normalised to NFC."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        """Return NFC text with plain line ends."""
        return nfc(str(super().to_python(value) or "").replace("\r\n", "\n"))


class VersionField(forms.IntegerField):
    """Which version a page was opened with; a page that does not say it is an old or a broken one."""

    OLD_PAGE = "Trang này đã cũ hoặc tải chưa xong. Hãy tải lại trang, xem lại rồi gửi."

    def __init__(self) -> None:
        messages = dict.fromkeys(("required", "invalid", "min_value"), self.OLD_PAGE)
        super().__init__(widget=forms.HiddenInput, min_value=0, error_messages=messages)


class PhoneField(LineField):
    """A Vietnamese telephone number; blanks, dots and hyphens may stand between the digits."""

    def clean(self, value: Any) -> str:
        """Return the digits; asks back for anything that is no number."""
        typed = str(super().clean(value))
        digits = re.sub(r"[\s.\-()]", "", typed)
        if digits and not PHONE.fullmatch(digits):
            raise ValidationError("Số điện thoại cần 10 chữ số, bắt đầu bằng 0. Ví dụ: 0912 345 678.")
        return digits


class DayField(forms.CharField):
    """A day typed as ``27/03/2019``, also ``27-3-19``; kept as an ISO date."""

    def __init__(self, *, past: bool = False, **options: Any) -> None:
        self.past = past
        super().__init__(
            max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **options
        )

    def prepare_value(self, value: Any) -> Any:
        """Show an ISO date as dd/MM/yyyy; what was typed stays as it was."""
        try:
            return format_date(date.fromisoformat(str(value)))
        except ValueError:
            return value

    def clean(self, value: Any) -> str:
        """Return the ISO form of the day, "" when empty."""
        typed = str(super().clean(value)).strip()
        if not typed:
            return ""
        try:
            day = parse_date(typed)
        except DateError as error:
            raise ValidationError(str(error)) from error
        if self.past and day > timezone.localdate():
            raise ValidationError("Ngày này không thể ở sau hôm nay.")
        return day.isoformat()


class RealDayField(DayField):
    """A day typed as 27/03/2026 that gives a date, None when empty."""

    def clean(self, value: Any) -> date | None:  # type: ignore[override]
        """Return the day; asks back for anything that is no day."""
        typed = super().clean(value)
        return date.fromisoformat(typed) if typed else None
