"""How far a workbook reaches, before its cells are read: a reader that keeps a table makes room for every cell up to the farthest one.

A file of 6 KB with one cell in the last corner asks for seventeen thousand million cells. Cells that only have a look do not count.
Every expression here ends at the next "<": a part of a hundred kilobytes without a single ">" would take minutes otherwise.
"""

import re
import zipfile

_ATTRIBUTES = rb"""((?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*)?)"""  # a quoted value may hold ">"
_ROW_OR_CELL = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?![\w.:-])" + _ATTRIBUTES + rb"(/?>)?")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_PLACE = re.compile(rb"""\s*([A-Za-z]{0,3})([0-9]{1,7})\s*""")
_SHEET = b"sheetData"  # in every part that can be read as a sheet, and in no picture
_OTHER_FORMATS = frozenset({"content.xml", "xl/workbook.bin"})
_LETTERS = 26


class NoWorkbookError(ValueError):
    """The archive is no workbook of the XLSX format."""


class TooFarError(ValueError):
    """The workbook reaches too far; the message is the address of its farthest row and column."""


def refuse_if_far(archive: zipfile.ZipFile, *, most_rows: int, most_cells: int) -> None:
    """Look at every part of the archive that holds cells; raises ``TooFarError`` or ``NoWorkbookError``."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or names & _OTHER_FORMATS:
        raise NoWorkbookError
    for name in names:
        content = archive.read(name)
        if b"\0" in content[:4]:  # another encoding, in which nothing below would be found
            raise NoWorkbookError
        rows, columns = _extent(content)
        if rows > most_rows or rows * columns > most_cells:
            raise TooFarError(f"{_letters(columns)}{rows}")


def _extent(content: bytes) -> tuple[int, int]:
    """The number of the last row and of the last column with a cell that holds something; raises ``NoWorkbookError``."""
    last_row = last_column = row = column = 0
    is_sheet = _SHEET in content
    for found in _ROW_OR_CELL.finditer(content):
        kind, attributes, end = found.groups()
        if not end:
            if is_sheet:  # a value that holds "<", which no program writes: what stands behind it would not be found
                raise NoWorkbookError
            continue
        place = _place(attributes)
        if kind == b"row":
            row, column = int(place[2]) if place else row + 1, 0
            continue
        column = _number(place[1]) if place else column + 1
        if attributes.endswith(b"/") or end == b"/>":
            continue
        last_row, last_column = max(last_row, int(place[2]) if place else row), max(last_column, column)
    return last_row, last_column


def _place(attributes: bytes) -> re.Match[bytes] | None:
    """The address that a row or a cell says of itself; None where it says none."""
    said = _ADDRESS.search(attributes)
    place = _PLACE.fullmatch(said[1]) if said else None
    if said and place is None:
        raise NoWorkbookError
    return place


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
