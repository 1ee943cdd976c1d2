"""Small files made to cost minutes or gigabytes are refused or read at once: blocks merged to the last corner, tags without an end, broken lines."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from ocop.files.packages import opened
from ocop.recognition.importing import delimited, reading
from ocop.recognition.importing.delimited import rows_of
from ocop.recognition.importing.extent import NoWorkbookError, TooFarError, refuse_if_far
from ocop.recognition.importing.headings import headings_of
from ocop.recognition.importing.published import grid as grids
from ocop.recognition.importing.published.grid import Grid, TooManyError
from ocop.recognition.importing.published.heads import BRACKETS, role_of
from ocop.recognition.importing.published.workbook import ATTRIBUTE, ROW, grids_of
from ocop.recognition.importing.reading import FileRefusedError, read_list
from ocop.recognition.importing.shared import TooWordyError, refuse_if_wordy

SECONDS = 0.5  # of the processor: what is tried here takes a hundredth of it, and took several
TOO_MANY = "Tệp có quá nhiều dòng, ô, ô gộp hoặc trang tính so với một danh sách."


def processor_seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def test_a_block_merged_to_the_last_corner_counts_as_far_as_there_are_cells() -> None:
    grid = Grid(None, [["HUYỆN GÒ DẦU", ""], ["chè", "3 sao"]], merged=[((0, 0), (2_000, 900))])
    assert grid.block(1, 1) == (0, 0)
    assert grid.block(2, 2) == (2, 2), "nothing stands there"
    assert grid.is_wide(0, 0)


def test_blocks_merged_over_each_other_again_and_again_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_MERGED", 7)
    cells: list[list[object]] = [["chè", "3 sao"], ["mật ong", "4 sao"]]
    assert Grid(None, cells, merged=[((0, 0), (1, 1))]).width == 2
    with pytest.raises(TooManyError):
        Grid(None, cells, merged=[((0, 0), (1, 1))] * 2)


def test_a_row_of_commas_makes_no_table_as_wide_for_every_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_CELLS", 100)
    (tmp_path / "a.csv").write_text("x\n" * 10 + "," * 10)
    with pytest.raises(FileRefusedError) as refusal:
        read_list(tmp_path / "a.csv")
    assert refusal.value.finding.message == TOO_MANY


def test_sheets_that_together_hold_too_much_are_refused() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for _ in range(3):
        book.add_worksheet().write_string(4, 4, "chè")
    book.close()
    content = target.getvalue()
    assert len(list(grids_of(opened(content), content, most_cells=75))) == 3
    with pytest.raises(TooManyError):
        list(grids_of(opened(content), content, most_cells=74))


@pytest.mark.parametrize("expression", [ROW, ATTRIBUTE, BRACKETS])
def test_a_tag_without_an_end_and_a_long_name_cost_their_length(expression: object) -> None:
    if expression is BRACKETS:
        assert processor_seconds(lambda: BRACKETS.sub(" ", "(" * 20_000)) < SECONDS
    elif expression is ROW:
        assert processor_seconds(lambda: ROW.findall(b"<row " * 10_000)) < SECONDS
    else:
        assert processor_seconds(lambda: ATTRIBUTE.findall(b"a" * 20_000)) < SECONDS


def parts(content: bytes) -> zipfile.ZipFile:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("xl/workbook.xml", b"<x/>")
        made.writestr("xl/worksheets/sheet1.xml", content)
    return zipfile.ZipFile(target)


def test_the_extent_of_a_part_without_an_end_is_found_at_once() -> None:
    part = parts(b"<c " * 10_000)
    assert processor_seconds(lambda: refuse_if_far(part, most_rows=9, most_cells=9)) < SECONDS


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="' + b"9" * 5000 + b'"/>',
        b'<row r="1"><c r="' + b"A" * 50 + b'1"><v>1</v></c></row>',
        b'<row x="<" r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_addresses_that_no_program_writes_are_no_workbook(row: bytes) -> None:
    with pytest.raises(NoWorkbookError):
        refuse_if_far(parts(b"<sheetData>" + row + b"</sheetData>"), most_rows=9, most_cells=9)


def test_empty_cells_without_an_address_push_the_next_one_on() -> None:
    with pytest.raises(TooFarError, match=r"^C1$"):
        refuse_if_far(parts(b'<row r="1"><c/><c/><c><v>1</v></c></row>'), most_rows=9, most_cells=2)


def test_every_line_of_a_file_may_be_broken() -> None:
    content = b"a,b\n" + b'"a"b\n' * 30_000
    assert processor_seconds(lambda: rows_of(content)) < 2 * SECONDS
    assert len(rows_of(content)[1]) == 30_000


def test_quotes_that_never_end_are_not_read_again_for_every_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    never_ends = b'a","\n'
    assert len(rows_of(b"a,b\n" + never_ends * 100)[1]) == 100
    monkeypatch.setattr(delimited, "LEAST_AGAIN", 4_000)
    (tmp_path / "a.csv").write_bytes(never_ends * 1_000)
    with pytest.raises(FileRefusedError) as refusal:
        read_list(tmp_path / "a.csv")
    assert refusal.value.finding.message == TOO_MANY


def test_rows_that_bring_names_of_their_own_make_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CELLS", 99)
    (tmp_path / "a.json").write_text(json.dumps({"rows": [{f"cột {number}": 1} for number in range(10)]}))
    with pytest.raises(FileRefusedError) as refusal:
        read_list(tmp_path / "a.json")
    assert refusal.value.finding.message == TOO_MANY


def repeating(text: str, cells: int) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for row in range(cells):
        sheet.write_string(row, 0, text)
        sheet.write_string(row, 1, "chè")
    book.close()
    return target.getvalue()


def test_one_text_that_many_cells_name_counts_for_each() -> None:
    archive = opened(repeating("m" * 400, 50))
    refuse_if_wordy(archive, most_letters=50 * (400 + 100))
    with pytest.raises(TooWordyError):
        refuse_if_wordy(archive, most_letters=50 * 400)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"<si><t>ch", b"<si/><si><t>ch"), (b"<v>1</v>", b"<!-- --><v>1</v>"), (b"<si><t>ch", b"<si><rPh><t>x</t></rPh></si><si><t>ch")],
)  # fmt: skip
def test_where_it_is_not_sure_which_text_a_cell_names_it_is_the_longest(before: bytes, after: bytes) -> None:
    archive = opened(repeating("m" * 400, 50))
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name).replace(before, after))
    with pytest.raises(TooWordyError):
        refuse_if_wordy(opened(changed.getvalue()), most_letters=50 * (400 + 100))


def test_a_workbook_in_which_one_long_text_stands_everywhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_LETTERS", 10_000)
    (tmp_path / "a.xlsx").write_bytes(repeating("m" * 400, 50))
    with pytest.raises(FileRefusedError) as refusal:
        read_list(tmp_path / "a.xlsx")
    assert refusal.value.finding.message == TOO_MANY


def test_no_page_asks_what_thousands_of_columns_mean() -> None:
    with pytest.raises(TooManyError):
        headings_of([Grid(None, [["Tên sản phẩm"] * 301])], {})
    sheets = [Grid(str(number), [["Tên sản phẩm", "Chủ thể", *["khác"] * 200]]) for number in range(5)]
    with pytest.raises(TooManyError):
        headings_of(sheets, {})


def test_a_file_of_blank_lines_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_LINES", 50)
    (tmp_path / "a.csv").write_text("\n" * 51)
    with pytest.raises(FileRefusedError) as refusal:
        read_list(tmp_path / "a.csv")
    assert refusal.value.finding.message == TOO_MANY


def test_the_width_of_a_long_list_is_counted_once() -> None:
    grid = Grid(None, [["chè", "3 sao"] for _ in range(8_000)])
    assert processor_seconds(lambda: sum(map(grid.is_filled, range(8_000)))) < SECONDS


def test_a_sentence_is_no_heading() -> None:
    assert role_of("Tên sản phẩm (ghi đầy đủ)") == "product_name"
    assert role_of("Tên sản phẩm " + "rất dài " * 50) is None
