"""What was typed into the search, understood: words with everything that means the same, and "4 sao" as the filter it is.

Every typed word begins a word of name, producer or place. Beside it are looked for, as whole words, what our list of same words names (HTX, cafe, TP.HCM,
honey), the syllables of a word typed without blanks (caphe), and a place under the name that it had before.
"""

import re

from ocop.territory.former import SHORT_TYPES, former_word, known_words
from ocop.vietnamese.same import LONGEST, is_glue, same_as, whole
from ocop.vietnamese.text import narrow, nfc
from ocop.vietnamese.words import parts_of_joined, words

Words = tuple[tuple[str, ...], ...]  # groups, see ``asked_words``
MOST_WORDS = 12
STARRED = re.compile(
    r"""(?<!\w)(?:hạng\s+|hang\s+)?(?:
      (?P<digit>[345])\s*-?\s*(?:sao|stars?)(?!\w) | (?P<sign>[345])\s*[*★⭐]+\ufe0f? | (?P<drawn>[★⭐]{3,5}) |
      (?:sao|hạng)\s*[:=]?\s*(?P<after>[345])(?![\w.,/]) |
      (?P<word>bốn|năm|three|four|five)[\s-]+(?:sao|stars?)(?!\w)
    )""",
    re.VERBOSE,
)
NUMBERS = {"bốn": 4, "năm": 5, "three": 3, "four": 4, "five": 5}
EVERY_PRODUCT = "ocop"  # says nothing here: all of them are
_WORD = re.compile(r"\S+")


def understood(typed: str) -> tuple[str, int | None]:
    """Return the words to look for and the star that was typed among them ("trà sen 4 sao"); two different stars are left as words."""
    text = narrow(nfc(typed)).casefold()
    found = list(STARRED.finditer(text))
    stars = {_star(match) for match in found}
    if len(stars) != 1 or len(text) != len(nfc(typed)):
        return typed, None
    rest, end = "", 0
    for match in found:
        rest, end = f"{rest}{nfc(typed)[end : match.start()]} ", match.end()
    return " ".join(f"{rest}{nfc(typed)[end:]}".split()), stars.pop()


def _star(match: re.Match[str]) -> int:
    if match["drawn"]:
        return len(match["drawn"])
    return NUMBERS[match["word"]] if match["word"] else int(match["digit"] or match["sign"] or match["after"])


def asked_words(typed: str) -> Words:
    """Return the groups of words to look for: of each group one member is enough. Empty when nothing can be searched for.

    A member is one word or several that must all be there, each by its beginning; a word with a dot behind it is a whole one.
    """
    written = [word for piece in _WORD.findall(nfc(typed)) for word in _apart(piece)]
    heard = [one for one in written if not is_glue(words(one)[0]) and words(one)[0] != EVERY_PRODUCT]
    heard = heard[:MOST_WORDS]
    groups: list[tuple[str, ...]] = []
    at = 0
    while at < len(heard):
        length, others = _longest(heard[at : at + LONGEST])
        own = [words(one)[0] for one in heard[at : at + length]]
        groups.append((" ".join(own), *others))
        at += length
    return tuple(groups)


def _apart(piece: str) -> list[str]:
    """The words of one piece between blanks, as they were written: "TP.HCM" is two."""
    pieces = re.findall(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*", narrow(piece))
    return [one for one in pieces if len(words(one)) == 1]


def _other_types(own: tuple[str, ...]) -> dict[str, None]:
    """A place with its type written short or long: "h loc ninh" for "huyen loc ninh"."""
    found: dict[str, None] = {}
    for short, long in SHORT_TYPES.items():
        for one, other in ((long.split(), [short]), ([short], long.split())):
            if list(own[: len(one)]) == one:
                found[whole([*other, *own[len(one) :]])] = None
    return found


def _joined(word: str) -> dict[str, None]:
    """What a word typed without blanks may stand for: its syllables, and a place of that name."""
    found: dict[str, None] = {}
    for parts in parts_of_joined(word):
        found[f"{whole(parts[:-1])} {parts[-1]}"] = None
        if (former := former_word(" ".join(parts))) in known_words():
            found[f"{former}."] = None
    return found


def _longest(heard: list[str]) -> tuple[int, tuple[str, ...]]:
    """How many of the words, at least one, mean something together, and what is looked for beside them."""
    for length in range(len(heard), 0, -1):
        run = " ".join(heard[:length])
        others = dict.fromkeys(same_as(run))
        if (former := former_word(run)) in known_words():
            others |= {f"{former}.": None} | _other_types(words(run))
        if length == 1:
            others |= _joined(words(run)[0])
        if others:
            return length, tuple(others)
    return 1, ()
