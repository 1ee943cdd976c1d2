"""How long a certificate is valid and when its re-recognition may be filed (QĐ 26/2026, Đ.4.3, Đ.7.6.a, Đ.12.3).

>>> expires_on(date(2026, 8, 31))
datetime.date(2029, 8, 31)
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.law.procedure import procedure
from ocop.law.regimes import get_regime

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Window:
    """The days, both included, on which a re-recognition may be filed."""

    opens_on: date
    closes_on: date

    def __contains__(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


def expires_on(issued_on: date, months: int | None = None) -> date:
    """Return the last valid day: the same day of the month `months` later, or the last day of that month.

    Without `months` the term of R4 applies (36 months, Đ.4.3).
    """
    term = months if months is not None else get_regime("R4").validity_months or 0
    year, month = divmod(issued_on.year * MONTHS_A_YEAR + issued_on.month - 1 + term, MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(issued_on.day, last))


def re_recognition_window(expiry: date) -> Window:
    """Return the filing window before an expiry: from 180 to 120 days before it (Đ.7.6.a)."""
    days = procedure().re_recognition_window
    return Window(expiry - timedelta(days=days.opens), expiry - timedelta(days=days.closes))


def reminders(expiry: date) -> tuple[date, ...]:
    """Return the days on which producer and commune are reminded of an expiry, earliest first (assumed)."""
    plan = procedure().reminders
    early = tuple(expires_on(expiry, -months) for months in plan.months_before)
    return early + tuple(expiry - timedelta(days=days) for days in plan.days_before)


def transitional_limit(expiry: date) -> date:
    """Return the last day to which Đ.12.3 can extend a certificate whose filing window could not be met."""
    return expiry + timedelta(days=procedure().transitional_extension_days)
