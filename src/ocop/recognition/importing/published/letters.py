"""Letters of lists: look-alikes of other alphabets back to ours, old fonts and strange letters found.

A look-alike may carry its tone as a sign of its own ("а" of the Cyrillic alphabet with a grave): letters are taken apart, changed and joined.
"""

import unicodedata
from functools import lru_cache

from ocop.recognition.importing.cells import clean
from ocop.vietnamese import nfc
from ocop.vietnamese.legacy import NAMES, decode, legacy_text
from ocop.vietnamese.text import narrow

# Letters of the Cyrillic, Greek and other alphabets that look like Latin ones, each above the letter it is read as.
LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһӏѵԛԝԚԜҮүΑΒΕΖΗΙΚΜΝΟΡΤΥΧονκιυρχɑɡıƖⅼⅠⅤⅩⅭⅮⅯƉɖƊ",
    "ABESIJKMHOPCTYXaesijopcyxdhlvqwQWYyABEZHIKMNOPTYXovkiupxagiIlIVXCDMĐđĐ",
)
MOST_KEPT = 50_000


@lru_cache(maxsize=MOST_KEPT)
def in_our_letters(text: str) -> str:
    """Return a cleaned text with look-alikes as our letters and wide letters as plain ones; dashes stay as printed."""
    if text.isascii():
        return text
    wide = "".join(unicodedata.normalize("NFKC", char) if _is_wide(char) else char for char in text)
    if not any(ord(char) in LOOK_ALIKES or 0x370 <= ord(char) < 0x530 for char in wide):
        return wide
    return nfc(unicodedata.normalize("NFD", wide).translate(LOOK_ALIKES))


def _is_wide(char: str) -> bool:
    """Whether a letter or figure is one of ours in another shape: wide, in a circle, bold for formulas."""
    return (narrow(char) != char and char.isalnum()) or "MATHEMATICAL" in unicodedata.name(char, "")


def name_of(text: str) -> str:
    """Return a name as printed, with letters of other alphabets back in ours."""
    return in_our_letters(clean(text))


@lru_cache(maxsize=MOST_KEPT)
def strange_letters(text: str) -> str:
    """Say which letters of a text were changed or cannot be meant; empty where none."""
    if text.isascii():
        return ""
    ours = in_our_letters(text)
    if ours != text:
        return f"chữ của bảng chữ khác trong “{text}” được đọc thành “{ours}”."
    if old := legacy_text(text):
        return f"“{text}” gõ bằng phông chữ cũ, có lẽ là “{old.meant}”."
    if others := "".join(char for char in text if char.isalpha() and not _is_latin(char)):
        return f"có chữ của bảng chữ khác: “{others}”."
    return ""


def _is_latin(char: str) -> bool:
    return char.isascii() or "LATIN" in unicodedata.name(char, "") or char in "ªº"


def meant_by_old_fonts(text: str) -> list[str]:
    """Return what a heading can mean when it was typed with an old font; empty for one of plain letters."""
    return [] if text.isascii() else [decode(text, name) for name in NAMES]
