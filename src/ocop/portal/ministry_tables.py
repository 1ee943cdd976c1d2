"""The tables of the ministry's data decisions (5277, 5333), read from data/ministry_tables.yaml: which of our fields fills which of their columns.

The names of the decisions contradict one another and may change; they are data, and no name of ours follows them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ocop.paper.lists import Cell, Column, Listing
from ocop.portal.wording import in_english

Row = Mapping[str, Any]
Source = Callable[[], Iterator[Row]]


@dataclass(frozen=True)
class MappedColumn:
    """A column of theirs with the field of ours that fills it, or why it stays empty."""

    name: str
    field: str
    empty: str
    empty_english: str

    @property
    def why_empty(self) -> str:
        """Why there is no value, in the language of the page."""
        return self.empty_english if in_english() else self.empty


@dataclass(frozen=True)
class MinistryTable:
    """A table of theirs; one that we hold nothing for has no columns, and its words say so."""

    name: str
    decision: str
    words: str
    english: str
    source: str = ""
    mark: str = ""
    columns: tuple[MappedColumn, ...] = ()

    @property
    def number(self) -> str:
        """The number of the decision alone."""
        return self.decision.partition("/")[0]

    @property
    def title(self) -> str:
        """What it holds, in the language of the page."""
        return self.english if in_english() else self.words

    @property
    def empty_columns(self) -> list[MappedColumn]:
        """The columns without a value."""
        return [one for one in self.columns if not one.field]


@cache
def ministry_tables() -> tuple[tuple[MinistryTable, ...], tuple[MinistryTable, ...]]:
    """Return the tables that we fill, and those that we hold nothing for."""
    data = yaml.safe_load((files("ocop.portal") / "data" / "ministry_tables.yaml").read_text(encoding="utf-8"))
    filled = tuple(MinistryTable(**{**one, "columns": tuple(map(_column, one["columns"]))}) for one in data["tables"])
    return filled, tuple(MinistryTable(**one) for one in data["missing"])


def _column(one: Mapping[str, str]) -> MappedColumn:
    return MappedColumn(one["name"], one.get("from", ""), one.get("empty", ""), one.get("empty_english", ""))


def table_named(name: str) -> MinistryTable | None:
    """Return a table that we fill."""
    return next((one for one in ministry_tables()[0] if one.name == name), None)


def table_listing(table: MinistryTable, sources: Mapping[str, Source], *, at: datetime) -> Listing:
    """Return a table as a list to download; columns without a value are empty, and the head says which and why."""

    def rows() -> Iterator[Sequence[Cell]]:
        for row in sources[table.source]():
            yield [row[one.field] if one.field else None for one in table.columns]

    told = [(f"Cột để trống {one.name}", one.empty) for one in table.empty_columns]
    said = [
        ("Quyết định", table.decision),
        ("Tên bảng và cột", "theo một bản cài đặt, chưa đối chiếu với bản gốc"),
        *told,
    ]
    return Listing(table.name, [Column(one.name, 20) for one in table.columns], rows(), at, said)
