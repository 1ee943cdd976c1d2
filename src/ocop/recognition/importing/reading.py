"""Read a list from a CSV or XLSX file into lines of text: the first row holds the column names, nothing is computed.

A cell that begins with = + - @ is data and stays as it is. Numbers of a spreadsheet lose their ".0", dates become ISO text.
"""

import csv
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
from ocop.recognition.importing.extent import NoWorkbookError, TooFarError, refuse_if_far
from ocop.recognition.importing.report import ERROR, WARNING, Finding
from ocop.vietnamese import nfc

COLUMNS = (
    "product_name", "producer_name", "producer_type", "hamlet_or_address", "commune", "district", "province", "stars",
    "product_group", "recognised_on", "decision_no", "level", "source", "confidence",
)  # fmt: skip
REQUIRED = ("product_name", "producer_name", "commune", "district", "province", "stars", "recognised_on")
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
    table = _csv_rows(content) if kind == ".csv" else _xlsx_rows(content)
    header, findings = _header(table[0] if table else [])
    lines = [
        Line(number, _values(header, row)) for number, row in enumerate(table[1:], start=2) if any(map(clean, row))
    ]
    if not lines:
        raise FileRefusedError("Tệp không có dòng dữ liệu nào.", "Hãy kiểm tra lại trang tính đầu tiên.")
    if len(lines) > MOST_ROWS:
        raise FileRefusedError("Tệp có hơn 100.000 dòng.", "Hãy chia danh sách thành nhiều tệp.")
    return List(file.name, hashlib.sha256(content).hexdigest(), lines, findings)


def _csv_rows(content: bytes) -> list[list[object]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefusedError(
            "Tệp CSV không dùng bảng mã UTF-8.", "Trong Excel hãy chọn Lưu thành “CSV UTF-8 (Comma delimited)”."
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise FileRefusedError(f"Tệp CSV bị hỏng ({error}).", "Hãy xuất lại tệp từ bảng tính.") from None


def _xlsx_rows(content: bytes) -> list[list[object]]:
    if not content.startswith(b"PK"):  # formats of long ago make room for every cell when they are opened
        if ENCRYPTED in content:
            raise FileRefusedError("Tệp Excel có mật khẩu.", "Hãy lưu lại tệp không có mật khẩu.")
        raise FileRefusedError("Không đọc được tệp Excel này.", "Hãy mở tệp và lưu lại dưới dạng .xlsx.")
    try:
        with opened(content) as archive:  # entries and sizes are counted before anything is unpacked
            refuse_if_far(archive, most_rows=MOST_ROWS + 1, most_cells=MOST_CELLS)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]
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


def _header(row: Iterable[object]) -> tuple[list[str], list[Finding]]:
    """Check the names of the columns; their order is free, columns nobody knows are left out with a remark."""
    names = [clean(cell).lower() for cell in row]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise FileRefusedError(
            f"Thiếu cột: {', '.join(missing)}.", f"Dòng đầu tiên phải là tên cột, gồm: {', '.join(COLUMNS)}."
        )
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise FileRefusedError(f"Tên cột lặp lại: {', '.join(twice)}.", "Mỗi cột chỉ được xuất hiện một lần.")
    unknown = [name for name in names if name and name not in COLUMNS]
    findings = [
        Finding(
            WARNING, 1, name, "Cột này không thuộc mẫu nên không được đọc.", "Kiểm tra nếu đây là dữ liệu cần thiết."
        )
        for name in unknown
    ]
    return names, findings


def _values(header: list[str], row: list[object]) -> dict[str, str]:
    found = dict.fromkeys(COLUMNS, "")
    found.update({name: clean(cell) for name, cell in zip(header, row, strict=False) if name in found})
    return found
