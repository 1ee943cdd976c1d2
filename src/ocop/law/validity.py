"""How long a certificate is valid and when its re-recognition may be filed (QĐ 26/2026, Đ.4.3, Đ.7.6.a, Đ.12.3).

A window is filed in under the law of the day on which it is asked for: a certificate of an earlier regime is renewed under
the one in force then.

>>> expires_on(date(2026, 8, 31), 36)
datetime.date(2029, 8, 31)
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from ocop.law.procedure import procedure_on
from ocop.law.regimes import Regime, all_regimes

MONTHS_A_YEAR = 12
WINDOW_MISSED = "filing_window_missed"


@dataclass(frozen=True, slots=True)
class Window:
    """The days, both included, on which a re-recognition may be filed."""

    opens_on: date
    closes_on: date

    def __contains__(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


def expires_on(issued_on: date, months: int) -> date:
    """Return the last valid day: the same day of the month `months` later, or the last day of that month.

    The term is that of the certificate's own regime (`Regime.validity_months`; 36 months in R4, Đ.4.3).
    """
    year, month = divmod(issued_on.year * MONTHS_A_YEAR + issued_on.month - 1 + months, MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(issued_on.day, last))


def re_recognition_window(expiry: date, *, on: date) -> Window:
    """Return the filing window before an expiry by the law of a day: in R4 from 180 to 120 days before it (Đ.7.6.a)."""
    days = procedure_on(on).re_recognition_window
    return Window(expiry - timedelta(days=days.opens), expiry - timedelta(days=days.closes))


def reminders(expiry: date, *, on: date) -> tuple[date, ...]:
    """Return the days on which producer and commune are reminded of an expiry, earliest first, by the law of a day (assumed)."""
    plan = procedure_on(on).reminders
    early = tuple(expires_on(expiry, -months) for months in plan.months_before)
    return early + tuple(expiry - timedelta(days=days) for days in plan.days_before)


def transitional_limit(expiry: date, *, on: date) -> date:
    """Return the last day to which the law of a day (R4: Đ.12.3) can extend a certificate whose window could not be met."""
    return expiry + timedelta(days=procedure_on(on).transitional_extension_days)


def extended_to(expiry: date, *, issued_under: Regime) -> date | None:
    """Return the last day to which a certificate of an earlier regime can go on, None where the law extends nothing (R4: Đ.12.3).

    That is a certificate in force when the law came, whose filing window had closed by then. It ends earlier, with the result
    of its re-recognition.
    """
    regimes = all_regimes()
    for law in regimes[regimes.index(issued_under) + 1 :]:
        came = law.valid_from
        if came is None or not any(one.case == WINDOW_MISSED for one in law.transition):
            continue
        if re_recognition_window(expiry, on=came).closes_on < came <= expiry:
            return transitional_limit(expiry, on=came)
    return None


def extended_expiries(on: date) -> tuple[date, date] | None:
    """Return the first and the last day of expiry, both included, whose certificates go on on a day though they passed (R4: Đ.12.3).

    None where on that day nothing goes on. What is in force anyway is not meant. A certificate that the extending law itself gave
    cannot expire on these days: its term is longer than the window.
    """
    for law in reversed(all_regimes()):
        came = law.valid_from
        if came is None or came > on or not any(one.case == WINDOW_MISSED for one in law.transition):
            continue
        rules = procedure_on(came)
        first = max(came, on - timedelta(days=rules.transitional_extension_days))
        last = min(came + timedelta(days=rules.re_recognition_window.closes - 1), on - timedelta(days=1))
        return (first, last) if first <= last else None
    return None
