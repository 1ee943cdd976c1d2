"""Text typed with the fonts of the years before Unicode (TCVN3, VNI): found, and given as it was meant.

Nothing is changed here: ``legacy_text`` says what a text seems to be, the person decides.

>>> legacy_text("§Æc s¶n").meant
'Đặc sản'
>>> legacy_text("Đặc sản") is None
True
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from .syllables import is_syllable

NAMES = {"vni": "VNI", "tcvn3": "TCVN3 (.VnTime, ABC)"}  # the first one where a text reads equally well in both
WORD = re.compile(r"[^\s!-@\[-`{-~\u2010-\u2027“”‘’…]+")  # runs without blanks, ASCII signs, digits and quotes
MOST_FOREIGN = 0.2  # of the words that are no syllable now, how many may still be none when converted
SURE_LENGTH = 3  # one word alone is enough from this length on
MODERN = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)  # no old font shows these


@dataclass(frozen=True, slots=True)
class LegacyText:
    """A text that seems typed with an old font."""

    encoding: str
    meant: str

    @property
    def name(self) -> str:
        """The old encoding as people call it."""
        return NAMES[self.encoding]


def legacy_text(text: str) -> LegacyText | None:
    """Return what a text seems to mean when it was typed with an old font, None for anything else."""
    if text.isascii():
        return None
    odd = {word for word in WORD.findall(text) if not word.isascii() and not is_syllable(word)}
    if not odd:
        return None
    found = [(sum(is_syllable(decode(word, name)) for word in odd), name) for name in NAMES]
    good, name = max(found, key=lambda one: one[0])
    certain = len(odd) > 1 or any(len(word) >= SURE_LENGTH for word in odd)
    if good == 0 or not certain or len(odd) - good > MOST_FOREIGN * len(odd):
        return None
    return LegacyText(name, _meant(text, name))


def _meant(text: str, name: str) -> str:
    """Convert every word; where modern letters stand among them, only the words that are no syllables as they are."""
    mixed = MODERN.search(text) is not None

    def word(found: re.Match[str]) -> str:
        given = found.group()
        return given if mixed and is_syllable(given) else decode(given, name)

    return WORD.sub(word, text)


def decode(text: str, encoding: str) -> str:
    """Return a text of an old font in Unicode letters, without asking whether it is one."""
    letters = _letters(encoding)
    out, at = [], 0
    while at < len(text):
        pair = letters.get(text[at : at + 2]) if at + 1 < len(text) else None
        out.append(pair or letters.get(text[at], text[at]))
        at += 2 if pair else 1
    return "".join(out)


@cache
def _letters(encoding: str) -> Mapping[str, str]:
    """The letters of an old font by what they look like in Unicode; capitals of VNI are formed here."""
    content = (files("ocop.vietnamese") / "data" / "legacy.yaml").read_text(encoding="utf-8")
    pairs = yaml.safe_load(content)[encoding].replace(r"\xad", "\xad").split(" ")
    letters = dict(pair.split("=") for pair in pairs if pair)
    if encoding == "vni":
        for shown, meant in list(letters.items()):
            letters[shown.upper()] = letters[shown[0].upper() + shown[1:]] = meant.upper()
    return letters
