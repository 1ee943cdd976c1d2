"""Read a list from a CSV or XLSX file into lines of text: the first row holds the column names, nothing is computed.

A cell that begins with = + - @ is data and stays as it is. Numbers of a spreadsheet lose their ".0", dates become ISO text.
"""

import datetime as dt
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, XmlError, ZipError

from ocop.files import RefusedFileError
from ocop.files.packages import BOMB, opened
from ocop.recognition.importing.columns import COLUMNS, column_named, column_words
from ocop.recognition.importing.delimited import NoTextError, rows_of
from ocop.recognition.importing.extent import NoWorkbookError, TooFarError, refuse_if_far
from ocop.recognition.importing.report import ERROR, WARNING, Finding
from ocop.vietnamese import nfc

REQUIRED = ("product_name", "producer_name", "commune", "province", "stars", "recognised_on")
HEAD_WITHIN = 30  # rows of a title, a state emblem, a blank
LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_CELLS = 3_000_000  # up to the farthest one
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of a workbook with a password
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"\s+")


class FileRefusedError(ValueError):
    """The file cannot be read as a list at all; carries the finding."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.finding = Finding(ERROR, 0, "", message, advice)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: its number as a spreadsheet shows it, and the text of each known column."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class List:
    """A file that could be read."""

    file_name: str
    sha256: str
    lines: list[Line]
    findings: list[Finding]


def clean(value: object) -> str:
    """Return a cell as text: NFC, Ð as Đ, no invisible characters, single spaces; 4.0 is "4", a date is ISO."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, dt.datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return _SPACES.sub(" ", _INVISIBLE.sub("", nfc(text))).strip()


def read_list(path: str | Path) -> List:
    """Read a CSV or XLSX file; raises ``FileRefusedError`` with one clear sentence."""
    file = Path(path)
    if not file.is_file():
        raise FileRefusedError(f"Không tìm thấy tệp “{file.name}”.", "Hãy kiểm tra lại đường dẫn.")
    content = file.read_bytes()
    if len(content) > LARGEST_FILE:
        raise FileRefusedError("Tệp lớn hơn 20 MB.", "Hãy chia danh sách thành nhiều tệp.")
    kind = file.suffix.lower()
    if kind not in {".csv", ".xlsx"}:
        raise FileRefusedError(
            f"Không đọc được tệp loại “{kind or '?'}”.", "Hãy lưu lại dưới dạng .xlsx hoặc .csv (UTF-8)."
        )
    table, remarks = _csv_rows(content) if kind == ".csv" else _xlsx_rows(content)
    top = _head_row(table)
    header, findings = _header(table[top] if table else [], top + 1)
    below = enumerate(table[top + 1 :], start=top + 2)
    lines = [Line(number, _values(header, row)) for number, row in below if any(map(clean, row))]
    findings = [*remarks, *findings]
    if not lines and not any(one.severity == ERROR for one in findings):
        raise FileRefusedError("Tệp không có dòng dữ liệu nào.", "Hãy kiểm tra lại trang tính đầu tiên.")
    if len(lines) > MOST_ROWS:
        raise FileRefusedError("Tệp có hơn 100.000 dòng.", "Hãy chia danh sách thành nhiều tệp.")
    return List(file.name, hashlib.sha256(content).hexdigest(), lines, findings)


def _csv_rows(content: bytes) -> tuple[list[list[object]], list[Finding]]:
    try:
        return rows_of(content)
    except NoTextError:
        raise FileRefusedError(
            "Tệp CSV không dùng bảng mã UTF-8.", "Trong Excel hãy chọn Lưu thành “CSV UTF-8 (Comma delimited)”."
        ) from None


def _xlsx_rows(content: bytes) -> tuple[list[list[object]], list[Finding]]:
    if content.lstrip()[:1] == b"<":
        raise FileRefusedError(
            "Tệp này là một trang web mang đuôi .xlsx, không phải bảng tính Excel.",
            "Hãy mở tệp bằng Excel rồi chọn Lưu thành “Excel Workbook (.xlsx)”.",
        )
    if not content.startswith(b"PK"):  # formats of long ago make room for every cell when they are opened
        if ENCRYPTED in content:
            raise FileRefusedError("Tệp Excel có mật khẩu.", "Hãy lưu lại tệp không có mật khẩu.")
        raise FileRefusedError("Không đọc được tệp Excel này.", "Hãy mở tệp và lưu lại dưới dạng .xlsx.")
    try:
        with opened(content) as archive:  # entries and sizes are counted before anything is unpacked
            refuse_if_far(archive, most_rows=MOST_ROWS + 1, most_cells=MOST_CELLS)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return _sheet_of(book)
    except RefusedFileError as refusal:
        if refusal.sentence == BOMB:
            raise FileRefusedError(
                "Tệp Excel quá lớn sau khi giải nén.", "Hãy chia danh sách thành nhiều tệp."
            ) from None
        raise FileRefusedError("Không đọc được tệp Excel này.", "Hãy mở tệp và lưu lại dưới dạng .xlsx.") from None
    except TooFarError as far:
        raise FileRefusedError(
            f"Trang tính kéo dài tới ô {far}, quá xa so với một danh sách.",
            "Hãy xóa các hàng và cột thừa ở dưới và bên phải bảng, rồi lưu lại; danh sách quá dài thì chia thành nhiều tệp.",
        ) from None
    except (NoWorkbookError, zipfile.BadZipFile, zlib.error, CalamineError, XmlError, ZipError, IndexError):
        raise FileRefusedError("Không đọc được tệp Excel này.", "Hãy mở tệp và lưu lại dưới dạng .xlsx.") from None


def _sheet_of(book: CalamineWorkbook) -> tuple[list[list[object]], list[Finding]]:
    """The first sheet with a head, and a remark that names the others; the first one where none has a head."""
    tables: dict[str, list[list[object]]] = {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }
    chosen = next((name for name, table in tables.items() if has_head(table[_head_row(table)])), book.sheet_names[0])
    others = [name for name, table in tables.items() if name != chosen and any(any(map(clean, row)) for row in table)]
    if not others:
        return tables[chosen], []
    left = ", ".join(f"“{name}”" for name in others)
    remark = f"Chỉ đọc trang tính “{chosen}”; chưa đọc: {left}."
    return tables[chosen], [Finding(WARNING, 0, "", remark, "Mỗi trang tính cần nhập hãy lưu thành một tệp riêng.")]


def _head_row(table: list[list[object]]) -> int:
    """Where the names of the columns stand: in the first row that holds them, below a title; in the first of all where none does."""
    return next((place for place, row in enumerate(table[:HEAD_WITHIN]) if has_head(row)), 0)


def has_head(row: Iterable[object]) -> bool:
    """Tell whether a row names every column that a list needs."""
    return set(REQUIRED) <= {column_named(clean(cell)) for cell in row}


def _header(row: Iterable[object], number: int) -> tuple[list[str], list[Finding]]:
    """Check the names of the columns; their order is free, columns nobody knows are left out with a remark."""
    names = [column_named(clean(cell)) for cell in row]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        every = ", ".join(column_words(name) for name in COLUMNS)
        raise FileRefusedError(
            f"Thiếu cột: {', '.join(map(column_words, missing))}.", f"Dòng đầu bảng phải là tên cột, gồm: {every}."
        )
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise FileRefusedError(
            f"Tên cột lặp lại: {', '.join(map(column_words, twice))}.", "Mỗi cột chỉ được xuất hiện một lần."
        )
    unknown = [name for name in names if name and name not in COLUMNS]
    findings = [
        Finding(
            WARNING,
            number,
            name,
            "Cột này không thuộc mẫu nên không được đọc.",
            "Kiểm tra nếu đây là dữ liệu cần thiết.",
        )
        for name in unknown
    ]
    return names, findings


def _values(header: list[str], row: list[object]) -> dict[str, str]:
    found = dict.fromkeys(COLUMNS, "")
    found.update({name: clean(cell) for name, cell in zip(header, row, strict=False) if name in found})
    return found
