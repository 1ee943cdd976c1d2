"""Where the table of a sheet begins and what its columns mean: titles above, heads of several rows, a numbering row, tables beside.

A head is a row that names a product and other things. Rows below belong to it where it is merged downwards, or where they hold
headings too. A column without a heading ends the table: what stands beyond is another one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ocop.recognition.importing.published.grid import Grid
from ocop.recognition.importing.published.letters import meant_by_old_fonts, name_of
from ocop.recognition.importing.published.stars import stars_of
from ocop.recognition.importing.published.words import words
from ocop.vietnamese import fold

MOST_ROWS_ABOVE, MOST_ROWS = 60, 3
NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?")
PRODUCT, PRODUCER, NUMBER, ADDRESS, FORMER = "product_name", "producer_name", "number", "address", "former_address"
NOTHING = "nothing"  # a heading that is known and not read
BRACKETS = re.compile(r"\([^()]*\)")
LONGEST_HEADING = 300  # letters; what is longer is a sentence
LONGEST_STAR_HEADING = 14
MANY = 3  # roles from which a row is surely a head
TITLES = (
    "danh sach",
    "phu luc",
    "bieu ",
    "tong hop ",
    "ubnd",
    "uy ban",
    "cong hoa",
    "bang tong hop",
    "kem theo",
    "don vi tinh:",
)
OF_TWO_LETTERS = {"xa": "xã"}


@dataclass(frozen=True, slots=True)
class Head:
    """The roles of the columns, the rows of the head, and what stands in it a second time."""

    first_row: int
    last_row: int
    columns: dict[str, int]
    again: tuple[int, ...] = ()  # columns whose role another column has already
    joined: bool = field(default=False)  # one column holds producer and address


@cache
def _roles() -> list[tuple[str, str]]:
    """Every word of a heading with its role, the longest first."""
    pairs = [(word, role) for role, known in words()["columns"].items() for word in known]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _exact() -> dict[str, str]:
    return dict(_roles())


@lru_cache(maxsize=2000)
def role_of(heading: str) -> str | None:
    """Return what a heading says of its column; None when it says nothing known."""
    if len(heading) > LONGEST_HEADING:
        return None
    whole = BRACKETS.sub(" ", name_of(heading))
    return _role(whole) or next(filter(None, map(_role, meant_by_old_fonts(whole))), None)


def _role(heading: str) -> str | None:
    text = " ".join(fold(heading).replace(".", " ").replace(" /", "/").replace("/ ", "/").split()).strip(":*")
    if not text or text.startswith(TITLES):
        return None
    if text in _exact():
        return _exact()[text]
    stars = stars_of(heading) if len(heading) <= LONGEST_STAR_HEADING and not text.isdigit() else []
    if len(stars) == 1 and f"star_{stars[0]}" in words()["columns"]:
        return f"star_{stars[0]}"
    if "cu" in text.split() and "dia chi" in text:
        return FORMER
    return next((role for word, role in _roles() if _holds(text, word, heading)), None)


def _holds(text: str, word: str, heading: str) -> bool:
    """Whether a heading holds a word; a short word only with its diacritics ("xã", "hạng", but not "hàng")."""
    if len(word) <= len("xa") and not (word in OF_TWO_LETTERS and OF_TWO_LETTERS[word] in heading.lower()):
        return False
    if word == "hang" and "hàng" in heading.lower():
        return False
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def find_heads(grid: Grid, start: int = 0, most: int = MOST_ROWS_ABOVE) -> list[Head]:
    """Return the head of the table that names products, and those of tables beside it; empty where a sheet has none."""
    poor: list[Head] = []
    for row in range(start, min(len(grid.cells), start + most)):
        heads = _heads_at(grid, row)
        if heads and max(len(one.columns) for one in heads) >= MANY:
            return heads
        poor = poor or heads
    return poor


def _heads_at(grid: Grid, row: int) -> list[Head]:
    if not any(role_of(grid.spread(row, column)) == PRODUCT for column in range(grid.width)):
        return []
    last = _last_row(grid, row)
    return [one for one in _tables(grid, row, last) if PRODUCT in one.columns and len(one.columns) > 1]


def _last_row(grid: Grid, row: int) -> int:
    """The last row of a head: those below belong to it while a heading reaches down into them, or while they hold headings."""
    last = row
    while last + 1 < min(len(grid.cells), row + MOST_ROWS) and (
        _reaches_down(grid, row, last) or _is_lower_head(grid, row, last + 1)
    ):
        last += 1
    return last


def _reaches_down(grid: Grid, row: int, last: int) -> bool:
    return any(grid.block(last + 1, column)[0] <= last and grid.spread(row, column) for column in range(grid.width))


def _is_lower_head(grid: Grid, row: int, below: int) -> bool:
    """Whether a row holds headings and stands below a row that names the product: files without merged cells."""
    filled = [column for column in range(grid.width) if grid.text(below, column)]
    product = [column for column in range(grid.width) if role_of(grid.spread(row, column)) == PRODUCT]
    if len(filled) < 2 or any(column in filled and not role_of(grid.text(below, column)) for column in product):
        return False
    known = [column for column in filled if role_of(grid.text(below, column))]
    return len(known) * 2 > len(filled) and not any(grid.text(below, column).isdigit() for column in filled)


def _tables(grid: Grid, row: int, last: int) -> Iterator[Head]:
    """A head for each run of columns with headings."""
    run: list[int] = []
    for column in range(grid.width + 1):
        if column < grid.width and any(grid.spread(one, column) for one in range(row, last + 1)):
            run.append(column)
        elif run:
            yield _head_of(grid, row, last, run)
            run = []


def _head_of(grid: Grid, row: int, last: int, run: list[int]) -> Head:
    """The first column of each role; of several that name products the one that names them most plainly."""
    named = {column: _heading(grid, row, last, column) for column in run}
    roles = {column: role for column, (role, _) in named.items() if role and role != NOTHING}
    products = [column for column, role in roles.items() if role == PRODUCT]
    best = next((one for one in products if fold(named[one][1]).startswith("ten")), products[0] if products else None)
    found: dict[str, int] = {}
    again: list[int] = []
    for column, role in roles.items():
        if role == PRODUCT and column != best:
            continue
        if role in found:
            again.append(column)
        found.setdefault(role, column)
    joined = _joins(named[found[PRODUCER]][1]) if PRODUCER in found and ADDRESS not in found else False
    if not joined and ADDRESS in found and PRODUCER not in found and _joins(named[found[ADDRESS]][1]):
        found[PRODUCER], joined = found.pop(ADDRESS), True
    return Head(row, last, found, tuple(again), joined)


def _heading(grid: Grid, row: int, last: int, column: int) -> tuple[str | None, str]:
    """The role of a column and the heading that says it: the lowest one that means something."""
    for one in range(last, row - 1, -1):
        text = grid.spread(one, column)
        if text and (role := role_of(text)):
            return role, text
    return None, ""


def _joins(heading: str) -> bool:
    """Whether a heading asks for the producer and its address in one cell."""
    text = fold(heading)
    return (
        "dia chi" in text
        and re.search(r"chu the|ten|don vi|co so|doanh nghiep|htx", text) is not None
        and text != "dia chi chu the"
    )


def is_new_head(grid: Grid, row: int) -> bool:
    """Whether a row inside a table looks like the head of another one, or like the same head printed again on a new page."""
    for column in range(grid.width):
        text = grid.text(row, column)
        if text and text[0] in "TtSsPp" and len(text) < 2 * LONGEST_STAR_HEADING and role_of(text) == PRODUCT:
            return any(len(one.columns) >= MANY for one in _heads_at(grid, row))
    return False


def is_row_of_headings(grid: Grid, row: int) -> bool:
    """Whether several cells of a row are nothing but words of headings: a table of another kind."""
    roles = [_exact().get(fold(text)) for text in grid.texts(row)]
    return sum(bool(role) and not str(role).startswith("star_") for role in roles) > 1


def is_numbering(grid: Grid, row: int, head: Head) -> bool:
    """Whether a row numbers the columns: (1) (2) (3), A B (1) (2)."""
    filled = [text for column in head.columns.values() if (text := grid.text(row, column))]
    plain = [re.sub(r"\s*=.*", "", text) for text in filled]
    return (
        len(plain) > 1
        and all(NUMBERING.fullmatch(text) for text in plain)
        and bool({"1", "2", "3"} & {text.strip("()") for text in plain})
        and len(set(plain)) == len(plain)
    )
