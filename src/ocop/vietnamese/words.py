"""Words as they are searched for: the same for the text that is kept and for the question that is typed.

>>> words("Cà-phê  ĐẮK LẮK (４ sao)")
('ca', 'phe', 'dak', 'lak', '4', 'sao')
>>> parts_of_joined("caphe"), parts_of_joined("quan9"), parts_of_joined("hoang")
((('ca', 'phe'), ('cap', 'he')), (('quan', '9'),), ())
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from .text import fold, narrow, nfc

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_RUNS = re.compile(r"[a-z]+|[0-9]+")
# A syllable without diacritics, with the finals and beginnings of the highlands too: Đắk Lắk, Krông Pắc, Đa Kao.
_ONSETS = "ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|kr|bl|br|[bcdghklmnprstvx]"
_VOWELS = (
    "uye|uya|uyu|oai|oao|oay|oeo|uoi|uou|uay|uai|uao|ueu|ieu|yeu|"
    "ai|ao|au|ay|eo|eu|ia|ie|io|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ya|ye|a|e|i|o|u|y"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_VOWELS})(?:ch|ng|nh|[cmnptk])?")
MOST_PARTS, MOST_WAYS, LONGEST = 6, 3, 24


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case and diacritics, letters and digits only."""
    return tuple(_NOT_A_LETTER.sub(" ", fold(narrow(nfc(text)))).split())


@lru_cache(maxsize=4096)
def parts_of_joined(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables that a word typed without blanks may stand for, few parts first; empty for a single syllable."""
    if len(word) > LONGEST or len(word) < 2:
        return ()
    runs = tuple(_RUNS.findall(word))
    if len(runs) > 1:
        return (runs,)
    if word.isdigit() or _SYLLABLE.fullmatch(word):
        return ()
    ways = sorted(_ways(word, MOST_PARTS), key=len)
    return tuple(ways[:MOST_WAYS])


def _ways(word: str, most: int) -> Iterator[tuple[str, ...]]:
    if len(word) > 1 and _SYLLABLE.fullmatch(word):
        yield (word,)
    if most > 1:
        for end in range(2, len(word) - 1):
            if _SYLLABLE.fullmatch(word[:end]):
                for rest in _ways(word[end:], most - 1):
                    yield (word[:end], *rest)
