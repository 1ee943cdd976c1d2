"""Stars as lists write them: figures, words, signs, a tick in a column of its own."""

import re
from functools import lru_cache

from ocop.recognition.importing.published.letters import name_of
from ocop.vietnamese import fold
from ocop.vietnamese.text import narrow

# A figure before "sao" or a sign; not the last figure of a score, a day or a share (4/5 sao).
STAR_DIGIT = re.compile(
    r"(?<![\d,./])0?([2-5])\s*(?:-\s*)?(?:sao|star|[*⭐★✩✭✯🌟])|(?:hang|dat|sao)\s*:?\s*0?([2-5])(?![\d,./])"
)
FULL_SIGNS, EMPTY_SIGNS = "*⭐★✭✯🌟✪⋆∗＊", "☆✩"
STAR_WORDS = {"hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5}
STAR_WORD = re.compile(rf"(?<!\w)({'|'.join(STAR_WORDS)})\s+sao(?!\w)")
BARE_STAR = re.compile(r"0?([2-5])(?:[.,]0+)?")
AROUND = re.compile(r"[()\[\]\ufe0f\ufe0e]")
NO_MARK = frozenset({"", "0", "-", "–", "—", "không", "khong", "o", "/"})
MARKS = frozenset({"x", "v", "✓", "✔", "1", "+", "√", "•", "●", "☑", "☒", "✗", "✘", "×", "có", "đạt", "ü"})
FEWEST, MOST = 2, 5


def stars_of(value: str) -> list[int]:
    """Return the stars that a text names, each once; a score names none."""
    return list(_stars_of(value))


@lru_cache(maxsize=5_000)
def _stars_of(value: str) -> list[int]:
    text = AROUND.sub(" ", narrow(name_of(value)))
    text = " ".join(text.split()).rstrip(".")
    if match := BARE_STAR.fullmatch(text):
        return [int(match.group(1))]
    folded = fold(text)
    if not re.search(r"\d", text) and (signs := _signs(text)) is not None:
        return [signs] if FEWEST <= signs <= MOST else []
    found = [int(one.group(1) or one.group(2)) for one in STAR_DIGIT.finditer(folded)]
    found += [STAR_WORDS[one.group(1)] for one in STAR_WORD.finditer(folded)]
    return list(dict.fromkeys(found))


def _signs(text: str) -> int | None:
    """How many stars are drawn; of full and empty ones side by side only the full count. None where none is drawn."""
    full, empty = sum(map(text.count, FULL_SIGNS)), sum(map(text.count, EMPTY_SIGNS))
    return full or empty or None


def is_mark(value: str) -> bool:
    """Whether a cell holds a tick."""
    return value.lower().strip("().[] ") in MARKS


def is_blank_mark(value: str) -> bool:
    """Whether a cell of a column of ticks says that there is none."""
    return value.lower() in NO_MARK
