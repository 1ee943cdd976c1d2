"""Normal form, search key and tone key of Vietnamese text.

>>> fold("Trà Đức Hoà")
'tra duc hoa'
>>> tone_key("Hòa") == tone_key("Hoà")
True
"""

import re
import unicodedata

# The Icelandic eth looks like đ and is typed in its place by some keyboards: Ðắk Lắk.
ETH = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})
# Signs nobody sees that make one name look like another: direction marks, zero-width blanks, soft hyphen, byte order mark.
UNSEEN = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
STORED = {**ETH, **UNSEEN}
# Wide forms that keyboards of East Asia type, and every dash: read as the plain letters, digits and hyphens they stand for.
NARROW: dict[int, str | int] = {0x3000: " ", **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}}
DASHES: dict[int, str | int] = dict.fromkeys([*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
FIRST_MARK = "\u0300"  # no letter before it is a mark
SPACES = re.compile(r"\s+")
NOT_WORD = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """Return the text in NFC, the eth look-alike mapped to đ, without unseen signs: the form every boundary stores."""
    return unicodedata.normalize("NFC", text.translate(STORED))


def narrow(text: str) -> str:
    """Return the text with wide letters and digits as plain ones and every dash as a hyphen: for what is read, never for what is kept.

    >>> narrow("０５–１１")
    '05-11'
    """
    return text.translate(NARROW | DASHES)


def fold(text: str) -> str:
    """Return the search key: no case, no diacritics, đ as d, single spaces."""
    marked = unicodedata.normalize("NFD", text.translate(ETH).casefold())
    plain = "".join([char for char in marked if char < FIRST_MARK or not unicodedata.combining(char)]).replace("đ", "d")
    return SPACES.sub(" ", plain).strip()


def tone_key(text: str) -> str:
    """Return a key equal for the two ways of placing a tone (Hòa, Hoà) and different for different tones.

    The tone mark is taken out of each syllable and put at its end; letters keep their case and other marks.
    """
    parts: list[str] = []
    tones = ""
    for char in unicodedata.normalize("NFD", text.translate(ETH)):
        if char in TONES:
            tones += char
            continue
        if not (char.isalpha() or unicodedata.combining(char)):
            parts.append(tones)
            tones = ""
        parts.append(char)
    return unicodedata.normalize("NFC", "".join([*parts, tones]))


def slug(text: str) -> str:
    """Return the text for an address: folded, words joined by hyphens; empty when nothing is left."""
    return NOT_WORD.sub("-", fold(text)).strip("-")
