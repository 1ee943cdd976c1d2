"""A corrected sheet that only says its levels in better words: written as the words that change, read as a whole sheet.

Such a file names the version it starts from (`words_of`) and the levels with their new words. Codes, points and star marks
cannot stand in it, so that a correction of words can never change a score. The version has a hash of its own: what was
filed and sealed before keeps the words that people read then.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ocop.law.reading import RecordError, Worded, read

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LevelWords(Worded):
    """The words of one level, counted from 1 as printed."""

    criterion: str
    level: int


@dataclass(frozen=True, slots=True)
class WordCorrection:
    """What the file of a correction of words says."""

    version: int
    words_of: int
    labels: tuple[LevelWords, ...]


def corrects_words(data: Data) -> bool:
    """Tell whether a sheet file only corrects words of an earlier version."""
    return "words_of" in data


def with_corrected_words(earlier: Data, correction: Data) -> Data:
    """Return the content of a sheet with the words of a correction; RecordError when it names a level that does not exist."""
    read_correction = read(WordCorrection, correction)
    sheet = copy.deepcopy(dict(earlier)) | {"version": read_correction.version}
    ladders = {one["code"]: one.get("options", []) for one in _criteria(sheet)}
    for words in read_correction.labels:
        ladder = ladders.get(words.criterion, [])
        if not 1 <= words.level <= len(ladder):
            raise RecordError(f"labels: không có mức {words.level} của tiêu chí {words.criterion}")
        ladder[words.level - 1] |= {"vi": words.label, "en": words.label_en}
    return sheet


def _criteria(sheet: Data) -> Iterator[dict[str, Any]]:
    found = [one for part in sheet["parts"] for section in part["sections"] for one in section["criteria"]]
    while found:
        one = found.pop()
        yield one
        found += one.get("criteria", [])
