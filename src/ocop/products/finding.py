"""Which criteria sets a thing belongs to, from the words by which people call it (the sets: QĐ 26/2026, Phụ lục I).

The words stand in ``data/daily_words.yaml``. What is typed with diacritics is compared with them; without, every word that
folds to it is meant. The word that stands first decides, the longest at a place; a raw thing with a way of making goes to the
set of what is made of it.

>>> sets_named("sầu riêng sấy").sets
(7, 1)
>>> sets_named("yến sào").sets
(4, 8)
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ocop.vietnamese import fold, nfc, tone_key

LONGEST = 6  # syllables of a word
OFFERED = 3  # sets offered at most
ALIKE = 0.8  # of a misspelt word with the one that is meant
Key = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of daily life; a raw thing that is not made into anything belongs to ``fresh`` first."""

    words: str
    sets: tuple[int, ...]
    fresh: tuple[int, ...] = ()
    first_only: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Sets that words lead to, the likeliest first, and the words that say so."""

    sets: tuple[int, ...] = ()
    because: tuple[str, ...] = ()


NOTHING = Named()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words under one key: with their diacritics, or folded."""

    key: Key
    words: Mapping[str, tuple[Word, ...]]
    whole: Mapping[str, tuple[int, ...]]
    making: frozenset[str]
    wrappers: frozenset[str]


def marked(text: str) -> str:
    """Return the key of words as they are written: case and place of the tone do not matter, diacritics do."""
    return tone_key(nfc(text).casefold())


def syllables(text: str) -> list[str]:
    """The syllables of a text in their order, without punctuation."""
    return re.findall(r"\w+", nfc(text))


def sets_named(text: str) -> Named:
    """Return the sets a text leads to; nothing where no word is known."""
    typed = syllables(text)
    plain = all(marked(one) == fold(one) for one in typed)
    exact = NOTHING if plain else _read(typed, _vocabulary(marked))
    return exact if exact.sets else _read(typed, _vocabulary(fold)) if plain else _mended(typed)


def _mended(typed: list[str]) -> Named:
    """With diacritics that no known word has: a slip of the finger, or marks that were left out of some syllables."""
    vocabulary = _vocabulary(marked)
    for length in range(min(len(typed), LONGEST), 0, -1):
        meant = get_close_matches(vocabulary.key(" ".join(typed[:length])), vocabulary.words, n=1, cutoff=ALIKE)
        if meant:
            return _read(syllables(vocabulary.words[meant[0]][0].words) + typed[length:], vocabulary)
    return NOTHING


def _read(typed: list[str], vocabulary: Vocabulary) -> Named:
    keys = [vocabulary.key(one) for one in typed]
    if alone := vocabulary.whole.get(" ".join(keys)):
        return Named(alone, (" ".join(typed),))
    keys, typed = _unwrapped(keys, typed, vocabulary)
    found = list(_found(keys, vocabulary))
    if not found:
        return NOTHING
    start, end, words = found[0]
    ways = [" ".join(typed[a:b]) for a, b in _spans(keys, vocabulary.making) if b <= start or a >= end]
    because = [" ".join(typed[start:end]), *(ways if any(one.fresh for one in words) else [])]
    sets = [number for one in words for number in (one.fresh if one.fresh and not ways else one.sets)]
    others = [one.sets[0] for _, _, more in found[1:] for one in more if not one.fresh]
    return Named(tuple(dict.fromkeys([*sets, *others]))[:OFFERED], tuple(because))


def _unwrapped(keys: list[str], typed: list[str], vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    first = next((end for start, end in _spans(keys, vocabulary.wrappers) if start == 0), 0)
    return (keys[first:], typed[first:]) if first < len(keys) else (keys, typed)


def _found(keys: list[str], vocabulary: Vocabulary) -> Iterable[tuple[int, int, tuple[Word, ...]]]:
    """The known words from left to right, the longest at each place, none inside another."""
    place = 0
    while place < len(keys):
        for end in range(min(len(keys), place + LONGEST), place, -1):
            words = vocabulary.words.get(" ".join(keys[place:end]), ())
            meant = tuple(one for one in words if place == 0 or not one.first_only)
            if meant:
                yield place, end, meant
                place = end
                break
        else:
            place += 1


def _spans(keys: list[str], known: frozenset[str]) -> list[tuple[int, int]]:
    """Where known words stand, none inside another."""
    ends = ((start, end) for start in range(len(keys)) for end in range(start + LONGEST, start, -1))
    found: list[tuple[int, int]] = []
    for start, end in ends:
        if start >= (found[-1][1] if found else 0) and end <= len(keys) and " ".join(keys[start:end]) in known:
            found.append((start, end))
    return found


@cache
def _vocabulary(key: Key) -> Vocabulary:
    text = (files("ocop.products") / "data" / "daily_words.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return Vocabulary(
        key=key,
        words=_words(data, key),
        whole={key(one): tuple(row["sets"]) for row in data["whole"] for one in row["words"]},
        making=frozenset(map(key, data["making"])),
        wrappers=frozenset(map(key, data["wrappers"])),
    )


def _words(data: Mapping[str, Any], key: Key) -> dict[str, tuple[Word, ...]]:
    """The words by key, also written as one ("càphê")."""
    first_only, found = set(data["first_only"]), defaultdict[str, list[Word]](list)
    rows: list[tuple[list[str], tuple[int, ...], tuple[int, ...]]]
    rows = [(row["words"], tuple(row["sets"]), ()) for row in data["forms"]]
    rows += [(row["words"], (row["made"], row["fresh"]), (row["fresh"], row["made"])) for row in data["things"]]
    for words, sets, fresh in rows:
        for one in words:
            for written in {one, one.replace(" ", "")}:
                found[key(written)].append(Word(one, sets, fresh, one in first_only))
    return {written: tuple(meant) for written, meant in found.items()}
