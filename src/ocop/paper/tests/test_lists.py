"""A list leaves as it is read: text as text, numbers as numbers, the filter and the moment in its head."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from ocop.paper.lists import LONGEST_CELL, Cell, Column, Listing, csv_lines, list_response, xlsx_file

AT = datetime(2026, 7, 5, 3, 4, tzinfo=UTC)  # 10:04 in Hanoi
COLUMNS = (Column("Sản phẩm"), Column("Điểm"), Column("Ngày"), Column("Mã số thuế"))
HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "＝1+1", '=HYPERLINK("http://a.example","x")', "http://a.example"]  # fmt: skip


def listing(rows: Sequence[Sequence[Cell]] | Iterator[Sequence[Cell]], **changes: object) -> Listing:
    described = {"title": "Hồ sơ của xã", "columns": COLUMNS, "rows": rows, "taken_at": AT, "filters": [("Trạng thái", "Đã nộp")]}  # fmt: skip
    return Listing(**{**described, **changes})  # type: ignore[arg-type]


def read_csv(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    text = b"".join(csv_lines(listing(rows))).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def read_xlsx(rows: Sequence[Sequence[Cell]]) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(xlsx_file(listing(rows))).get_sheet_by_index(0).to_python()


ROW: tuple[Cell, ...] = ("Trà “Ễ”\nhai dòng", Decimal("89.995"), date(2026, 6, 30), "0101234567")


def test_csv_says_what_it_is_and_holds_every_value() -> None:
    assert read_csv([ROW]) == [
        ["Hồ sơ của xã"], ["Bộ lọc: Trạng thái: Đã nộp"], ["Lập lúc 10:04 ngày 05/07/2026"], [],
        ["Sản phẩm", "Điểm", "Ngày", "Mã số thuế"],
        ["Trà “Ễ”\nhai dòng", "89.995", "2026-06-30", "0101234567"],
    ]  # fmt: skip


def test_xlsx_says_what_it_is_and_holds_every_value() -> None:
    assert read_xlsx([ROW]) == [
        ["Hồ sơ của xã", "", "", ""], ["Bộ lọc: Trạng thái: Đã nộp", "", "", ""], ["Lập lúc 10:04 ngày 05/07/2026", "", "", ""], ["", "", "", ""],
        ["Sản phẩm", "Điểm", "Ngày", "Mã số thuế"],
        ["Trà “Ễ”\nhai dòng", 89.995, date(2026, 6, 30), "0101234567"],
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_becomes_a_formula_or_a_link(text: str) -> None:
    with zipfile.ZipFile(xlsx_file(listing([(text, 1, None, "")]))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<f[ >/]", sheet) == []
    assert "hyperlink" not in sheet
    assert read_xlsx([(text, 1, None, "")])[-1][0] == text
    shown = read_csv([(text, 1, None, "")])[-1][0]
    assert shown == (text if text.startswith("http") else f"'{text}")


def test_what_was_searched_for_becomes_no_formula_in_the_head() -> None:
    described = listing([], filters=[("Tìm", 'trà;=HYPERLINK("http://a.example")')])
    text = b"".join(csv_lines(described)).decode("utf-8-sig")
    assert next(csv.reader(text.splitlines()[1:])) == ['Bộ lọc: Tìm: trà;\'=HYPERLINK("http://a.example")']


def test_a_day_before_1900_stays_a_day_that_people_read() -> None:
    assert read_xlsx([("Trà", 1, date(1895, 3, 1), "")])[-1][2] == "01/03/1895"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Trà sen;=cmd|'/C calc'!A0;", "Trà sen;'=cmd|'/C calc'!A0;"), ("Trà\n@SUM(1)", "Trà\n'@SUM(1)"),
        ("a; +cmd|x", "a; '+cmd|x"), ("a;-2+3", "a;'-2+3"), ("Kho lạnh; -5; 10", "Kho lạnh; -5; 10"),
        ("Gồm:\n- trà sen\n- hộp", "Gồm:\n- trà sen\n- hộp"),
    ],
)  # fmt: skip
def test_what_another_separator_would_cut_off_is_no_formula_either(text: str, shown: str) -> None:
    assert read_csv([(text, 1, None, "")])[-1][0] == shown


def test_telephone_numbers_keep_their_plus() -> None:
    assert read_csv([("+84 (24) 3.943.0000", None, None, "-12,5")])[-1] == ["+84 (24) 3.943.0000", "", "", "-12,5"]


def test_rows_are_read_one_by_one() -> None:
    read: list[int] = []

    def rows() -> Iterator[Sequence[Cell]]:
        for number in range(3):
            read.append(number)
            yield (str(number), number, None, "")

    lines = csv_lines(listing(rows()))
    for _ in range(7):
        next(lines)
    assert read == [0]


def test_a_text_longer_than_a_cell_says_how_much_is_missing() -> None:
    (cell, *_) = read_xlsx([("x" * (LONGEST_CELL + 10), None, None, "")])[-1]
    assert isinstance(cell, str)
    assert len(cell) <= LONGEST_CELL
    assert cell.endswith("ký tự, xem trên hệ thống]")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_list_is_an_attachment_named_by_title_and_day(form: str) -> None:
    response = list_response(listing([ROW]), form=form)  # type: ignore[arg-type]
    assert response["Content-Disposition"] == f'attachment; filename="ho-so-cua-xa-2026-07-05.{form}"'
    assert b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_a_list_without_filter_says_so() -> None:
    assert listing([], filters=[("Trạng thái", "")]).head[1] == "Bộ lọc: không lọc"
