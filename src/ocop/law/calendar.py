"""Working days in Vietnam and the deadlines counted in them (QĐ 26/2026, Đ.7.2: 15 working days; Đ.5: "before" a day).

A working day is neither Saturday, Sunday nor a public holiday; announced swaps of working days come from the
package `holidays` and from `data/working_days.yaml`, which wins. Calendar days are never converted into working days.

>>> add_working_days(date(2026, 8, 28), 1)
datetime.date(2026, 9, 3)
"""

from datetime import date, timedelta

from ocop.law.files import data_file, kept, read_yaml
from ocop.law.settings import setting

DAY = timedelta(days=1)
SATURDAY = 5


@kept
def _public_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Return the days off and the working weekend days of a year as the package knows them."""
    import holidays

    days = holidays.country_holidays("VN", years=year)
    return frozenset(days), frozenset(getattr(days, "weekend_workdays", ()))


@kept
def _maintained_days() -> tuple[frozenset[date], frozenset[date]]:
    rows = read_yaml(data_file("working_days.yaml"))
    return (
        frozenset(row["closed"] for row in rows if "closed" in row),
        frozenset(row["open"] for row in rows if "open" in row),
    )


@kept
def last_announced_year() -> int:
    """Return the last year whose days off the Government has announced, as `working_days.yaml` says."""
    return int(max(row["announced"] for row in read_yaml(data_file("working_days.yaml")) if "announced" in row))


def unannounced_year(due: date) -> int | None:
    """Return the year of a due date counted in working days whose days off are not announced yet; None when they are."""
    return due.year if due.year > last_announced_year() else None


def is_working_day(day: date) -> bool:
    """Tell whether offices work on this day."""
    off, working = _maintained_days()
    if day in off or day in working:
        return day in working
    public_off, public_working = _public_days(day.year)
    if day.weekday() >= SATURDAY:
        return day in public_working
    return day not in public_off


def add_working_days(day: date, n: int, *, law_of: date | None = None) -> date:
    """Return the n-th working day after a day; ValueError for a negative n.

    The day itself is day 0 (setting `deadline.count_from`, OQ-05); with `day_1` a working day counts as the first. The
    setting is that of the day `law_of`, for a dossier the day it was filed; of the first day itself where none is given.
    """
    if n < 0:
        raise ValueError("Số ngày làm việc không được âm.")
    left = n
    if left and setting("deadline.count_from", law_of or day) == "day_1" and is_working_day(day):
        left -= 1
    while left:
        day += DAY
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Count the working days after `first` up to and including `last`; negative when `last` lies before `first`."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + DAY * step) for step in range(1, (last - first).days + 1))


def last_day_before(day: date) -> date:
    """Return the last accepted day of "before <day>" (setting `round.cutoff_is_exclusive` of that day, OQ-06)."""
    return day - DAY if setting("round.cutoff_is_exclusive", day) else day
