"""The kinds of notices with their words, as data/kinds.yaml says them; and words of users made harmless."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ocop.vietnamese import nfc

LONGEST_WORD = 120  # of a user's own words inside a sentence
DOT = re.compile(r"(?<=\S)[.．。｡](?=\w)")
SCHEME = re.compile(r":(?=//)|(?<=mailto):|(?<=tel):", re.IGNORECASE)
INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True)
class Kind:
    """One kind of notice."""

    code: str
    group: str
    name: str
    subject: str
    title: str
    text: str
    page: str
    without_record: bool = False  # its page is a person's own and takes no id
    email: bool = True
    link: str = ""  # its link works once (``links``); such a notice always leaves, and nobody switches it off

    chosen_there: bool = False  # people choose it on its own page and nowhere else
    to: str = ""  # pending: the address asked for; proved: only what was proved; empty: whatever the account says
    says_code: bool = False  # its title ends with the code for a telephone, made when it leaves
    at_once: bool = False  # somebody waits for it: no quiet hours
    attached: str = ""  # a file that a mail carries (``attachments``)

    @property
    def can_be_chosen(self) -> bool:
        """Whether people say on the page of choices by which channels it leaves."""
        return not (self.link or self.says_code or self.chosen_there or self.at_once)


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its code, in the order of the file."""
    text = (files("ocop.notices") / "data" / "kinds.yaml").read_text(encoding="utf-8")
    groups: dict[str, dict[str, Any]] = yaml.safe_load(text)["groups"]
    return {code: Kind(code, group, **row) for group, rows in groups.items() for code, row in rows.items()}


def harmless(words: str) -> str:
    """Return a user's words on one line, such that no mail program makes a link of them.

    >>> harmless("Trà ngon evil.com")
    'Trà ngon evil. com'
    """
    seen = "".join(" " if unicodedata.category(mark) in INVISIBLE else mark for mark in nfc(words))
    plain = SCHEME.sub(": ", DOT.sub(_apart, " ".join(seen.split())))
    return plain if len(plain) <= LONGEST_WORD else f"{plain[: LONGEST_WORD - 1]}…"


def _apart(dot: re.Match[str]) -> str:
    """A space after a dot ends what could be the name of a host; between digits, as in 1.000 or 01.12.2026, it stays."""
    text, at = dot.string, dot.start()
    between_digits = text[at - 1].isdigit() and text[at + 1].isdigit()
    return dot[0] if between_digits else f"{dot[0]} "


def said(kind: Kind, words: Mapping[str, str]) -> tuple[str, str]:
    """Return title and text of a notice; raises ``KeyError`` for a word that the operation did not give."""
    known = {name: harmless(value) for name, value in words.items()}
    return kind.title.format_map(known)[:300], kind.text.format_map(known)
