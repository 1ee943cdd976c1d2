"""Application identifiers: how long their data is, what it may hold, what they need beside them, and their part in a Digital Link.

Data: `data/identifiers.csv`, made from the GS1 Barcode Syntax Dictionary by `tools/gs1_tables.py`; nothing of it is typed.

>>> identifier("01").title, identifier("01").fixed
('GTIN', True)
>>> identifier("01").qualifiers
(('22', '10', '21'), ('235',))
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from ocop.gs1.linters import LINTERS, Linter, characters

COMPONENT = re.compile(r"(?P<open>\[?)(?P<type>[NXYZ])(?P<range>(?:\.\.)?)(?P<length>\d+)\]?(?P<linters>(?:,\w+)*)")
CHARACTERS: dict[str, Linter] = {
    "N": characters.csetnumeric,
    "X": characters.cset82,
    "Y": characters.cset39,
    "Z": characters.cset64,
}
PREDEFINED, ATTRIBUTE = "*", "?"
KEY, NEEDS, EXCLUDES = "dlpkey", "req", "ex"
ANY_DIGIT = "n"  # in 31nn
UNKNOWN_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the data: its lengths, its characters and the checks of its content."""

    shortest: int
    longest: int
    optional: bool
    linters: tuple[Linter, ...]


@dataclass(frozen=True)
class Identifier:
    """An application identifier. `needs`: one of the groups has to stand beside it, for each entry; `excludes`: none of these may."""

    code: str
    title: str
    fixed: bool
    attribute: bool
    components: tuple[Component, ...]
    needs: tuple[tuple[tuple[str, ...], ...], ...] = ()
    excludes: tuple[str, ...] = ()
    qualifiers: tuple[tuple[str, ...], ...] | None = None
    known: bool = True

    @cached_property
    def shortest(self) -> int:
        """The fewest characters of its data."""
        return sum(one.shortest for one in self.components if not one.optional)

    @cached_property
    def longest(self) -> int:
        """The most characters of its data."""
        return sum(one.longest for one in self.components)

    @property
    def is_key(self) -> bool:
        """Whether a Digital Link can begin with it."""
        return self.qualifiers is not None


def matches(code: str, pattern: str) -> bool:
    """Whether a code fits a code or a pattern such as 31nn."""
    return len(code) == len(pattern) and all(two in (one, ANY_DIGIT) for one, two in zip(code, pattern, strict=True))


@cache
def identifiers() -> dict[str, Identifier]:
    """Return every identifier of the dictionary by its code."""
    text = files("ocop.gs1").joinpath("data", "identifiers.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {one.code: one for row in rows for one in _identifiers(row)}


def identifier(code: str) -> Identifier | None:
    """Return an identifier by its code; None when the dictionary has none."""
    return identifiers().get(code)


@cache
def code_lengths() -> dict[str, int]:
    """Return how long the codes are that begin with two digits; all of them are equally long."""
    return {code[:2]: len(code) for code in identifiers()}


def unknown(code: str) -> Identifier | None:
    """Return a code that the dictionary does not have as an identifier of free data; None when no code may look like this."""
    length = code_lengths().get(code[:2], len(code))
    if not (code.isascii() and code.isdigit() and 2 <= len(code) <= 4 and len(code) == length):
        return None
    free = Component(1, UNKNOWN_LONGEST, optional=False, linters=(characters.cset82,))
    return Identifier(code, "", fixed=False, attribute=False, components=(free,), known=False)


def _identifiers(row: dict[str, str]) -> Iterator[Identifier]:
    first, last = row["first"], row["last"]
    attributes = [one.partition("=")[::2] for one in row["attributes"].split()]
    for number in range(int(first), int(last) + 1):
        yield Identifier(
            code=f"{number:0{len(first)}}",
            title=row["title"],
            fixed=PREDEFINED in row["flags"],
            attribute=ATTRIBUTE in row["flags"],
            components=tuple(_component(one) for one in row["components"].split()),
            needs=tuple(_groups(value) for name, value in attributes if name == NEEDS),
            excludes=tuple(one for name, value in attributes if name == EXCLUDES for one in value.split(",")),
            qualifiers=next((_sequences(value) for name, value in attributes if name == KEY), None),
        )


def _component(text: str) -> Component:
    match = COMPONENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    longest = int(match["length"])
    checks = [LINTERS[name] for name in match["linters"].split(",") if name]
    return Component(
        1 if match["range"] else longest, longest, bool(match["open"]), (CHARACTERS[match["type"]], *checks)
    )


def _groups(value: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("+")) for group in value.split(","))


def _sequences(value: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one.split(",")) for one in value.split("|")) if value else ()
