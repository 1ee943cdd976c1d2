"""Numbers in and out, with the case that is asked back."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.vietnamese import (
    AmbiguousNumberError,
    NumberError,
    format_decimal,
    format_integer,
    parse_decimal,
    parse_integer,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1.234,5", "1234.5"),
        ("93,123,197", "93123197"),
        ("33,16", "33.16"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1 234,5", "1234.5"),
        ("-2,5", "-2.5"),
        ("\u22122,5", "-2.5"),
        ("2026", "2026"),
    ],
)
def test_a_decimal_is_read_in_every_clear_form(typed: str, value: str) -> None:
    assert parse_decimal(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1.234", "1,234", "12.500"])
def test_a_decimal_with_two_readings_is_asked_back(typed: str) -> None:
    with pytest.raises(AmbiguousNumberError) as asked:
        parse_decimal(typed)
    assert asked.value.as_fraction == Decimal(typed.replace(",", "."))
    assert asked.value.as_thousands == Decimal(typed.replace(",", "").replace(".", ""))


def test_the_question_offers_both_readings() -> None:
    with pytest.raises(AmbiguousNumberError) as asked:
        parse_decimal("1.234")
    assert str(asked.value) == (
        "“1.234” là 1,234 (có phần thập phân) hay 1.234 (hàng nghìn)? Hãy ghi rõ, ví dụ 1,2340 hoặc 1234."
    )
    assert parse_decimal("1,2340") == Decimal("1.234")


@pytest.mark.parametrize("typed", ["1" * 5000, "-" + "1" * 5000, ".".join(["123"] * 2000)])
def test_thousands_of_digits_are_no_whole_number(typed: str) -> None:
    with pytest.raises(NumberError):
        parse_integer(typed)


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3", "1.23.456", "1..5", "1.234.56", "1.234.567.8", "12a"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NumberError):
        parse_decimal(typed)


@pytest.mark.parametrize(
    ("typed", "value"), [("1.234", 1234), ("1,234", 1234), ("93,123,197", 93123197), ("7", 7), ("-1.000", -1000)]
)
def test_an_integer_may_carry_thousands_marks(typed: str, value: int) -> None:
    assert parse_integer(typed) == value


@pytest.mark.parametrize("typed", ["1,5", "1.5", "", "x"])
def test_a_fraction_is_no_integer(typed: str) -> None:
    with pytest.raises(NumberError):
        parse_integer(typed)


def test_numbers_are_printed_with_points_and_a_comma() -> None:
    assert format_decimal(Decimal("1234567.89")) == "1.234.567,89"
    assert format_decimal(Decimal("79.005"), 2) == "79,01"
    assert format_decimal(79, 2) == "79,00"
    assert format_integer(1234567) == "1.234.567"


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_two_printed_decimals_are_read_back(value: Decimal) -> None:
    assert parse_decimal(format_decimal(value, 2)) == value
