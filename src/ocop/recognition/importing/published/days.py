"""Days as lists print them: a day, a month, a year, a number of a spreadsheet, alone or among other words."""

import re
from datetime import date, timedelta

from ocop.recognition.importing.published.letters import name_of
from ocop.vietnamese import DateError, is_month, parse_date, parse_month
from ocop.vietnamese.text import narrow

YEAR = re.compile(r"(?:năm\s*)?(20[0-3]\d)", re.IGNORECASE)
YEAR_INSIDE = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
DAY_IN_WORDS = re.compile(
    r"(?:ngày\s*)?(?<!\d)(\d{1,2})\s*[/-]?\s*tháng\s*(\d{1,2})\s*[/,-]?\s*(?:năm)?\s*(\d{4})(?!\d)"
    r"|ngày\s*(\d{1,2})\s*[/-]\s*(\d{1,2})\s*[/-]?\s*(?:năm)?\s*(\d{4})(?!\d)",
    re.IGNORECASE,
)
DAY_INSIDE = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?!\d)")
ISO_INSIDE = re.compile(
    r"(?<!\d)(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})(?!\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?"
)
MONTH_INSIDE = re.compile(r"(?<!\w)(?:tháng|t)\s*(\d{1,2})\s*(?:[/.,-]|\s|năm)+\s*(20\d{2})(?!\d)", re.IGNORECASE)
ROUND = re.compile(r"(?<!\w)(?:đợt|lần|quý|kỳ)\s*(?:thứ\s*)?(?:\d{1,2}|[IVX]+)(?!\w)\s*[/.,-]?", re.IGNORECASE)
NUMBERS_OF_A_DAY = re.compile(r"\d\s*[/.-]\s*\d")
SERIAL = re.compile(r"(4[0-9]{4})(?:\.\d+)?")  # a day as a spreadsheet counts it, 2009 to 2036
SERIAL_START = date(1899, 12, 30)


def day_of(value: object) -> str | None:
    """Return as much of a day as a cell prints: 2021-04-06, 2021-04, 2021; None where it prints none. Raises ``DateError``."""
    if isinstance(value, date):
        return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    text = narrow(name_of(str(value or "") if not isinstance(value, float) else f"{value:.10g}")).lstrip("'")
    return (_whole(text) or _inside(text) or parse_date(text).isoformat()) if text else None


def days_in(text: str) -> list[str]:
    """Return every whole day that a text names, in order."""
    found = []
    for pattern in (DAY_IN_WORDS, DAY_INSIDE):
        for match in pattern.finditer(narrow(text)):
            parts = [one for one in match.groups() if one]
            found.append((match.start(), parse_date("/".join(parts)).isoformat()))
    found += [(match.start(), parse_date("-".join(match.groups())).isoformat()) for match in ISO_INSIDE.finditer(text)]
    return list(dict.fromkeys(day for _, day in sorted(found)))


def _whole(text: str) -> str | None:
    """A day as a spreadsheet counts it, a year or a month."""
    if match := SERIAL.fullmatch(text):
        return (SERIAL_START + timedelta(days=int(match.group(1)))).isoformat()
    if match := YEAR.fullmatch(text):
        return match.group(1)
    return f"{parse_month(text):%Y-%m}" if is_month(text) else None


def _inside(text: str) -> str | None:
    """The first day, month or year among other words."""
    if days := days_in(text):
        return days[0]
    if match := MONTH_INSIDE.search(text):
        return f"{parse_month('/'.join(match.groups())):%Y-%m}"
    rest = ROUND.sub(" ", text)
    years = YEAR_INSIDE.findall(rest)
    return str(years[0]) if len(years) == 1 and not NUMBERS_OF_A_DAY.search(rest) else None


def printed_day(text: str) -> str | None:
    """Return the day that a sentence names, "ngày 15 tháng 10 năm 2025"; None where it names none."""
    try:
        days = days_in(text)
    except DateError:
        return None
    return days[0] if days else None
