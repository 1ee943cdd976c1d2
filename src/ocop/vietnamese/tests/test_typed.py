"""Telephones, tax codes, money, months and names as people type them."""

from datetime import date

import pytest

from ocop.vietnamese import (
    AmbiguousNumberError,
    CodeError,
    DateError,
    NumberError,
    format_month,
    is_month,
    parse_money,
    parse_month,
    person_name,
    tax_code,
    telephone,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912 345 678", "0912345678"),
        ("(024) 3825.1234", "02438251234"),
        ("+84 912-345-678", "+84912345678"),
        ("1900 1234", "19001234"),
        ("1800 599 920", "1800599920"),
        ("+33 1 42 68 53 00", "+33142685300"),
    ],
)
def test_a_telephone_number_is_its_digits_whatever_stands_between(typed: str, number: str) -> None:
    assert telephone(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "12ab", "912345678", "09123456", "091234567890", "+84", "+12345678901234567", "٠٩١٢٣٤٥٦٧٨"]
)
def test_what_is_no_telephone_number_is_asked_back(typed: str) -> None:
    with pytest.raises(CodeError, match="0912 345 678"):
        telephone(typed)


# Published tax codes of two large companies; the branch and the personal number are of the form the law gives them.
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0300588569", "0300588569"),
        ("0101 248 141", "0101248141"),
        ("0300588569-001", "0300588569-001"),
        ("0300588569001", "0300588569-001"),
        ("079 123 456 789", "079123456789"),
    ],
)
def test_a_tax_code_has_one_written_form(typed: str, code: str) -> None:
    assert tax_code(typed) == code


@pytest.mark.parametrize("typed", ["0300588568", "0300588569-01", "300588569", "0300588596", "MST 0300588569", ""])
def test_a_tax_code_whose_digit_does_not_check_is_asked_back(typed: str) -> None:
    with pytest.raises(CodeError):
        tax_code(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250000", 1_250_000),
        ("1.250.000 đồng", 1_250_000),
        ("1.250.000đ", 1_250_000),
        ("1,250,000 VND", 1_250_000),
        ("500 triệu", 500_000_000),
        ("1,2 tỷ", 1_200_000_000),
        ("1,2 Tỉ đồng", 1_200_000_000),
        ("1 tỷ 250 triệu", 1_250_000_000),
        ("45k", 45_000),
        ("0", 0),
    ],
)
def test_money_is_read_as_people_say_it(typed: str, amount: int) -> None:
    assert parse_money(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "đồng", "-5", "1,5", "1,5 đồng", "0,0001 nghìn", "250 triệu 1 tỷ", "2 triệu 3 triệu", "ba triệu", "5 trăm"],
)
def test_what_is_no_amount_is_asked_back(typed: str) -> None:
    with pytest.raises(NumberError):
        parse_money(typed)


def test_an_amount_with_two_readings_is_not_guessed() -> None:
    with pytest.raises(AmbiguousNumberError):
        parse_money("1,250 tỷ")


@pytest.mark.parametrize("typed", ["3/2026", "03-2026", "3.26", "tháng 3 năm 2026", "Tháng 3/2026", "2026-03"])
def test_a_month_is_read_as_its_first_day(typed: str) -> None:
    assert parse_month(typed) == date(2026, 3, 1)
    assert format_month(parse_month(typed)) == "03/2026"
    assert is_month(typed)


@pytest.mark.parametrize("typed", ["", "2026", "1/3/2026", "2026-03-01", "tháng ba"])
def test_a_day_and_a_year_are_not_written_as_a_month(typed: str) -> None:
    assert not is_month(typed)


@pytest.mark.parametrize("typed", ["", "13/2026", "0/2026", "2026", "1/3/2026", "tháng ba"])
def test_what_is_no_month_is_asked_back(typed: str) -> None:
    with pytest.raises(DateError):
        parse_month(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Nguyễn   Thị  Lan ", "Nguyễn Thị Lan"),
        ("Nguye\u0302\u0303n Lan", "Nguyễn Lan"),
        ("K’Brêu", "K’Brêu"),
        ("TS. Ksor H'Bia", "TS. Ksor H'Bia"),
        ("NGUYỄN VĂN A", "NGUYỄN VĂN A"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_double_blanks(typed: str, name: str) -> None:
    assert person_name(typed) == name


@pytest.mark.parametrize("typed", ["", "0912345678", "Lan 2", "lan@example.vn", "<b>Lan</b>", "-"])
def test_what_is_no_name_is_asked_back(typed: str) -> None:
    with pytest.raises(ValueError, match="Nguyễn Thị Lan"):
        person_name(typed)
