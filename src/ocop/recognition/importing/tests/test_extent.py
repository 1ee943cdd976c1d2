"""A small workbook that reaches far is refused before room is made for its cells; one that only looks far is read."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ocop.recognition.importing.extent import NoWorkbookError, TooFarError, refuse_if_far
from ocop.recognition.importing.reading import FileRefusedError, read_list
from ocop.recognition.importing.tests.lists import HEADER, line

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383  # counted from 0


def workbook(path: Path, row: int, column: int, text: str | None) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, [line()[name] for name in HEADER])
    if text is None:
        sheet.write_blank(row, column, None, book.add_format({"bold": True}))
    else:
        sheet.write_string(row, column, text)
    book.close()
    return path


@pytest.mark.parametrize(
    ("row", "column", "cell"),
    [(LAST_ROW, LAST_COLUMN, "XFD1048576"), (LAST_ROW, 2, "N1048576"), (400, LAST_COLUMN, "XFD401")],
)
def test_a_blank_in_a_far_corner_is_named_and_nothing_is_read(tmp_path: Path, row: int, column: int, cell: str) -> None:
    path = workbook(tmp_path / "a.xlsx", row, column, " ")
    assert path.stat().st_size < 10_000
    with pytest.raises(FileRefusedError) as refusal:
        read_list(path)
    assert refusal.value.finding.message == f"Trang tính kéo dài tới ô {cell}, quá xa so với một danh sách."


def test_a_far_cell_that_only_has_a_look_is_no_matter(tmp_path: Path) -> None:
    assert len(read_list(workbook(tmp_path / "a.xlsx", LAST_ROW, LAST_COLUMN, None)).lines) == 1


def archive(sheet: bytes, *others: str) -> zipfile.ZipFile:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in ("xl/workbook.xml", *others):
            made.writestr(name, b"<x/>")
        made.writestr("anywhere", sheet)
    return zipfile.ZipFile(target)


@pytest.mark.parametrize(
    ("sheet", "far"),
    [
        (b"<row r='9'><c r='c9'><v>1</v></c></row>", "C9"),
        (b'<x:row r="9"><x:c s="1"><x:v>1</x:v></x:c></x:row>', "A9"),
        (b'<row r="9"><c t=">" r="D9"><v>1</v></c></row>', "D9"),
        (b'<row r="8"/><row><c r="B9" s="1"/><c><v>1</v></c></row>', "C9"),
        (b'<row\n r = "9"><c\n r = "AB9"\n><v>1</v></c></row>', "AB9"),
    ],
)
def test_cells_are_found_however_they_are_written(sheet: bytes, far: str) -> None:
    with pytest.raises(TooFarError, match=f"^{far}$"):
        refuse_if_far(archive(sheet), most_rows=8, most_cells=1000)
    refuse_if_far(archive(sheet), most_rows=9, most_cells=1000)


@pytest.mark.parametrize("other", ["content.xml", "xl/workbook.bin"])
def test_another_format_and_another_encoding_are_no_workbook(other: str) -> None:
    with pytest.raises(NoWorkbookError):
        refuse_if_far(archive(b"<row/>", other), most_rows=9, most_cells=9)
    with pytest.raises(NoWorkbookError):
        refuse_if_far(archive('<row r="99">'.encode("utf-16")), most_rows=9, most_cells=9)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("EncryptedPackage".encode("utf-16-le"), "Tệp Excel có mật khẩu."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Không đọc được tệp Excel này."),
    ],
)
def test_a_format_of_long_ago_is_not_opened(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError) as refusal:
        read_list(path)
    assert refusal.value.finding.message == message
