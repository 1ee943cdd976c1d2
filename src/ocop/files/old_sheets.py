"""The process that reads the sheets of an XLS or ODS workbook: ``python -m ocop.files.old_sheets``, with the file at standard input.

Both formats let a few bytes ask for thousands of millions of cells. So this process binds itself first, and looks how far a workbook reaches before
its cells are told. It answers with JSON: the sheets, or the name of what is wrong.
"""

import datetime as dt
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from .judge import MEBIBYTE, bind

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
LETTERS = 26


class FarError(ValueError):
    """A sheet reaches too far; the message is the address of its farthest row and column."""


class LockedError(ValueError):
    """The workbook has a password."""


def main() -> int:
    """Read what stands at standard input; the request is the one argument, as JSON."""
    asked = json.loads(sys.argv[1])
    bind(asked["memory"] * MEBIBYTE, asked["seconds"])
    from python_calamine import CalamineError, PasswordError, XmlError, ZipError

    try:
        sheets = list(_sheets(sys.stdin.buffer.read(), asked["kind"], asked["most_rows"], asked["most_cells"]))
        answer: dict[str, Any] = {"sheets": sheets}
    except FarError as far:
        answer = {"far": str(far)}
    except (PasswordError, LockedError):
        answer = {"locked": True}
    except MemoryError:
        answer = {"too_heavy": True}
    except (CalamineError, XmlError, ZipError, zipfile.BadZipFile, ET.ParseError, KeyError, ValueError):
        answer = {"broken": True}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()
    os._exit(0)  # nothing of a reader's own tidying up


def _sheets(content: bytes, kind: str, most_rows: int, most_cells: int) -> Iterator[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    about = _open_document(content, most_rows, most_cells) if kind == ".ods" else {}
    left = most_cells
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for one in book.sheets_metadata:
            sheet = book.get_sheet_by_name(one.name)
            height, width = (last + 1 for last in sheet.end or (-1, -1))
            left -= height * width
            if height > most_rows or left < 0:
                raise FarError(f"{_letters(width)}{height}")
            merged, hidden = about.get(one.name, (list(sheet.merged_cell_ranges or []), []))
            cells = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            shown = one.visible == SheetVisibleEnum.Visible
            yield {"name": one.name, "cells": cells, "merged": merged, "hidden": hidden, "shown": shown}


def _plain(cell: Any) -> Any:
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        return {"day": cell.isoformat()}
    return cell if isinstance(cell, str | int | float) else str(cell)


def _open_document(content: bytes, most_rows: int, most_cells: int) -> dict[str, tuple[list[Any], list[int]]]:
    """Merged blocks and hidden rows of an ODS by sheet; raises ``FarError`` and ``LockedError`` before a cell is made room for."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise LockedError
        walk = _Walk(most_rows, most_cells)
        with archive.open("content.xml") as part:
            for event, element in ET.iterparse(part, ("start", "end")):  # noqa: S314 - bound in memory and time
                walk.step(event, element)
    return walk.found


class _Walk:
    """Goes through the cells of a document without keeping them."""

    def __init__(self, most_rows: int, most_cells: int) -> None:
        self.most_rows, self.most_cells = most_rows, most_cells
        self.found: dict[str, tuple[list[Any], list[int]]] = {}
        self.name, self.row, self.column, self.repeated, self.hidden = "", 0, 0, 1, False

    def step(self, event: str, element: ET.Element) -> None:
        """Take one beginning or end of an element."""
        tag = element.tag
        if event == "start" and tag == f"{TABLE}table":
            self.name, self.row = element.get(f"{TABLE}name", ""), 0
            self.found[self.name] = ([], [])
        elif event == "start" and tag == f"{TABLE}table-row":
            self.column, self.repeated = 0, int(element.get(f"{TABLE}number-rows-repeated", "1"))
            self.hidden = element.get(f"{TABLE}visibility") in {"collapse", "filter"}
        elif event == "end" and tag in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            self._cell(element)
            element.clear()
        elif event == "end" and tag == f"{TABLE}table-row":
            self.row += self.repeated
            element.clear()

    def _cell(self, cell: ET.Element) -> None:
        span = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        if cell.find(TEXT) is not None or cell.get(f"{OFFICE}value-type"):
            _refuse_far(self.row + self.repeated, self.column + span, self.most_rows, self.most_cells)
            merged, hidden = self.found[self.name]
            merged.extend(_block(cell, self.row, self.column))
            hidden.extend([self.row] if self.hidden else [])
        self.column += span


def _refuse_far(height: int, width: int, most_rows: int, most_cells: int) -> None:
    if height > most_rows or height * width > most_cells:
        raise FarError(f"{_letters(width)}{height}")


def _block(cell: ET.Element, row: int, column: int) -> list[Any]:
    high, wide = (int(cell.get(f"{TABLE}number-{what}-spanned", "1")) for what in ("rows", "columns"))
    return [] if high * wide == 1 else [[[row, column], [row + high - 1, column + wide - 1]]]


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


if __name__ == "__main__":
    sys.exit(main())
