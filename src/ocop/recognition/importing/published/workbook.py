"""The sheets of an XLSX workbook with what a reader of cells alone does not see: merged blocks, hidden sheets and hidden rows."""

import io
import re
import zipfile
from collections.abc import Iterator

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from ocop.recognition.importing.published.grid import MOST_CELLS, Cells, Grid, TooManyError

# Every expression ends at the next "<" and begins at the beginning of a name: long runs of one letter cost their length, no more.
TAG = rb"<(?:[\w.-]+:)?%s((?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)?)/?>"
SHEET, RELATION, ROW, COLUMN = (re.compile(TAG % name) for name in (b"sheet", b"Relationship", b"row", b"col"))
ATTRIBUTE = re.compile(rb"(?<![\w:.-])([\w:.-]+)\s*=\s*[\"']([^\"']*)[\"']")
TRUE = {b"1", b"true"}
MOST_SHEETS = 300
MOST_DIGITS = 7  # of the number of a row
MOST_COLUMNS = 300  # how many hidden columns are remembered


def grids_of(archive: zipfile.ZipFile, content: bytes, *, most_cells: int = MOST_CELLS) -> Iterator[Grid]:
    """Yield the sheets of a workbook that was found harmless; hidden sheets too, every row of theirs hidden.

    Raises ``TooManyError`` for more sheets than a list has, or more cells in all of them together.
    """
    parts, left = _parts(archive), most_cells
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        if len(book.sheets_metadata) > MOST_SHEETS:  # one part can be named as a sheet again and again
            raise TooManyError
        for number, about in enumerate(book.sheets_metadata):
            sheet = book.get_sheet_by_name(about.name)
            cells: Cells = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            if (left := left - sum(map(len, cells))) < 0:
                raise TooManyError
            part = parts[number] if number < len(parts) else ""
            shown = about.visible == SheetVisibleEnum.Visible
            hidden, columns = _hidden(archive, part)
            every = hidden if shown else frozenset(range(len(cells)))
            yield Grid(about.name, cells, list(sheet.merged_cell_ranges or []), every, columns)


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """The part of each sheet, in the order of the workbook."""
    try:
        relations = [_attributes(one) for one in RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))]
        targets = {one.get(b"Id"): one.get(b"Target", b"").decode() for one in relations}
        sheets = [_attributes(one) for one in SHEET.findall(archive.read("xl/workbook.xml"))]
        return [targets.get(next((v for k, v in one.items() if k.endswith(b":id")), b""), "") for one in sheets]
    except (KeyError, UnicodeDecodeError):
        return []


def _hidden(archive: zipfile.ZipFile, part: str) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and the columns of a sheet that a spreadsheet does not show, counted from 0."""
    name = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
    if name not in archive.namelist():
        return frozenset(), frozenset()
    content = archive.read(name)
    hidden, number = set(), 0
    for found in ROW.findall(content):
        about = _attributes(found)
        number = _number(about.get(b"r", b"")) or number + 1
        if about.get(b"hidden") in TRUE:
            hidden.add(number - 1)
    return frozenset(hidden), _hidden_columns(content)


def _hidden_columns(content: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for found in COLUMN.findall(content):
        about = _attributes(found)
        first, last = _number(about.get(b"min", b"")), _number(about.get(b"max", b""))
        if about.get(b"hidden") in TRUE and first and last:
            hidden.update(range(first - 1, min(last, MOST_COLUMNS)))
    return frozenset(hidden)


def _number(said: bytes) -> int:
    return int(said) if said.isdigit() and len(said) <= MOST_DIGITS else 0


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return dict(ATTRIBUTE.findall(text))
