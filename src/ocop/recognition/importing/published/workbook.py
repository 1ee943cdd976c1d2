"""The sheets of an XLSX workbook with what a reader of cells alone does not see: merged blocks, hidden sheets and hidden rows."""

import io
import re
import zipfile
from collections.abc import Iterator

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from ocop.recognition.importing.published.grid import Cells, Grid

TAG = rb"<(?:[\w.-]+:)?%s((?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?)/?>"
SHEET, RELATION, ROW = (re.compile(TAG % name) for name in (b"sheet", b"Relationship", b"row"))
ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*[\"']([^\"']*)[\"']")
TRUE = {b"1", b"true"}


def grids_of(archive: zipfile.ZipFile, content: bytes) -> Iterator[Grid]:
    """Yield the sheets of a workbook that was found harmless; hidden sheets too, every row of theirs hidden."""
    parts = _parts(archive)
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for number, about in enumerate(book.sheets_metadata):
            sheet = book.get_sheet_by_name(about.name)
            cells: Cells = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            part = parts[number] if number < len(parts) else ""
            shown = about.visible == SheetVisibleEnum.Visible
            hidden = _hidden_rows(archive, part) if shown else frozenset(range(len(cells)))
            yield Grid(about.name, cells, list(sheet.merged_cell_ranges or []), hidden)


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """The part of each sheet, in the order of the workbook."""
    try:
        relations = [_attributes(one) for one in RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))]
        targets = {one.get(b"Id"): one.get(b"Target", b"").decode() for one in relations}
        sheets = [_attributes(one) for one in SHEET.findall(archive.read("xl/workbook.xml"))]
        return [targets.get(next((v for k, v in one.items() if k.endswith(b":id")), b""), "") for one in sheets]
    except (KeyError, UnicodeDecodeError):
        return []


def _hidden_rows(archive: zipfile.ZipFile, part: str) -> frozenset[int]:
    name = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
    if name not in archive.namelist():
        return frozenset()
    hidden, number = set(), 0
    for found in ROW.findall(archive.read(name)):
        about = _attributes(found)
        number = int(about[b"r"]) if about.get(b"r", b"").isdigit() else number + 1
        if about.get(b"hidden") in TRUE:
            hidden.add(number - 1)
    return frozenset(hidden)


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return dict(ATTRIBUTE.findall(text))
