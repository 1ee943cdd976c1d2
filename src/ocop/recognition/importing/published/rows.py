"""Rows of a published list: one recognition each, as printed, with what is doubtful in words.

What a list says once counts for the rows below: a section (HUYỆN AN BIÊN; sản phẩm hạng 4 sao), a merged cell, a ditto mark, the
province or decision of the title. Titles, numbering, totals, signatures and notes are no rows.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import TextChoices

from ocop.vietnamese import tone_key

KEYS = (
    "sheet", "row", "product_name", "producer_name", "producer_type", "commune", "district", "province", "stars", "recognised_on",
    "decision_no", "status", "problems",
)  # fmt: skip


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
        return {key: getattr(self, key) for key in KEYS} | {"status": self.status.value}


def _identity(row: PublishedRow) -> tuple[str, ...]:
    return _key(row.product_name or ""), _key(row.producer_name or "")


@lru_cache(maxsize=20_000)
def _key(text: str) -> str:
    return tone_key(text).casefold()


def _whole(row: PublishedRow, identity: tuple[str, ...]) -> tuple[object, ...]:
    """What makes a row the same as another: everything that it tells of a recognition."""
    place = (_key(row.commune or ""), _key(row.district or ""), _key(row.province or ""))
    told = (row.stars, row.recognised_on, row.decision_no, row.status == RowStatus.CANDIDATE)
    return (*identity, *place, *told)


def settle(rows: list[PublishedRow]) -> None:
    """Name rows that stand twice, and rows whose product has a newer star in the same list."""
    seen: dict[tuple[object, ...], PublishedRow] = {}
    newest: dict[tuple[str, ...], tuple[str, int, int]] = {}
    named = [(row, _identity(row)) for row in rows]
    for row, identity in named:
        first = seen.setdefault(_whole(row, identity), row)
        if first is not row and RowStatus.REFUSED not in {row.status, first.status}:
            row.status = RowStatus.DUPLICATE
            row.problems.append(f"Trùng với dòng {place_of(first, row.sheet)}.")
        if row.status == RowStatus.RECOGNISED and row.producer_name and row.recognised_on and row.stars:
            known = newest.get(identity, ("", 0, 0))
            newest[identity] = max(known, (row.recognised_on, row.stars, row.row))
    for row, identity in named:
        if row.status == RowStatus.RECOGNISED:
            _compare_with_newest(row, *newest.get(identity, ("", 0, 0)))


def _compare_with_newest(row: PublishedRow, day: str, star: int, number: int) -> None:
    if row.recognised_on and _surely_older(row.recognised_on, day):
        if star != row.stars:
            row.status = RowStatus.SUPERSEDED
        else:
            row.problems.append(f"Cùng sản phẩm có lần công nhận sau, ở dòng {number}.")
    elif row.producer_name and day and star != row.stars and row.row != number:
        row.problems.append(f"Cùng sản phẩm có hạng khác ở dòng {number}; ngày ghi không cho biết hạng nào sau.")


def place_of(row: PublishedRow, sheet: str | None) -> str:
    """Return the number of a row, with its sheet where that is another one."""
    return str(row.row) if row.sheet == sheet else f"{row.row}, trang “{row.sheet}”"


def _surely_older(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def counts(rows: Iterable[PublishedRow], skipped: int) -> dict[str, int]:
    """Return how many rows have each status; `skipped` lines have no row."""
    found = Counter(row.status for row in rows)
    return {status.value: skipped if status == RowStatus.SKIPPED else found[status] for status in RowStatus}
