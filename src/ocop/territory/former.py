"""Names that places had before: until 30/6/2025 (NQ 202/2025/QH15), and before that, in one form in which text is indexed and asked for.

A former name is one word, "0truongdong": it never meets the words of a product, and its parts never meet those of another place. A name of
digits keeps its type, "0quan9".

>>> former_word("Xã Trường Đông"), former_word("Quận 9")
('0truongdong', '0quan9')
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocop.territory.sources import TYPES, SourceError, former_names
from ocop.territory.timeline import read_data
from ocop.vietnamese.words import words

MARK = "0"
SHORT_TYPES = {
    "tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "h": "huyen", "q": "quan", "p": "phuong", "x": "xa", "t": "tinh",
}  # fmt: skip
_TYPE = re.compile(f"({'|'.join(' '.join(words(one)) for one in TYPES)}|{'|'.join(SHORT_TYPES)}) (?=.)")
_ZEROS = re.compile(r"^0+(?=\d)")


def former_word(name: str) -> str:
    """Return the one word under which a former name is found; empty when nothing of it is left."""
    text = " ".join(words(name))
    match = _TYPE.match(text)
    bare = _ZEROS.sub("", text[match.end() :] if match else text).replace(" ", "")
    if bare.isdigit():
        bare = f"{SHORT_TYPES.get(match[1], match[1]).replace(' ', '')}{bare}" if match else ""
    return MARK + bare if bare else ""


@dataclass(frozen=True, slots=True)
class Ended:
    """A unit of ``data/ended_before_2025.yaml``: its name with its type, when it ended, and what it went into, by codes of 30/6/2025."""

    full_name: str
    level: str
    into_level: str
    into: tuple[str, ...]
    until: str
    legal_source: str

    @property
    def word(self) -> str:
        """The word under which it is found."""
        return former_word(self.full_name)


@cache
def ended_before_2025() -> tuple[Ended, ...]:
    """Return the units that the catalogue of 30/6/2025 does not have any more, in the order of the data."""
    return tuple(_read(read_data("ended_before_2025.yaml")))


def _read(data: Mapping[str, Any]) -> Iterable[Ended]:
    for row in data["provinces"]:
        yield Ended(f"Tỉnh {row['name']}", "province", "province", tuple(row["into"]), row["until"], row["source"])
    for row in data["districts"]:
        yield Ended(row["name"], "district", "district", tuple(row["into"]), row["until"], row["source"])
    arranged = "Nghị quyết 35/2023/UBTVQH15"
    for code, names in data["communes"].items():
        for name in names:
            yield Ended(name, "commune", "district", (code,), "2023–2025", arranged)
    for code, name in data["renamed"].items():
        yield Ended(name, "commune", "commune", (code,), "2021–2025", arranged)


@cache
def words_by_code() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return what else a unit of 30/6/2025 is found by: the words of those that had gone into it, by its level and code."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in ended_before_2025():
        for code in one.into:
            found.setdefault((one.into_level, code), []).append(one.word)
    return {key: tuple(dict.fromkeys(found[key])) for key in found}


@cache
def known_words() -> frozenset[str]:
    """Return the word of every former name; those before 2025 alone where the package with the published units is not installed."""
    try:
        published = former_names()
    except SourceError:
        published = frozenset()
    return frozenset({one.word for one in ended_before_2025()} | {former_word(name) for name in published}) - {""}
