"""The headings of a list with what their columns mean: proposed by the system, put right by a person, written over the cells before reading.

The readers of lists know words, not choices; so a choice becomes the word that says it, in the cell of the heading.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from ocop.recognition.importing.published.grid import Grid, TooManyError, address
from ocop.recognition.importing.published.heads import NOTHING, NUMBERING, Head, find_heads, role_of
from ocop.recognition.importing.published.words import words
from ocop.recognition.importing.wishes import Meanings
from ocop.vietnamese import fold

WITHIN = 30  # rows in which a head is looked for where no heading is known
LEAST = 3  # filled cells of a row that may be a head
LONGEST = 120
MOST_HEADINGS = 1_000  # of all sheets together: each is a question on a page
WIDEST = 300  # columns of a sheet
ROLES = {
    "product_name": "Tên sản phẩm", "producer_name": "Chủ thể", "producer_type": "Loại hình chủ thể", "address": "Địa chỉ",
    "former_address": "Địa chỉ cũ", "commune": "Xã, phường", "district": "Huyện", "province": "Tỉnh, thành phố", "stars": "Hạng sao",
    "star_3": "Đánh dấu 3 sao", "star_4": "Đánh dấu 4 sao", "star_5": "Đánh dấu 5 sao", "score": "Điểm", "recognised_on": "Ngày công nhận",
    "year": "Năm công nhận", "decision_no": "Số quyết định", "product_group": "Ngành hàng", "level": "Cấp công nhận", "source": "Nguồn",
    "number": "Số thứ tự", "note": "Ghi chú", NOTHING: "Không đọc cột này",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: where it stands (rows and columns from 0), what it says, what the column means, and the first value below."""

    sheet: str | None
    row: int
    column: int
    text: str
    proposed: str  # what the words of the heading say
    role: str  # what is read: the same, or what a person chose
    sample: str = ""

    @property
    def cell(self) -> str:
        """Its address as a spreadsheet shows it."""
        return address(self.row, self.column)

    def as_dict(self) -> dict[str, Any]:
        """Plain values to keep."""
        return asdict(self)


def headings_of(grids: Iterable[Grid], known: Mapping[str, str]) -> list[Heading]:
    """Return the headings of every sheet; ``known`` is what was chosen for them before, by ``heading_key``.

    Raises ``TooManyError`` for more columns than a person can say anything of.
    """
    looked = (one for grid in grids for one in _of_sheet(grid, known))
    found = list(islice(looked, MOST_HEADINGS + 1))
    if len(found) > MOST_HEADINGS:
        raise TooManyError
    return found


def heading_key(text: str) -> str:
    """Return the form in which headings of different lists are the same."""
    return " ".join(fold(text).split())[:LONGEST]


def meanings_of(headings: Iterable[Mapping[str, Any]]) -> Meanings:
    """Return by cell what a person chose against the words of the heading."""
    return {
        (one["sheet"], one["row"], one["column"]): one["role"] for one in headings if one["role"] != one["proposed"]
    }


def say_meanings(grids: Iterable[Grid], meanings: Meanings) -> None:
    """Write over each heading the word that says what its column means."""
    for grid in grids:
        for (sheet, row, column), role in meanings.items():
            if sheet == grid.name and row < len(grid.cells) and column < len(grid.cells[row]):
                grid.cells[row][column] = words()["columns"][role][0]


def _of_sheet(grid: Grid, known: Mapping[str, str]) -> Iterator[Heading]:
    if grid.width > WIDEST:
        raise TooManyError
    for first, last in _spans(grid):
        for column in range(grid.width):
            place = next((row for row in range(last, first - 1, -1) if grid.text(row, column)), None)
            if place is None:
                continue
            text = grid.text(place, column)[:LONGEST]
            proposed = role_of(text) or NOTHING
            role = known.get(heading_key(text), proposed)
            yield Heading(grid.name, place, column, text, proposed, role, _sample(grid, last + 1, column))


def _spans(grid: Grid) -> list[tuple[int, int]]:
    """The rows of the head; where no heading is known, the fullest row near the top."""
    heads: list[Head] = find_heads(grid)
    if heads:
        return [(heads[0].first_row, heads[0].last_row)]
    filled = [(len(grid.texts(row)), -row) for row in range(min(WITHIN, len(grid.cells)))]
    most, row = max(filled, default=(0, 0))
    return [(-row, -row)] if most >= LEAST else []


def _sample(grid: Grid, start: int, column: int) -> str:
    texts = [grid.text(row, column) for row in range(start, min(start + WITHIN, len(grid.cells)))]
    told = [text for text in texts if text]
    # A row that numbers the columns shows nothing of them.
    return next((text for text in told if not NUMBERING.fullmatch(text)), told[0] if told else "")[:LONGEST]
