"""How a typed word may stand in a name that is written exactly so: in any case of letters, with the tone on either vowel."""

import unicodedata

from ocop.vietnamese import nfc, tone_key

from .question import EVERY_PRODUCT, MOST_WORDS, Words


def spelled(typed: str) -> Words:
    """Return every typed word with its diacritics, in any case and with the tone on either vowel; capitals, which are rare, last."""
    return tuple(tuple(sorted(_spellings(word), reverse=True)) for word in _written(typed))


def _spellings(word: str) -> set[str]:
    lower = word.lower()
    placed = {lower, *_other_tone_placements(lower)}
    return {form for one in placed for form in (one, one[:1].upper() + one[1:], one.upper())}


def _other_tone_placements(word: str) -> set[str]:
    """Return the same word with its tone on the neighbouring vowel: hòa for hoà."""
    key = tone_key(word)
    tones = [char for char in unicodedata.normalize("NFD", word) if char in "\u0300\u0301\u0303\u0309\u0323"]
    if len(tones) != 1:
        return set()
    bare = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", word) if c != tones[0]))
    candidates = {
        unicodedata.normalize("NFC", bare[: at + 1] + tones[0] + bare[at + 1 :])
        for at, letter in enumerate(bare)
        if letter in "aeiouyăâêôơư"
    }
    return {one for one in candidates if one != word and tone_key(one) == key}


def _written(typed: str) -> list[str]:
    return [word for word in nfc(typed).split() if word.casefold() != EVERY_PRODUCT][:MOST_WORDS]
