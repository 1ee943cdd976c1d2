"""Where the table of a sheet begins and what its columns mean: titles above, heads of one or two rows, a numbering row, tables beside.

A head is the first row that names a product and one thing more. The row below belongs to it where the head is merged downwards or
names stars there. A column without a heading ends the table: what stands beyond is another one.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ocop.recognition.importing.published.grid import Grid
from ocop.recognition.importing.published.words import words
from ocop.vietnamese import fold

MOST_ROWS_ABOVE, MOST_ROWS = 60, 3
NUMBERING = re.compile(r"\(?\d{1,2}\)?")
PRODUCT, NUMBER, ADDRESS, FORMER = "product_name", "number", "address", "former_address"
BRACKETS = re.compile(r"\([^()]*\)")
LONGEST_HEADING = 300  # letters; what is longer is a sentence


@dataclass(frozen=True, slots=True)
class Head:
    """The roles of the columns, and the row after the head."""

    first_row: int
    last_row: int
    columns: dict[str, int]


@cache
def _roles() -> list[tuple[str, str]]:
    """Every word of a heading with its role, the longest first."""
    pairs = [(word, role) for role, known in words()["columns"].items() for word in known]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@lru_cache(maxsize=1000)
def role_of(heading: str) -> str | None:
    """Return what a heading says of its column; None when it says nothing known."""
    if len(heading) > LONGEST_HEADING:
        return None
    text = " ".join(fold(BRACKETS.sub(" ", heading)).replace(".", " ").split())
    if not text:
        return None
    exact = dict(_roles())
    if text in exact:
        return exact[text]
    if "cu" in text.split() and "dia chi" in text:
        return FORMER
    return next(
        (role for word, role in _roles() if len(word) > 2 and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)), None
    )


def find_head(grid: Grid) -> Head | None:
    """Return the head of the table that names products; None where a sheet has none."""
    for row in range(min(len(grid.cells), MOST_ROWS_ABOVE)):
        columns = _columns(grid, row)
        if PRODUCT in columns and len(columns) > 1:
            last = _last_row(grid, row)
            return Head(row, last, _columns(grid, row, last) if last > row else columns)
    return None


def _last_row(grid: Grid, row: int) -> int:
    """The last row of a head: those below belong to it while a heading reaches down into them."""
    last = row
    while last + 1 < min(len(grid.cells), row + MOST_ROWS) and any(
        grid.block(last + 1, column)[0] <= last and grid.spread(row, column) for column in range(grid.width)
    ):
        last += 1
    return last


def _columns(grid: Grid, row: int, last: int | None = None) -> dict[str, int]:
    """The first column of each role, within the run of headed columns that names products."""
    roles: list[str | None] = []
    headed: list[bool] = []
    for column in range(grid.width):
        lower = grid.text(last, column) if last is not None else ""
        upper = grid.spread(row, column)
        roles.append(role_of(lower) or role_of(upper))
        headed.append(bool(lower or upper))
    if PRODUCT not in roles:
        return {}
    start = end = roles.index(PRODUCT)
    while start and headed[start - 1]:
        start -= 1
    while end + 1 < len(headed) and headed[end + 1]:
        end += 1
    found: dict[str, int] = {}
    for column in range(start, end + 1):
        role = roles[column]
        if role:
            found.setdefault(role, column)
    return found


def is_numbering(grid: Grid, row: int, head: Head) -> bool:
    """Whether a row numbers the columns: (1) (2) (3)."""
    texts = [grid.text(row, column) for column in head.columns.values()]
    filled = [text for text in texts if text]
    return (
        len(filled) > 1 and all(NUMBERING.fullmatch(text) for text in filled) and "1" in {t.strip("()") for t in filled}
    )
