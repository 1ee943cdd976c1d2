"""Words of published lists and their meaning (`words.yaml`): kinds of producer, units, ditto marks, decisions.

Names are cleaned, never rewritten: letters of other alphabets that look like ours become ours, short forms are opened at the
beginning, everything else stays as it is printed.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from ocop.recognition.importing.published.letters import name_of
from ocop.vietnamese import fold
from ocop.vietnamese.text import narrow

# 1887/QĐ-UBND, 12/2024/QĐ-UBND, 05 / QD – UBND; the part after a hyphen is written in capitals, or all in small letters.
DECISION = re.compile(
    r"(?<![\d/])(\d{1,5}[A-Za-z]?\s*/\s*(?:20\d\d\s*/\s*)?(?:[A-ZĐ]{1,6}|[a-zđ]{2})(?![a-zà-ỹ])"
    r"(?:\s*[–—-]\s*(?:[A-ZĐ&]{2,}\d*(?![a-zà-ỹ])|ubnd(?!\w)|hđnd(?!\w)|vpđp(?!\w)|bnn(?!\w)))*)"
)
DASHES = re.compile(r"\s*[–—-]\s*")
MOST_KEPT = 5_000  # answers about texts that stand in many rows
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


@cache
def words() -> dict[str, Any]:
    """Return the words of the file."""
    text = files("ocop.recognition.importing.published").joinpath("words.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def _openings() -> list[tuple[re.Pattern[str], str]]:
    longest_first = sorted(words()["openings"].items(), key=lambda pair: -len(pair[0]))
    return [
        (re.compile(rf"{_dotted(short)}\.?(?=[\s.:]|$)[\s.:]*", re.IGNORECASE), opened)
        for short, opened in longest_first
    ]


def _dotted(short: str) -> str:
    """A short form with or without full stops between its letters."""
    return r"\.?".join(r"[. ]*" if letter == " " else letter for letter in short)


def producer_of(text: str) -> str:
    """Return a producer's name with a short form at its beginning opened; HTX stays."""
    name = name_of(text)
    for pattern, opened in _openings():
        if match := pattern.match(name):
            return f"{opened} {name[match.end() :]}".strip()
    return name


def short_form_of(text: str) -> str:
    """Return the short form that a producer's name begins with and keeps as printed; empty where it has none."""
    found = re.match(r"(cty|ct|dntn|hsx|cs|lhhtx)\b\.?", name_of(text), re.IGNORECASE)
    return found.group() if found else ""


@lru_cache(maxsize=MOST_KEPT)
def kind_of(kind: str, producer: str) -> str | None:
    """Return the kind of a producer: what the column says, else what the name begins with; None where nothing says it."""
    for code, known in words()["kinds"].items():
        if fold(kind) in known or kind.lower() in known:
            return str(code)
    found = [
        (len(start), code)
        for text in (producer, kind)
        for forms in ((fold(text), text.lower()),)
        for start, code in _beginnings()
        if _begins(forms[0 if start.isascii() else 1], start)
    ]
    return str(max(found)[1]) if found else None


@cache
def _beginnings() -> list[tuple[str, str]]:
    return [(start, str(code)) for code, starts in words()["producers"].items() for start in starts]


def _begins(text: str, start: str) -> bool:
    return text.startswith(start) and not text[len(start) : len(start) + 1].isalnum()


@lru_cache(maxsize=MOST_KEPT)
def says_any(text: str, name: str) -> bool:
    """Whether a text holds one of the words of a list."""
    return bool(text) and _any_of(name).search(fold(text)) is not None


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words()[name]))})")


@cache
def _dittos() -> frozenset[str]:
    return frozenset(_plain(one) for one in words()["ditto"])


def _plain(text: str) -> str:
    return re.sub(r"[\s.()]+", "", fold(narrow(text)))


def is_ditto(value: str) -> bool:
    """Whether a cell says "as above"."""
    return bool(value) and len(value) < len("như trên như trên") and _plain(value) in _dittos()


def is_dash(value: str) -> bool:
    """Whether a cell holds nothing but a hyphen: "as above" in some lists, "none" in others."""
    return narrow(value) in {"-", "--"}


def is_error(value: str) -> bool:
    """Whether a spreadsheet could not count what a cell should hold."""
    return value.upper() in ERRORS


def decisions_of(value: str) -> list[str]:
    """Return every number of a decision that a text prints, as printed without its blanks."""
    found = []
    for match in DECISION.finditer(name_of(value)):
        number = re.sub(r"\s+", "", DASHES.sub("-", match.group(1))).rstrip("-")
        found.append(re.sub(r"(?i)/q[dđ]", "/QĐ", number))
    return list(dict.fromkeys(found))


def decision_of(value: str) -> str | None:
    """Return the number of a decision as printed, 1887/QĐ-UBND; None where there is none."""
    found = decisions_of(value)
    return found[0] if found else name_of(value) or None
