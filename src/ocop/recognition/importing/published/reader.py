"""Walks the tables of a list from row to row; remembers what the title and the sections said, and the text above for ditto marks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ocop.recognition.importing.published.doubts import doubts_of
from ocop.recognition.importing.published.grid import Grid, address
from ocop.recognition.importing.published.heads import (
    ADDRESS,
    FORMER,
    NUMBER,
    PRODUCER,
    PRODUCT,
    Head,
    find_heads,
    is_new_head,
    is_numbering,
    is_row_of_headings,
)
from ocop.recognition.importing.published.letters import name_of
from ocop.recognition.importing.published.places import Place, cell_of, province_of, split_address
from ocop.recognition.importing.published.rows import PublishedRow, settle
from ocop.recognition.importing.published.sections import (
    Said,
    after_section,
    closes,
    says_total,
    section_of,
    signs,
    title_says,
)
from ocop.recognition.importing.published.stars import stars_of
from ocop.recognition.importing.published.values import (
    DAY,
    DECISION,
    STAR_ROLES,
    STARS,
    YEAR,
    Texts,
    say_day,
    say_star,
    split_joined,
)
from ocop.recognition.importing.published.words import is_dash, is_ditto, is_error, kind_of, producer_of

NOTE = "note"
MOST_ROWS_OF_TITLE = 5
NAMED = (
    PRODUCER,
    "commune",
    "district",
    "province",
    ADDRESS,
    DAY,
    YEAR,
    DECISION,
)  # where a hyphen may mean "as above"
OTHERS = ("product_group", "source", "level", NOTE)


def read_grids(grids: Iterable[Grid]) -> tuple[list[PublishedRow], int, list[str]]:
    """Return the rows of every sheet, how many lines were passed over (titles, heads, totals, notes), and what to know of whole sheets."""
    rows: list[PublishedRow] = []
    remarks: list[str] = []
    skipped, last, province = 0, None, ""
    for grid in grids:
        heads = find_heads(grid)
        filled = sum(map(grid.is_filled, range(len(grid.cells))))
        if not heads and last is not None and _goes_on(grid, last):
            head = replace(last, first_row=0, last_row=-1)
            heads = [head]
            remarks.append(
                f"Trang “{grid.name}” không có tiêu đề bảng nên được hiểu theo trang trước; hãy kiểm tra lại."
            )
        if not heads:
            skipped += filled
            if filled:
                remarks.append(f"Trang “{grid.name}” không có tiêu đề bảng nên không đọc {filled} dòng.")
            continue
        for number, head in enumerate(heads):
            reader = TableReader(grid, head, beside=bool(number))
            province = reader.said.province or province
            reader.said = replace(reader.said, province=province)  # the list's, where a sheet of it names none
            found, passed = reader.read()
            if head.last_row < 0:
                for one in found:
                    one.problems.append("Trang không có tiêu đề bảng, hiểu theo trang trước.")
            rows += found
            skipped += passed if not number else 0
        last = heads[0]
    settle(rows)
    return rows, skipped, remarks


def _goes_on(grid: Grid, head: Head) -> bool:
    """Whether a sheet without a head holds rows like those of the table before: numbered, with a name in the column of the product."""
    if NUMBER not in head.columns or any(
        is_row_of_headings(grid, row) for row in range(min(MOST_ROWS_OF_TITLE, len(grid.cells)))
    ):
        return False
    numbered = [
        row
        for row in range(len(grid.cells))
        if grid.text(row, head.columns[NUMBER]).strip("'.").isdigit()
        and not grid.text(row, head.columns[PRODUCT]).isdigit()
    ]
    named = [row for row in numbered if grid.text(row, head.columns[PRODUCT])]
    filled = sum(map(grid.is_filled, range(len(grid.cells))))
    return bool(named) and len(named) * 2 >= filled


class TableReader:
    """Walks one table, and those below it with a head of their own."""

    def __init__(self, grid: Grid, head: Head, *, beside: bool = False) -> None:
        self.grid, self.head, self.beside = grid, head, beside
        self.said = title_says(grid, head)
        self.above: dict[str, str] = {}
        self.signed = False  # a signature was passed: only another head opens a table again

    def read(self) -> tuple[list[PublishedRow], int]:
        """Return the rows, and how many lines were passed over."""
        first = self.head.last_row + 1
        found: list[PublishedRow] = []
        skipped = sum(map(self.grid.is_filled, range(first)))
        row = first - 1
        while (row := row + 1) < len(self.grid.cells):
            if not self.grid.is_filled(row):
                continue
            if is_new_head(self.grid, row) and (heads := find_heads(self.grid, row, 1)):
                if self.beside and not any(one.columns[PRODUCT] == self.head.columns[PRODUCT] for one in heads):
                    break  # read with the first table
                skipped += self._turn_to(heads, row)
                row = self.head.last_row
                continue
            section = None if self.signed else section_of(self.grid, row, self.head)
            if section is not None:
                self.said = after_section(self.said, section)
            if section is not None or self._is_no_row(row):
                skipped += 1
            else:
                found.append(self._row(row))
        return found, skipped

    def _turn_to(self, heads: list[Head], row: int) -> int:
        """Go on with a head inside the sheet; return how many lines it takes. The lines before it may be its title."""
        same = self.head.columns.keys() == heads[0].columns.keys() and not self.signed
        self.head = next((one for one in heads if one.columns[PRODUCT] == self.head.columns[PRODUCT]), heads[0])
        if not same:
            self.above = {}
            title = title_says(self.grid, self.head, max(0, row - 4))
            filled = {name: value for name in ("star", "decision", "day") if (value := getattr(title, name))}
            self.said = replace(self.said, **filled, candidate=title.candidate)
        self.signed = False
        return sum(map(self.grid.is_filled, range(row, self.head.last_row + 1)))

    def _is_no_row(self, row: int) -> bool:
        grid, column = self.grid, self.head.columns[PRODUCT]
        texts = grid.texts(row)
        surely = self._is_surely_a_row(row)
        if not surely and any(map(signs, texts)):
            self.signed = True
        if grid.block(row, column)[1] != column or is_numbering(grid, row, self.head):
            return True
        if not grid.spread(row, column):
            return not (self._own(row, PRODUCER) and stars_of(self._own(row, STARS)))  # only its name is missing
        first = (texts[0], grid.text(row, column))
        return not surely and (self.signed or any(says_total(one) or closes(one) for one in first))

    def _is_surely_a_row(self, row: int) -> bool:
        """Whether a row has a number or a producer of its own beside the name of a product: no total, no signature."""
        number = self._own(row, NUMBER).strip("'.")
        producer = self._own(row, PRODUCER)
        total = says_total(self._own(row, PRODUCT)) or says_total(self.grid.texts(row)[0])
        if total:
            return bool(number.isdigit() and producer)
        return bool(
            (producer and (number.isdigit() or any(self._own(row, role) for role in STAR_ROLES))) or number.isdigit()
        )

    def _own(self, row: int, role: str) -> str:
        return self.grid.text(row, self.head.columns[role]) if role in self.head.columns else ""

    def _value(self, row: int, role: str, problems: list[str]) -> str:
        """The text of a role in a row: its own, that of its merged block, or that above where the cell says so."""
        text = self.grid.spread(row, self.head.columns[role])
        if role != NOTE and is_ditto(text):
            if not (text := self.above.get(role, "")):
                problems.append(f"{self.at(row, role)}: ghi “như trên” mà dòng trên trống.")
        elif is_error(text):
            problems.append(f"{self.at(row, role)}: bảng tính báo lỗi {text}, không có giá trị.")
            text = ""
        elif is_dash(text) and role != PRODUCT:
            if role in NAMED:
                problems.append(f"{self.at(row, role)}: chỉ ghi dấu gạch, hiểu là không có.")
            text = ""
        self.above[role] = text
        return text

    def _row(self, row: int) -> PublishedRow:
        problems: list[str] = []
        texts: Texts = {role: self._value(row, role, problems) for role in self.head.columns}
        if self.head.joined and (said := split_joined(texts)):
            problems.append(f"{self.at(row, PRODUCER)}: {said}")
        producer = producer_of(texts.get(PRODUCER, ""))
        place = place_of(texts, self.said)
        made = PublishedRow(
            sheet=self.grid.name,
            row=row + 1,
            product_name=name_of(texts[PRODUCT]) or None,
            producer_name=producer or None,
            producer_type=kind_of(texts.get("producer_type", ""), producer) if producer else None,
            commune=place.commune or None,
            district=place.district or None,
            province=place.province or None,
            hamlet=place.hamlet,
            others={role: texts[role] for role in OTHERS if texts.get(role)},
            problems=problems,
        )
        say_star(self, made, row, texts)
        say_day(self, made, row, texts)
        made.problems += doubts_of(self, made, row, texts, place)
        return made

    def at(self, row: int, role: str) -> str:
        """The address of the cell of a role, as a person reads it."""
        column = self.head.columns.get(role, self.head.columns[PRODUCT])
        return f"Ô {address(row, column)}"

    def raw(self, row: int, role: str) -> object:
        """The value of the cell of a role as the file holds it, that of its merged block where it is merged."""
        return self.grid.raw(*self.grid.block(row, self.head.columns[role]))


def place_of(texts: Texts, said: Said) -> Place:
    """The place of a row: its own cells, then the address, then the former address, then section and title."""
    cells = [cell_of(texts.get(role, ""), role) for role in ("commune", "district")]
    province = cell_of(texts.get("province", ""), "province") if "," in texts.get("province", "") else Place()
    written = [split_address(texts[role]) for role in (ADDRESS, FORMER) if texts.get(role)]

    def first(name: str, places: Iterable[Place]) -> str:
        return next((value for one in places if (value := str(getattr(one, name)))), "")

    own = Place(
        hamlet=first("hamlet", [*written, *cells]),
        commune=first("commune", [*cells, *written]),
        district=first("district", [*cells, *written]),
        province=first("province", [*written, *cells, province]) or province_of(texts.get("province", "")),
        unclear=", ".join(_unclear([*cells, *written])),
    )
    return replace(
        own,
        commune=own.commune or ("" if own.district and own.district != said.district else said.commune),
        district=own.district or said.district,
        province=own.province or said.province,
    )


def _unclear(places: Iterable[Place]) -> Iterator[str]:
    return (one.unclear for one in places if one.unclear)
