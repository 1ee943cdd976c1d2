"""Words of published lists and their meaning (`words.yaml`): headings, kinds of producer, units, stars, days, decisions.

Names are cleaned, never rewritten: letters of other alphabets that look like ours become ours, short forms are opened at the
beginning, everything else stays as it is printed.
"""

import re
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ocop.recognition.importing.cells import clean
from ocop.vietnamese import DateError, fold, is_month, parse_date, parse_month

# Cyrillic and Greek letters that look like Latin ones.
LOOK_ALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo")
STAR_DIGIT = re.compile(r"(?<![\d,.])0?([2-5])\s*(?:sao|\*|⭐|★)|(?:hạng|đạt|sao)\s*0?([2-5])(?![\d,.])", re.IGNORECASE)
STAR_SIGNS = re.compile(r"[*⭐★☆✩✭✯]")
STAR_WORDS = {"hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5}
STAR_WORD = re.compile(rf"({'|'.join(STAR_WORDS)})\s+sao", re.IGNORECASE)
BARE_STAR = re.compile(r"0?([2-5])(?:[.,]0+)?")
YEAR = re.compile(r"(?:năm\s*)?(20[0-3]\d)", re.IGNORECASE)
DECISION = re.compile(r"(\d{1,5}\s*/\s*[A-ZĐ]{1,6}(?:\s*[–—-]\s*[A-ZĐ]{2,})*)", re.IGNORECASE)
DAY_IN_WORDS = re.compile(
    r"ngày\s*(\d{1,2})\s*[/-]?\s*(?:tháng)?\s*(\d{1,2})\s*[/-]?\s*(?:năm)?\s*(\d{4})", re.IGNORECASE
)
DAY_INSIDE = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)")
NUMBERS_OF_A_DAY = re.compile(r"\d\s*[/.-]\s*\d")
MONTH_INSIDE = re.compile(r"(?<!\w)(?:tháng|t)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(20\d{2})(?!\d)", re.IGNORECASE)
SERIAL = re.compile(r"4[0-9]{4}")  # a day as a spreadsheet counts it, 2009 to 2036
SERIAL_START = date(1899, 12, 30)
DASHES = re.compile(r"\s*[–—-]\s*")


@cache
def words() -> dict[str, Any]:
    """Return the words of the file."""
    text = files("ocop.recognition.importing.published").joinpath("words.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def name_of(text: str) -> str:
    """Return a name as printed, with letters of other alphabets back in ours."""
    return clean(text).translate(LOOK_ALIKES)


def producer_of(text: str) -> str:
    """Return a producer's name with a short form at its beginning opened; HTX stays."""
    name = name_of(text)
    for short, opened in sorted(words()["openings"].items(), key=lambda pair: -len(pair[0])):
        match = re.match(rf"{re.escape(short).replace(' ', r'[. ]*')}\.?(?=[\s.]|$)\s*", name, re.IGNORECASE)
        if match:
            return f"{opened} {name[match.end() :]}".strip()
    return name


def kind_of(kind: str, producer: str) -> str | None:
    """Return the kind of a producer: what the column says, else what the name begins with; None where nothing says it."""
    for code, known in words()["kinds"].items():
        if any(fold(kind) == one or kind.lower() == one for one in known):
            return str(code)
    found = [
        (len(start), code)
        for code, starts in words()["producers"].items()
        for start in starts
        if _begins(producer, start)
    ]
    return str(max(found)[1]) if found else None


def _begins(text: str, start: str) -> bool:
    return re.match(rf"{re.escape(start)}\b", fold(text) if start.isascii() else text.lower()) is not None


def stars_of(value: str) -> list[int]:
    """Return the stars that a text names, each once; a score names none."""
    text = clean(value)
    if match := BARE_STAR.fullmatch(text):
        return [int(match.group(1))]
    signs = STAR_SIGNS.findall(text)
    if signs and not re.search(r"\d", text):
        return [len(signs)] if len(signs) in range(2, 6) else []
    found = [int(one.group(1) or one.group(2)) for one in STAR_DIGIT.finditer(text)]
    found += [STAR_WORDS[one.group(1).lower()] for one in STAR_WORD.finditer(text)]
    return list(dict.fromkeys(found))


def says_any(text: str, name: str) -> bool:
    """Whether a text holds one of the words of a list."""
    folded = fold(text)
    return any(re.search(rf"(?<!\w){re.escape(one)}", folded) for one in words()[name])


def is_ditto(value: str) -> bool:
    """Whether a cell says "as above"."""
    return value.lower() in words()["ditto"]


def is_mark(value: str) -> bool:
    """Whether a cell holds a tick."""
    return value.lower().strip("().") in words()["marks"]


def day_of(value: object) -> str | None:
    """Return as much of a day as a cell prints: 2021-04-06, 2021-04, 2021; None where it prints none. Raises ``DateError``."""
    if isinstance(value, date):
        return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    text = clean(value)
    return (_whole(text) or _inside(text) or parse_date(text).isoformat()) if text else None


def _whole(text: str) -> str | None:
    """A day as a spreadsheet counts it, a year or a month."""
    if SERIAL.fullmatch(text):
        return (SERIAL_START + timedelta(days=int(text))).isoformat()
    if match := YEAR.fullmatch(text):
        return match.group(1)
    return f"{parse_month(text):%Y-%m}" if is_month(text) else None


def _inside(text: str) -> str | None:
    """The one day, month or year among other words."""
    if match := DAY_IN_WORDS.search(text) or DAY_INSIDE.search(text):
        return parse_date("/".join(match.groups())).isoformat()
    if match := MONTH_INSIDE.search(text):
        return f"{parse_month('/'.join(match.groups())):%Y-%m}"
    years = YEAR.findall(text)
    return str(years[0]) if len(years) == 1 and not NUMBERS_OF_A_DAY.search(text) else None


def printed_day(text: str) -> str | None:
    """Return the day that a sentence names, "ngày 15 tháng 10 năm 2025"; None where it names none."""
    match = DAY_IN_WORDS.search(text) or DAY_INSIDE.search(text)
    try:
        return parse_date("/".join(match.groups())).isoformat() if match else None
    except DateError:
        return None


def decision_of(value: str) -> str | None:
    """Return the number of a decision as printed, 1887/QĐ-UBND; None where there is none."""
    text = name_of(value)
    match = DECISION.search(text)
    if match:
        number = re.sub(r"\s+", "", DASHES.sub("-", match.group(1))).rstrip("-")
        return re.sub(r"(?i)/q[dđ]", "/QĐ", number)
    return text or None
