"""Linters of days and times (GS1 General Specifications, section 3.4 and 3.8): YYMMDD, YYYYMMDD, HHMM and their parts."""

import calendar

from ocop.gs1.linters.characters import csetnumeric
from ocop.gs1.linters.faults import Fault, whole

MONTHS, HOURS, MINUTES = 12, 24, 60
SHORT, LONG = 6, 8  # digits of YYMMDD and YYYYMMDD
LEAP_CENTURY = 2000  # two digits of a year fall on the same leap years in every century but those of whole hundreds


def yymmdd(data: str) -> Fault | None:
    """A day with two digits of the year."""
    return _day(data, SHORT, unknown_day=False)


def yymmd0(data: str) -> Fault | None:
    """The same, or 00 for a day that is not named."""
    return _day(data, SHORT, unknown_day=True)


def yyyymmdd(data: str) -> Fault | None:
    """A day with four digits of the year."""
    return _day(data, LONG, unknown_day=False)


def yyyymmd0(data: str) -> Fault | None:
    """The same, or 00 for a day that is not named."""
    return _day(data, LONG, unknown_day=True)


def _day(data: str, digits: int, *, unknown_day: bool) -> Fault | None:
    if fault := _digits(data, digits, "DATE"):
        return fault
    year, month, day = int(data[: digits - 4]), int(data[-4:-2]), int(data[-2:])
    if not 1 <= month <= MONTHS:
        return Fault("ILLEGAL_MONTH", digits - 4, 2)
    last = calendar.monthrange(year if digits == LONG and year else LEAP_CENTURY + year, month)[1]
    if not (0 if unknown_day else 1) <= day <= last:
        return Fault("ILLEGAL_DAY", digits - 2, 2)
    return None


def hh(data: str) -> Fault | None:
    """An hour."""
    return _digits(data, 2, "HOUR") or _below(data, 0, HOURS, "HOUR")


def mi(data: str) -> Fault | None:
    """A minute."""
    return _digits(data, 2, "MINUTE") or _below(data, 0, MINUTES, "MINUTE")


def ss(data: str) -> Fault | None:
    """A second."""
    return _digits(data, 2, "SECOND") or _below(data, 0, MINUTES, "SECOND")


def hhmi(data: str) -> Fault | None:
    """An hour with a minute."""
    if fault := _digits(data, 4, "HOUR_WITH_MINUTE"):
        return fault
    return _below(data, 0, HOURS, "HOUR") or _below(data, 2, MINUTES, "MINUTE")


def _digits(data: str, digits: int, name: str) -> Fault | None:
    if len(data) != digits:
        return whole(f"{name}_TOO_{'SHORT' if len(data) < digits else 'LONG'}", data)
    return csetnumeric(data)


def _below(data: str, start: int, limit: int, name: str) -> Fault | None:
    return Fault(f"ILLEGAL_{name}", start, 2) if int(data[start : start + 2]) >= limit else None
