"""Dates in and out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.vietnamese import DateError, format_date, official_date, parse_date


@pytest.mark.parametrize(
    "typed",
    [
        "5/1/2026",
        "05-01-2026",
        "5.1.26",
        " 05/01/2026 ",
        "2026-01-05",
        "ngày 05 tháng 01 năm 2026",
        "5 tháng 1 năm 2026",
    ],
)
def test_a_date_is_read_day_first(typed: str) -> None:
    assert parse_date(typed) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2026", "Tháng 2 năm 2026 không có ngày 31: ngày từ 1 đến 28."),
        ("13/13/2026", "Không có tháng 13: tháng từ 1 đến 12."),
        ("0/1/2026", "Tháng 1 năm 2026 không có ngày 0: ngày từ 1 đến 31."),
        ("1/1/0026", "Năm 26 không hợp lệ."),
        ("mai", "Ngày phải ghi theo thứ tự ngày/tháng/năm, ví dụ 27/3/2026."),
    ],
)
def test_a_wrong_date_names_the_wrong_part(typed: str, sentence: str) -> None:
    with pytest.raises(DateError) as error:
        parse_date(typed)
    assert str(error.value) == sentence


def test_two_digit_years_from_seventy_are_of_the_last_century() -> None:
    assert parse_date("1/2/85") == date(1985, 2, 1)


def test_dates_are_printed_for_screens_and_for_official_documents() -> None:
    assert format_date(date(2026, 1, 5)) == "05/01/2026"
    assert official_date(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert official_date(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
    assert official_date(date(2026, 12, 2)) == "ngày 02 tháng 12 năm 2026"


@settings(deadline=None)
@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_what_is_printed_is_read_back(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(official_date(day)) == day
