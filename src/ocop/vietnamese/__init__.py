"""Vietnamese text as people write it: folding, tones, order, numbers and dates (no Django, floor 0)."""

from ocop.vietnamese.dates import DateError, format_date, official_date, parse_date
from ocop.vietnamese.numbers import (
    AmbiguousNumberError,
    NumberError,
    format_decimal,
    format_integer,
    parse_decimal,
    parse_integer,
)
from ocop.vietnamese.order import given_name, person_sort_key, sort_key
from ocop.vietnamese.text import fold, nfc, slug, tone_key

__all__ = [
    "AmbiguousNumberError",
    "DateError",
    "NumberError",
    "fold",
    "format_date",
    "format_decimal",
    "format_integer",
    "given_name",
    "nfc",
    "official_date",
    "parse_date",
    "parse_decimal",
    "parse_integer",
    "person_sort_key",
    "slug",
    "sort_key",
    "tone_key",
]
