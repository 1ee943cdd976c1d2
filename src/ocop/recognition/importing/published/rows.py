"""Rows of a published list: one recognition each, as printed, with what is doubtful in words.

What a list says once counts for the rows below: a section (HUYỆN AN BIÊN; sản phẩm hạng 4 sao), a merged cell, a ditto mark, the
province or decision of the title. Titles, numbering, totals, signatures and notes are no rows.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import TextChoices

from ocop.recognition.importing.published.doubts import several_names, strange_letters
from ocop.recognition.importing.published.grid import Grid, address
from ocop.recognition.importing.published.heads import ADDRESS, FORMER, PRODUCT, Head, find_head, is_numbering
from ocop.recognition.importing.published.places import (
    Place,
    commune_of,
    district_of,
    province_of,
    split_address,
)
from ocop.recognition.importing.published.sections import (
    Said,
    after_section,
    closes,
    says_total,
    section_of,
    title_says,
)
from ocop.recognition.importing.published.words import (
    day_of,
    decision_of,
    is_ditto,
    is_mark,
    kind_of,
    name_of,
    printed_day,
    producer_of,
    says_any,
    stars_of,
)
from ocop.vietnamese import DateError, tone_key

STAR_COLUMNS = {"star_3": 3, "star_4": 4, "star_5": 5}
DAY, DECISION, STARS, NOTE = "recognised_on", "decision_no", "stars", "note"
NAMES = (PRODUCT, "producer_name")
OTHERS = ("product_group", "source", "level", NOTE)


class RowStatus(TextChoices):
    """What a row is."""

    RECOGNISED = "recognised", "Nhập được"
    CANDIDATE = "candidate", "Mới đề nghị"
    SUPERSEDED = "superseded", "Có hạng mới hơn"
    DUPLICATE = "duplicate", "Trùng dòng"
    SKIPPED = "skipped", "Bỏ qua"
    REFUSED = "refused", "Không nhập được"


@dataclass(slots=True)
class PublishedRow:
    """One row: what is printed, cleaned; None where nothing is printed."""

    sheet: str | None
    row: int
    product_name: str | None
    producer_name: str | None
    producer_type: str | None
    commune: str | None
    district: str | None
    province: str | None
    stars: int | None = None
    recognised_on: str | None = None
    decision_no: str | None = None
    status: RowStatus = RowStatus.RECOGNISED
    problems: list[str] = field(default_factory=list)
    hamlet: str = ""
    others: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The row with the keys of the published format."""
        return {key: value for key, value in asdict(self).items() if key not in {"hamlet", "others"}}


def read_grids(grids: Iterable[Grid]) -> tuple[list[PublishedRow], int]:
    """Return the rows of every sheet, and how many lines were passed over: titles, heads, totals, notes."""
    rows: list[PublishedRow] = []
    skipped = 0
    for grid in grids:
        head = find_head(grid)
        if head is None:
            skipped += sum(map(grid.is_filled, range(len(grid.cells))))
            continue
        found, passed = _Reader(grid, head).read()
        rows += found
        skipped += passed
    _settle(rows)
    return rows, skipped


class _Reader:
    """Walks one table; remembers what the title and the sections said, and the last text of each column for ditto marks."""

    def __init__(self, grid: Grid, head: Head) -> None:
        self.grid, self.head = grid, head
        self.said = title_says(grid, head)
        self.above: dict[str, str] = {}

    def read(self) -> tuple[list[PublishedRow], int]:
        first = self.head.last_row + 1
        found: list[PublishedRow] = []
        skipped = sum(map(self.grid.is_filled, range(first)))
        for row in filter(self.grid.is_filled, range(first, len(self.grid.cells))):
            section = section_of(self.grid, row, self.head)
            if section is not None:
                self.said = after_section(self.said, section)
            if section is not None or self._is_no_row(row):
                skipped += 1
            else:
                found.append(self._row(row))
        return found, skipped

    def _is_no_row(self, row: int) -> bool:
        texts = self.grid.texts(row)
        column = self.head.columns[PRODUCT]
        return (
            is_numbering(self.grid, row, self.head)
            or says_total(texts[0])
            or says_total(self.grid.text(row, column))
            or closes(texts[0])
            or not self.grid.spread(row, column)
            or self.grid.block(row, column)[1] != column
        )

    def _value(self, row: int, role: str) -> str:
        """The text of a role in a row: its own, that of its merged block, or that above where the cell says so."""
        text = self.grid.spread(row, self.head.columns[role])
        if is_ditto(text) and role != NOTE:
            text = self.above.get(role, "")
        self.above[role] = text
        return text

    def _row(self, row: int) -> PublishedRow:
        texts = {role: self._value(row, role) for role in self.head.columns}
        producer = producer_of(texts.get("producer_name", ""))
        place = _place(texts, self.said)
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
        )
        self._say_star(made, row, texts)
        self._say_day(made, row, texts)
        self._say_doubts(made, row, texts, place)
        return made

    def _say_star(self, made: PublishedRow, row: int, texts: dict[str, str]) -> None:
        written = texts.get(STARS, "")
        marked = [star for role, star in STAR_COLUMNS.items() if is_mark(texts.get(role, ""))]
        if self.said.candidate or any(says_any(text, "candidate") for text in (written, texts.get(NOTE, ""))):
            made.status = RowStatus.CANDIDATE
            return
        stars = marked or (stars_of(written) if written else [self.said.star] if self.said.star else [])
        if len(stars) == 1:
            made.stars = stars[0]
            if says_any(texts.get(NOTE, ""), "replaced"):
                made.status = RowStatus.SUPERSEDED
            return
        made.status = RowStatus.REFUSED
        role = next((one for one in (STARS, *STAR_COLUMNS, PRODUCT) if one in self.head.columns), PRODUCT)
        what = (
            "ghi nhiều hạng sao"
            if stars
            else f"không đọc được hạng sao từ “{written}”"
            if written
            else "không có hạng sao"
        )
        made.problems.append(f"{self._at(row, role)}: {what}.")

    def _say_day(self, made: PublishedRow, row: int, texts: dict[str, str]) -> None:
        decision = texts.get(DECISION, "")
        made.decision_no = decision_of(decision) or self.said.decision
        if texts.get(DAY):
            raw = self.grid.raw(*self.grid.block(row, self.head.columns[DAY]))
            try:
                made.recognised_on = day_of(texts[DAY] if is_ditto(str(raw)) else raw)
            except DateError as fault:
                made.problems.append(f"{self._at(row, DAY)}: “{texts[DAY]}” không đọc được: {fault}")
        else:
            made.recognised_on = printed_day(decision) or (None if DAY in self.head.columns else self.said.day)

    def _say_doubts(self, made: PublishedRow, row: int, texts: dict[str, str], place: Place) -> None:
        for role in NAMES:
            if role in self.head.columns and (doubt := strange_letters(texts[role])):
                made.problems.append(f"{self._at(row, role)}: {doubt}")
        if several_names(self.grid.raw(*self.grid.block(row, self.head.columns[PRODUCT]))):
            made.problems.append(
                f"{self._at(row, PRODUCT)}: nhiều sản phẩm trong một ô, hãy tách mỗi sản phẩm một dòng."
            )
            made.status = RowStatus.REFUSED
        if place.hamlet and not (place.commune or place.district):
            made.problems.append(f"{self._at(row, ADDRESS)}: chưa rõ cấp của “{place.hamlet}”.")
        if not place.province:
            made.problems.append(f"{self._at(row, 'province')}: không có tỉnh.")
        if row in self.grid.hidden:
            made.problems.append(f"Dòng {row + 1} bị ẩn trong bảng tính.")

    def _at(self, row: int, role: str) -> str:
        column = self.head.columns.get(role, self.head.columns[PRODUCT])
        return f"Ô {address(row, column)}"


def _place(texts: dict[str, str], said: Said) -> Place:
    """The place of a row: its own cells, then the address, then the former address, then section and title."""
    written = [split_address(texts[role]) for role in (ADDRESS, FORMER) if texts.get(role)]

    def first(name: str) -> str:
        return next((value for one in written if (value := str(getattr(one, name)))), "")

    return Place(
        hamlet=first("hamlet"),
        commune=commune_of(texts.get("commune", "")) or first("commune") or said.commune,
        district=district_of(texts.get("district", "")) or first("district") or said.district,
        province=first("province") or province_of(texts.get("province", "")) or said.province,
    )


def _identity(row: PublishedRow) -> tuple[str, ...]:
    return tuple(tone_key(text or "").casefold() for text in (row.product_name, row.producer_name))


def _settle(rows: list[PublishedRow]) -> None:
    """Name rows that stand twice, and rows whose product has a newer star in the same list."""
    seen: dict[tuple[object, ...], int] = {}
    newest: dict[tuple[str, ...], tuple[str, int]] = {}
    for row in rows:
        place = (row.commune, row.district, row.province)
        whole = (
            *_identity(row),
            *place,
            row.stars,
            row.recognised_on,
            row.decision_no,
            row.status == RowStatus.CANDIDATE,
        )
        if whole in seen and row.status != RowStatus.REFUSED:
            row.status = RowStatus.DUPLICATE
            row.problems.append(f"Trùng với dòng {seen[whole]}.")
        seen.setdefault(whole, row.row)
        if row.status == RowStatus.RECOGNISED and row.producer_name and row.recognised_on and row.stars:
            newest[_identity(row)] = max(newest.get(_identity(row), ("", 0)), (row.recognised_on, row.stars))
    for row in rows:
        day, star = newest.get(_identity(row), ("", 0))
        if (
            row.status == RowStatus.RECOGNISED
            and row.recognised_on
            and star != row.stars
            and _surely_older(row.recognised_on, day)
        ):
            row.status = RowStatus.SUPERSEDED


def _surely_older(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def counts(rows: Iterable[PublishedRow], skipped: int) -> dict[str, int]:
    """Return how many rows have each status; `skipped` lines have no row."""
    found = Counter(row.status for row in rows)
    return {status.value: skipped if status == RowStatus.SKIPPED else found[status] for status in RowStatus}
