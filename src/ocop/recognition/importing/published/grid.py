"""The cells of a list: what a sheet holds, which cells are merged, and the address of each as a spreadsheet shows it.

A merged block counts as far as there are cells: a file of 6 KB can merge seventeen thousand million places that hold nothing.
"""

from dataclasses import dataclass, field

from ocop.recognition.importing.cells import clean

Cells = list[list[object]]
Merged = tuple[tuple[int, int], tuple[int, int]]  # upper left and lower right cell: row and column from 0
LETTERS = 26
MOST_CELLS = 3_000_000  # of all sheets together
MOST_MERGED = 500_000  # cells inside merged blocks of a sheet: each is remembered


class TooManyError(ValueError):
    """The file holds more sheets, cells or merged cells than a list has."""


@dataclass(slots=True)
class Grid:
    """One sheet. `name` is None in a CSV file; rows and columns count from 0 here, from 1 and A for people."""

    name: str | None
    cells: Cells
    merged: list[Merged] = field(default_factory=list)
    hidden: frozenset[int] = frozenset()  # rows that a spreadsheet does not show
    hidden_columns: frozenset[int] = frozenset()
    width: int = field(init=False)  # how many columns the widest row has
    _anchors: dict[tuple[int, int], tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.width = max(map(len, self.cells), default=0)
        if len(self.cells) * self.width > MOST_CELLS:  # every row is read as wide as the widest
            raise TooManyError
        self.merged = [
            (first, (min(last[0], len(self.cells) - 1), min(last[1], self.width - 1))) for first, last in self.merged
        ]
        if sum(map(_size, self.merged)) > MOST_MERGED:
            raise TooManyError
        self._anchors = {
            (row, column): first
            for first, last in self.merged
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
        }

    def raw(self, row: int, column: int) -> object:
        """The value of a cell as the file holds it."""
        line = self.cells[row] if row < len(self.cells) else []
        return line[column] if column < len(line) else ""

    def text(self, row: int, column: int) -> str:
        """The cleaned text of a cell alone."""
        return clean(self.raw(row, column))

    def spread(self, row: int, column: int) -> str:
        """The cleaned text of a cell, or of the merged block that it belongs to."""
        return self.text(*self._anchors.get((row, column), (row, column)))

    def block(self, row: int, column: int) -> tuple[int, int]:
        """The upper left cell of the merged block of a cell; the cell itself where nothing is merged."""
        return self._anchors.get((row, column), (row, column))

    def texts(self, row: int) -> list[str]:
        """The cells of a row that hold something."""
        return [text for column in range(self.width) if (text := self.text(row, column))]

    def is_filled(self, row: int) -> bool:
        """Whether a row holds anything."""
        return any(self.text(row, column) for column in range(self.width))

    def is_wide(self, row: int, column: int) -> bool:
        """Whether a cell begins a merged block of several columns."""
        return self._anchors.get((row, column)) == (row, column) == self._anchors.get((row, column + 1))


def _size(merged: Merged) -> int:
    (top, left), (bottom, right) = merged
    return max(0, bottom - top + 1) * max(0, right - left + 1)


def address(row: int, column: int) -> str:
    """Return the address of a cell, E12, from row and column counted from 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
