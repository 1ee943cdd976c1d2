"""Read a list from a CSV, XLSX, XLS or ODS file into lines of text: in the layout of the register or as provinces publish them; nothing is computed.

A cell that begins with = + - @ is data and stays as it is. Numbers of a spreadsheet lose their ".0", dates become ISO text.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from python_calamine import CalamineError, XmlError, ZipError

from ocop.files import RefusedFileError
from ocop.files.packages import BOMB, opened
from ocop.recognition.importing.cells import clean
from ocop.recognition.importing.columns import COLUMNS, OF_ROWS, column_named, column_words
from ocop.recognition.importing.delimited import NoTextError, TooLongError, rows_of
from ocop.recognition.importing.extent import NoWorkbookError, TooFarError, refuse_if_far
from ocop.recognition.importing.headings import say_meanings
from ocop.recognition.importing.lines import Line
from ocop.recognition.importing.published.grid import MOST_CELLS, Cells, Grid, TooManyError
from ocop.recognition.importing.published.lines import is_list, lines_of
from ocop.recognition.importing.published.old_formats import OldFormatError, grids_of_old_format
from ocop.recognition.importing.published.reader import read_grids
from ocop.recognition.importing.published.rows import PublishedRow, RowStatus
from ocop.recognition.importing.published.workbook import grids_of
from ocop.recognition.importing.report import ERROR, WARNING, Finding
from ocop.recognition.importing.shared import TooWordyError, refuse_if_wordy
from ocop.recognition.importing.wishes import NOTHING_SAID, Wishes

REQUIRED = ("product_name", "producer_name", "commune", "province", "stars", "recognised_on")
HEAD_WITHIN = 30  # rows of a title, a state emblem, a blank
MEGABYTES = 20
LARGEST_FILE = MEGABYTES * 1024 * 1024
TOO_LARGE = f"Tệp lớn hơn {MEGABYTES} MB."
DIVIDE = "Hãy chia danh sách thành nhiều tệp."
WORDIER = 3  # a JSON file says the names of its columns in every row
MOST_ROWS = 99_999
MOST_LETTERS = 200 * 1024 * 1024  # of all cells together
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of a workbook with a password


class FileRefusedError(ValueError):
    """The file cannot be read as a list at all; carries the finding."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.finding = Finding(ERROR, 0, "", message, advice)


@dataclass(frozen=True, slots=True)
class List:
    """A file that could be read."""

    file_name: str
    sha256: str
    lines: list[Line]
    findings: list[Finding]
    rows: list[PublishedRow]  # every row of the list, as people read it
    skipped: int  # titles, heads, totals, notes


def read_list(path: str | Path, wishes: Wishes = NOTHING_SAID) -> List:
    """Read a CSV, XLSX, XLS or ODS file; raises ``FileRefusedError`` with one clear sentence."""
    name, content, grids, remarks = open_list(path, wishes.file_name)
    say_meanings(grids, wishes.meanings)
    rows, skipped, said = read_grids(grids)
    lines, findings = _read(grids, rows)
    findings = [*remarks, *[Finding(WARNING, 0, "", one) for one in said], *findings]
    if not lines and not any(one.severity == ERROR for one in findings) and not is_list(rows):
        raise FileRefusedError("Tệp không có dòng dữ liệu nào.", "Hãy kiểm tra lại trang tính đầu tiên.")
    if len(lines) > MOST_ROWS:
        raise FileRefusedError("Tệp có từ 100.000 dòng trở lên.", DIVIDE)
    return List(name, content, lines, findings, rows, skipped)


def open_list(path: str | Path, file_name: str = "") -> tuple[str, str, list[Grid], list[Finding]]:
    """Return the name of a file, its hash, its sheets and what is wrong with lines of it; raises ``FileRefusedError``.

    ``file_name`` is given where the file lies under another name than people gave it.
    """
    file = Path(path)
    name = file_name or file.name
    kind = Path(name).suffix.lower()
    if not file.is_file():
        raise FileRefusedError(f"Không tìm thấy tệp “{name}”.", "Hãy kiểm tra lại đường dẫn.")
    if file.stat().st_size > LARGEST_FILE * (1 if kind != ".json" else WORDIER):
        raise FileRefusedError(TOO_LARGE, DIVIDE)
    content = file.read_bytes()
    if kind == ".csv" and content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise FileRefusedError(
            "Tệp mang đuôi .csv nhưng bên trong không phải là chữ: có lẽ là bảng tính hoặc tài liệu khác.",
            "Hãy đổi lại đuôi tệp cho đúng, hoặc mở tệp rồi lưu dưới dạng .xlsx.",
        )
    if kind not in READERS:
        raise FileRefusedError(
            f"Không đọc được tệp loại “{kind or '?'}”.", "Hãy lưu lại dưới dạng .xlsx, .xls, .ods hoặc .csv (UTF-8)."
        )
    try:
        grids, remarks = READERS[kind](content)
    except (TooManyError, TooLongError, TooWordyError):
        raise FileRefusedError(
            "Tệp có quá nhiều dòng, ô, ô gộp hoặc trang tính so với một danh sách.",
            "Hãy xóa phần thừa hoặc chia danh sách thành nhiều tệp.",
        ) from None
    return name, hashlib.sha256(content).hexdigest(), grids, remarks


def _read(grids: list[Grid], rows: list[PublishedRow]) -> tuple[list[Line], list[Finding]]:
    """The lines of the sheets in the layout of the register; where another one is a list too, of all as provinces publish them."""
    sheets = {row.sheet for row in rows}
    layouts = [grid for grid in grids if _is_layout(grid.cells)]
    if not layouts or not sheets <= {grid.name for grid in layouts}:
        if is_list(rows):
            return lines_of(rows)
        layouts = layouts or grids[:1]
    read = {(row.sheet, row.row): row for row in rows}
    lines: list[Line] = []
    findings: list[Finding] = []
    for grid in layouts:
        found, said = _lines_of_layout(grid, read, grid.name or "" if len(layouts) > 1 else "")
        lines += found
        findings += said
    return lines, findings


def _lines_of_layout(
    grid: Grid, read: dict[tuple[str | None, int], PublishedRow], sheet: str
) -> tuple[list[Line], list[Finding]]:
    """The lines of a sheet in the layout of the register, names as the reader of published lists cleans them."""
    top = _head_row(grid.cells)
    header, findings = _header(grid.cells[top] if grid.cells else [], top + 1)
    lines = []
    for number, cells in enumerate(grid.cells[top + 1 :], start=top + 2):
        if not any(map(clean, cells)):
            continue
        values, row = _values(header, cells), read.get((grid.name, number))
        if row is not None:
            if row.status == RowStatus.REFUSED and row.stars and row.product_name:  # several names in one cell
                findings += [Finding(ERROR, number, "product_name", row.problems[-1], sheet=sheet)]
                continue
            names = {"product_name": row.product_name, "producer_name": row.producer_name}
            values |= {name: value for name, value in names.items() if value}
        lines.append(Line(number, values, sheet))
    return lines, findings


def _csv_grids(content: bytes) -> tuple[list[Grid], list[Finding]]:
    try:
        rows, findings = rows_of(content)
        return [Grid(None, rows)], findings
    except NoTextError:
        raise FileRefusedError(
            "Tệp CSV không dùng bảng mã UTF-8.", "Trong Excel hãy chọn Lưu thành “CSV UTF-8 (Comma delimited)”."
        ) from None


def _json_grids(content: bytes) -> tuple[list[Grid], list[Finding]]:
    """The rows of an export: an object with "rows", each an object with the keys of the format."""
    try:
        rows = json.loads(content)["rows"]
        names = list(dict.fromkeys(str(name) for row in rows for name in row))
        # Every row may bring names of its own: the table is as wide as all of them together.
        cells: Cells = (
            []
            if (too_many := len(names) * len(rows) > MOST_CELLS)
            else [[row.get(name) for name in names] for row in rows]
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise FileRefusedError(
            "Tệp .json này không phải danh sách do hệ thống xuất ra.", "Hãy dùng tệp của lệnh “register export”."
        ) from None
    if too_many:
        raise TooManyError
    return [Grid(None, [list(names), *cells])], []


def _xlsx_grids(content: bytes) -> tuple[list[Grid], list[Finding]]:
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
            refuse_if_wordy(archive, most_letters=MOST_LETTERS)
            return list(grids_of(archive, content)), []
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


def _old_grids(content: bytes, kind: str) -> tuple[list[Grid], list[Finding]]:
    """The sheets of a workbook of another program or of long ago; what it says it is must stand in its first bytes."""
    if not content.startswith(BEGINNINGS[kind]):
        raise FileRefusedError(
            f"Tệp mang đuôi {kind} nhưng bên trong không phải là bảng tính loại ấy.",
            "Hãy mở tệp rồi lưu lại dưới dạng .xlsx.",
        )
    if ENCRYPTED in content:
        raise FileRefusedError("Tệp bảng tính có mật khẩu.", "Hãy lưu lại tệp không có mật khẩu.")
    try:
        if kind == ".ods":
            opened(content).close()  # entries and sizes are counted before anything is unpacked
        return grids_of_old_format(content, kind, most_rows=MOST_ROWS + 1), []
    except RefusedFileError:
        raise FileRefusedError("Không đọc được bảng tính này.", "Hãy mở tệp và lưu lại dưới dạng .xlsx.") from None
    except OldFormatError as fault:
        message, advice = SAID[fault.what]
        raise FileRefusedError(message.format(fault.cell), advice) from None


BEGINNINGS = {".xls": b"\xd0\xcf\x11\xe0", ".ods": b"PK"}
SAID = {
    "far": (
        "Trang tính kéo dài tới ô {}, quá xa so với một danh sách.",
        "Hãy xóa các hàng và cột thừa ở dưới và bên phải bảng, rồi lưu lại; danh sách quá dài thì chia thành nhiều tệp.",
    ),
    "locked": ("Tệp bảng tính có mật khẩu.", "Hãy lưu lại tệp không có mật khẩu."),
    "broken": ("Không đọc được bảng tính này.", "Hãy mở tệp và lưu lại dưới dạng .xlsx."),
    "too_heavy": (
        "Bảng tính này mở ra cần quá nhiều bộ nhớ hoặc thời gian.",
        "Hãy xóa phần thừa rồi lưu lại dưới dạng .xlsx.",
    ),
}
READERS: dict[str, Callable[[bytes], tuple[list[Grid], list[Finding]]]] = {
    ".csv": _csv_grids, ".json": _json_grids, ".xlsx": _xlsx_grids,
    **{kind: partial(_old_grids, kind=kind) for kind in BEGINNINGS},
}  # fmt: skip


def _is_layout(table: Cells) -> bool:
    return any(has_head(row) for row in table[:HEAD_WITHIN])


def _head_row(table: Cells) -> int:
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
    unknown = [name for name in names if name and name not in COLUMNS and name not in OF_ROWS]
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
