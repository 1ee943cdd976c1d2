"""Dates as they are written in Vietnam: 05/01/2026 on screen, "ngày 05 tháng 01 năm 2026" in official documents.

>>> official_date(date(2026, 3, 15))
'ngày 15 tháng 3 năm 2026'
>>> parse_date("5.1.26")
datetime.date(2026, 1, 5)
"""

import calendar
import re
from datetime import date

from .text import narrow, nfc

DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)  # what a keypad without a slash can type
MONTH_DIGITS = re.compile(r"(\d{2})(\d{4})", re.ASCII)
NUMERIC = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
MONTH = re.compile(
    r"(?:tháng\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s*,?\s+năm\s+|\s*,\s*)(\d{4}|\d{2})", re.ASCII | re.IGNORECASE
)
ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
WORDS = re.compile(
    r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,?\s+năm\s+|\s*,\s*|\s+)(\d{4})", re.ASCII | re.IGNORECASE
)
CENTURY = 2000
TWO_DIGITS = 100
# Two digits from 70 on mean the last century: nobody dates a paper in 2070.
LAST_CENTURY_FROM = 70
LAST_PADDED_DAY, LAST_PADDED_MONTH, MONTHS = 9, 2, 12
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DateError(ValueError):
    """The text is no date; the message names the part that is wrong."""


def format_date(day: date) -> str:
    """Print a date for a screen: dd/MM/yyyy."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def official_date(day: date) -> str:
    """Print a date for an official document: a zero before days below 10 and months 1 and 2 only (NĐ 30/2020)."""
    day_text = f"{day.day:02d}" if day.day <= LAST_PADDED_DAY else str(day.day)
    month_text = f"{day.month:02d}" if day.month <= LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day_text} tháng {month_text} năm {day.year}"


def parse_date(text: str) -> date:
    """Read a date written day first, in ISO form or in words; DateError names the part that is wrong."""
    trimmed = _plain(text)
    if match := NUMERIC.fullmatch(trimmed) or DIGITS.fullmatch(trimmed) or WORDS.fullmatch(trimmed):
        day, month, year = match.groups()
    elif match := ISO.fullmatch(trimmed):
        year, month, day = match.groups()
    else:
        raise DateError("Ngày phải ghi theo thứ tự ngày/tháng/năm, ví dụ 27/3/2026.")
    return _checked(int(day), int(month), _full_year(year))


def format_month(day: date) -> str:
    """Print the month of a day for a screen: MM/yyyy."""
    return f"{day.month:02d}/{day.year:04d}"


def is_month(text: str) -> bool:
    """Whether a text is written as a month, not as a day or a year."""
    trimmed = _plain(text)
    return bool(MONTH.fullmatch(trimmed) or MONTH_DIGITS.fullmatch(trimmed) or ISO_MONTH.fullmatch(trimmed))


def parse_month(text: str) -> date:
    """Read a month written month first, in ISO form or in words, as its first day; DateError names the part that is wrong."""
    trimmed = _plain(text)
    if match := MONTH.fullmatch(trimmed) or MONTH_DIGITS.fullmatch(trimmed):
        month, year = match.groups()
    elif match := ISO_MONTH.fullmatch(trimmed):
        year, month = match.groups()
    else:
        raise DateError("Tháng phải ghi theo thứ tự tháng/năm, ví dụ 3/2026.")
    return _checked(1, int(month), _full_year(year))


def _plain(text: str) -> str:
    """Small letters, plain digits and dashes, without the full stop that ends a sentence."""
    return narrow(nfc(text)).strip().rstrip(".").rstrip().lower()


def _full_year(printed: str) -> int:
    year = int(printed)
    if len(printed) > len("26"):
        return year
    return CENTURY + year - (TWO_DIGITS if year >= LAST_CENTURY_FROM else 0)


def _checked(day: int, month: int, year: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(f"Năm {year} không hợp lệ.")
    if not 1 <= month <= MONTHS:
        raise DateError(f"Không có tháng {month}: tháng từ 1 đến 12.")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DateError(f"Tháng {month} năm {year} không có ngày {day}: ngày từ 1 đến {last}.")
    return date(year, month, day)
