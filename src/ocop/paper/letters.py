"""Which letters the fonts of papers can print. A letter that no font has is shown by its code and named, never dropped.

Names of people and places of the highlands carry letters outside Vietnamese (ŭ, ƀ, ʉ, ĭ); registers carry signs such as №.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import fontpkg_be_vietnam_pro
import fontpkg_noto_sans
import fontpkg_noto_serif

SERIF = Path(fontpkg_noto_serif.__file__).parent / "files"
SANS = Path(fontpkg_noto_sans.__file__).parent / "files"
SIGNS = (
    Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
)  # the face of certificates, behind every paper: ≥ ≤ of the sheets
FACES = (SERIF, SANS)  # the face of papers, and what stands behind the face of certificates
_INVISIBLE = {"Cf", "Zs", "Zl", "Zp", "Cc"}


def unprintable_letters(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the letters no font of ours has, in order of first appearance, each once."""
    found: dict[str, None] = {}
    for text in texts:
        for letter in unicodedata.normalize("NFC", text):
            if ord(letter) not in _printable() and unicodedata.category(letter) not in _INVISIBLE:
                found[letter] = None
    return tuple(found)


def shown(text: str) -> str:
    """Return text in which every letter that cannot be printed stands as its code, e.g. ``[U+1F33E]``."""
    return "".join(f"[{code_of(letter)}]" if unprintable_letters([letter]) else letter for letter in text)


def code_of(letter: str) -> str:
    """Return the Unicode name of a place in the standard, e.g. ``U+1F33E``."""
    return f"U+{ord(letter):04X}"


def notice_of(letters: Iterable[str]) -> str:
    """Return the sentence a paper carries about letters it cannot print, or an empty text."""
    codes = ", ".join(code_of(letter) for letter in letters)
    return f"Phông chữ không có các ký tự sau, chúng được in bằng mã: {codes}." if codes else ""


@cache
def _printable() -> frozenset[int]:
    upright = [next(one for one in sorted(folder.glob("*.ttf")) if "Italic" not in one.name) for folder in FACES]
    return frozenset.intersection(*(_letters(face) for face in upright)) | _letters(SIGNS / "BeVietnamPro-Regular.ttf")


def _letters(face: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # read when the first paper is wanted, not at every start

    with TTFont(face, lazy=True) as font:
        return frozenset(font.getBestCmap())
