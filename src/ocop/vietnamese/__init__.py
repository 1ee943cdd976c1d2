"""Vietnamese text as people write it: folding, tones, order, numbers and dates (no Django, floor 0)."""

from ocop.vietnamese.codes import CodeError, mail_address, tax_code, telephone
from ocop.vietnamese.dates import DateError, format_date, format_month, is_month, official_date, parse_date, parse_month
from ocop.vietnamese.money import format_money, parse_money
from ocop.vietnamese.names import person_name, user_name, user_name_key
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
    "CodeError",
    "DateError",
    "NumberError",
    "fold",
    "format_date",
    "format_decimal",
    "format_integer",
    "format_money",
    "format_month",
    "given_name",
    "is_month",
    "mail_address",
    "nfc",
    "official_date",
    "parse_date",
    "parse_decimal",
    "parse_integer",
    "parse_money",
    "parse_month",
    "person_name",
    "person_sort_key",
    "slug",
    "sort_key",
    "tax_code",
    "telephone",
    "tone_key",
    "user_name",
    "user_name_key",
]
