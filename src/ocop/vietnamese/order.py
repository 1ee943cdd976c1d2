"""Vietnamese alphabetical order as a sort key: letters first, tones second, case last.

The order is that of the collation `vi` of ICU: spaces and punctuation, digits, then a ă â b c d đ e ê … ; tones
ngang huyền hỏi ngã sắc nặng decide between equal letters. Keys are plain text compared code point by code point
(Python `sorted`, SQLite BINARY, PostgreSQL COLLATE "C"), so that every list and export agrees. The package
vn-collate agrees on single words but puts a space after the letters ("Chèo" before "Chè xanh"); ICU does not.

>>> sorted(["Chèo", "Chè xanh", "Áo", "Yến", "Đào"], key=sort_key)
['Áo', 'Chè xanh', 'Chèo', 'Đào', 'Yến']
"""

import unicodedata
from functools import cache

from ocop.vietnamese.text import ETH, SPACES, TONES

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
MARKS_ORDER = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
DIGITS = "0123456789"
TONE_ORDER = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
NO_TONE = "1"
# Below every weight, and never NUL, which PostgreSQL refuses in text.
FIELD, LEVEL = "\x01", "\x02"
FIRST_WEIGHT = 0x21
WEIGHTS = {char: chr(FIRST_WEIGHT + place) for place, char in enumerate(MARKS_ORDER + DIGITS + LETTERS)}
OTHER = chr(FIRST_WEIGHT + len(WEIGHTS))


def sort_key(text: str) -> str:
    """Return the key under which a name or title sorts."""
    primary, tones, cases = [], [], []
    for cluster in _clusters(text):
        weight, tone, case = _weights(cluster)
        primary.append(weight)
        tones.append(tone)
        cases.append(case)
    return LEVEL.join(("".join(primary), "".join(tones), "".join(cases)))


def person_sort_key(name: str) -> str:
    """Return the key under which a person sorts: given name (tên), then family name (họ), then middle name (đệm)."""
    words = name.split()
    family, middle = (words[0], words[1:-1]) if len(words) > 1 else ("", [])
    given = given_name(name)
    return FIELD.join((sort_key(given), sort_key(family), sort_key(" ".join(middle))))


def given_name(name: str) -> str:
    """Return the given name, which stands last."""
    return name.rsplit(maxsplit=1)[-1] if name.split() else ""


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for char in unicodedata.normalize("NFD", SPACES.sub(" ", text.translate(ETH)).strip()):
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


@cache
def _weights(cluster: str) -> tuple[str, str, str]:
    tone = "".join(TONE_ORDER[char] for char in cluster if char in TONES) or NO_TONE
    letter = unicodedata.normalize("NFC", "".join(char for char in cluster if char not in TONES))
    lower = letter.lower()
    return WEIGHTS.get(lower, OTHER + lower), tone, "1" if letter == lower else "2"
