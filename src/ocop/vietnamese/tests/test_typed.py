"""Telephones, tax codes, money, months and names as people type them."""

import unicodedata
from datetime import date

import pytest

from ocop.vietnamese import (
    AmbiguousNumberError,
    CodeError,
    DateError,
    NumberError,
    format_money,
    format_month,
    is_month,
    mail_address,
    parse_date,
    parse_money,
    parse_month,
    person_name,
    tax_code,
    telephone,
    user_name,
    user_name_key,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912 345 678", "0912345678"),
        ("(024) 3825.1234", "02438251234"),
        ("+84 912-345-678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("+84 (0)912 345 678", "0912345678"),
        ("+84 24 3825 1234", "02438251234"),
        ("\u202a0912\u00a0345\u00a0678\u202c", "0912345678"),
        ("\u200b0912345678", "0912345678"),
        ("0912–345–678", "0912345678"),
        ("0912\u2011345\u2212678", "0912345678"),
        ("０９１２３４５６７８", "0912345678"),
        ("+84 1900 1234", "19001234"),
        ("0033142685300", "+33142685300"),
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


@pytest.mark.parametrize(
    "typed", ["0912 345 678 / 0987 654 321", "0912345678; +84987654321", "0912345678 hoặc 0987654321"]
)
def test_two_telephone_numbers_are_asked_back(typed: str) -> None:
    with pytest.raises(CodeError, match="chỉ ghi một số"):
        telephone(typed)


def test_an_address_of_mail_has_one_written_form() -> None:
    typed = ["Lan@TayNinh.gov.vn", " lan@tayninh.gov.vn\u200b", "lan@\u00adtayninh.gov.vn ", "ｌａｎ@tayninh.gov.vn"]
    assert {mail_address(one) for one in typed} == {"lan@tayninh.gov.vn"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05112026", date(2026, 11, 5)),
        ("05–11–2026", date(2026, 11, 5)),
        ("05/11/2026.", date(2026, 11, 5)),
        ("5 tháng 11, 2026", date(2026, 11, 5)),
        (unicodedata.normalize("NFD", "ngày 5 tháng 1 năm 2026"), date(2026, 1, 5)),
        ("NGÀY 5 THÁNG 1 NĂM 2026", date(2026, 1, 5)),
        (unicodedata.normalize("NFD", "NGÀY 5 THÁNG 1, NĂM 2026."), date(2026, 1, 5)),
        ("０５/１１/２０２６", date(2026, 11, 5)),
        ("\u200e05/11/2026", date(2026, 11, 5)),
    ],
)
def test_a_day_is_read_as_keyboards_and_papers_write_it(typed: str, day: date) -> None:
    assert parse_date(typed) == day


@pytest.mark.parametrize("typed", ["5112026", "511202", "2026", "31022026", "05.11", "ngày năm tháng một"])
def test_what_is_no_day_is_asked_back(typed: str) -> None:
    with pytest.raises(DateError):
        parse_date(typed)


@pytest.mark.parametrize("typed", ["nguyenlan", "Nguyễn.Lan-2", "đỗ_thị+hoa", "ƀŭt9", "a"])
def test_a_user_name_is_kept_as_it_was_chosen(typed: str) -> None:
    assert user_name(typed) == typed
    assert user_name(unicodedata.normalize("NFD", typed)) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "nguyen lan", "c\u0430nboxa", "can\u200bboxa", "can\u00adboxa", "ｃanboxa", "canboxа", "κanboxa", "ɑn", "lan@tayninh.gov.vn",
        "0912345678", "١٢a", "a\u0000", "a\u200db", "ﬁla", "xiⅷ",
    ],
)  # fmt: skip
def test_a_name_that_could_be_taken_for_another_is_refused_with_one_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^Tên đăng nhập chỉ gồm chữ cái tiếng Việt") as refused:
        user_name(typed)
    assert str(refused.value).count(": ") == 1


@pytest.mark.parametrize(
    "typed", ["NGUYỄNLAN", "NguyễnLan", unicodedata.normalize("NFD", "nguyễnlan"), "nguyễn\u200blan ", "nguyêñlan"]
)
def test_look_alikes_share_a_key(typed: str) -> None:
    assert user_name_key(typed) == user_name_key("nguyễnlan")
    assert user_name_key(typed) != user_name_key("nguyenlan")


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
        ("1200 triệu", 1_200_000_000),
        ("1.200.000.000", 1_200_000_000),
        ("1,2 ty", 1_200_000_000),
        ("1tỷ 250tr", 1_250_000_000),
        ("VNĐ 85.000", 85_000),
        ("2 TỶ RƯỠI", 2_500_000_000),
        ("1\u00a0200\u00a0000 ₫", 1_200_000),
        ("1,2 t\u0079\u0309", 1_200_000_000),
    ],
)
def test_money_is_read_as_people_say_it(typed: str, amount: int) -> None:
    assert parse_money(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "đồng",
        "-5",
        "1,5",
        "1,5 đồng",
        "0,0001 nghìn",
        "250 triệu 1 tỷ",
        "2 triệu 3 triệu",
        "ba triệu",
        "5 trăm",
        "khoảng 1 tỷ",
        "rưỡi",
        "5 rưỡi",
        "9" * 16,
    ],
)
def test_what_is_no_amount_is_asked_back(typed: str) -> None:
    with pytest.raises(NumberError):
        parse_money(typed)


def test_an_amount_is_written_with_its_unit() -> None:
    assert format_money(parse_money("1,2 tỷ")) == "1.200.000.000 đồng"


def test_the_sentence_that_asks_back_says_what_was_typed() -> None:
    with pytest.raises(NumberError, match="“khoảng 1 tỷ” không phải là một số tiền"):
        parse_money("khoảng 1 tỷ")


def test_an_amount_with_two_readings_is_not_guessed() -> None:
    with pytest.raises(AmbiguousNumberError):
        parse_money("1,250 tỷ")


@pytest.mark.parametrize(
    "typed",
    ["3/2026", "03-2026", "3.26", "032026", "03–2026.", "tháng 3, 2026", "tháng 3 năm 2026", "Tháng 3/2026", "2026-03"],
)
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
