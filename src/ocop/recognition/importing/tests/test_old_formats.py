"""Lists in XLS and ODS: read as the same list in XLSX, bounded before they are read; the samples were written with other programs."""

import zipfile
from pathlib import Path

import pytest

from ocop.recognition.importing.reading import FileRefusedError, read_list

SHEETS = Path(__file__).resolve().parent / "sheets"
CONTENT = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">%s</table:table>
</office:spreadsheet></office:body></office:document-content>"""
CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
EMPTY = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row><table:table-row>'
FAR = f'{EMPTY}<table:table-cell table:number-columns-repeated="16383"/>{CELL}'
LONG = f'<table:table-row table:number-rows-repeated="100001">{CELL}'


def open_document(path: Path, rows: str, manifest: str = "<manifest/>") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", CONTENT % rows)
    return path


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_merged_cells_days_and_stars_are_read_as_in_other_workbooks(kind: str) -> None:
    rows = read_list(SHEETS / f"danh-sach.{kind}").rows
    told = [(one.row, one.product_name, one.producer_name, one.stars, one.recognised_on) for one in rows]
    assert told == [
        (3, "Bánh tráng siêu mỏng", "HTX Tân Nhiên", 4, "2024-05-31"),
        (4, "Muối ớt", "HTX Tân Nhiên", 3, "2021"),
    ]


def refusal(path: Path) -> str:
    with pytest.raises(FileRefusedError) as refused:
        read_list(path)
    return refused.value.finding.message


def test_what_reaches_too_far_is_refused_by_its_cell(tmp_path: Path) -> None:
    far = "Trang tính kéo dài tới ô {}, quá xa so với một danh sách."
    assert refusal(SHEETS / "goc-xa.xls") == far.format("IV65536")
    assert refusal(open_document(tmp_path / "far.ods", FAR)) == far.format("XFD1048576")
    assert refusal(open_document(tmp_path / "long.ods", LONG)) == far.format("A100001")


def test_a_password_and_a_file_that_is_not_what_it_says_are_refused(tmp_path: Path) -> None:
    locked = open_document(tmp_path / "locked.ods", "", "<manifest><encryption-data/></manifest>")
    assert refusal(locked) == "Tệp bảng tính có mật khẩu."
    old = tmp_path / "locked.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(old) == "Tệp bảng tính có mật khẩu."
    other = "Tệp mang đuôi {} nhưng bên trong không phải là bảng tính loại ấy."
    for kind, content in ((".xls", b"PK\x03\x04"), (".ods", b"<html>"), (".xls", b"")):
        path = tmp_path / f"other{kind}"
        path.write_bytes(content)
        assert refusal(path) == other.format(kind)
    broken = tmp_path / "broken.xls"
    broken.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 2000)
    assert refusal(broken) in {
        "Không đọc được bảng tính này.",
        "Bảng tính này mở ra cần quá nhiều bộ nhớ hoặc thời gian.",
    }
