"""Pure: what the dates of a certificate say on a day (QĐ 26/2026, Đ.4.3, Đ.7.6.a).

Imported records may know only the year or the month of issue. Then issue and expiry are a span of days, and the state is
"not certain" on exactly those days on which the answer depends on the missing day; it is never guessed.

>>> certificate_state(exactly(date(2029, 8, 31)), on=date(2027, 1, 1))
<CertificateState.VALID: 'valid'>
"""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ocop.law.regimes import all_regimes, get_regime
from ocop.law.validity import expires_on, re_recognition_window

DECEMBER = 12
FIRST_YEAR = 2018  # the programme began (QĐ 490/QĐ-TTg of 7/5/2018); lists of the pilot in Quảng Ninh go further back


class CertificateState(StrEnum):
    """What a certificate is on a day; derived, never stored."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNCERTAIN = "uncertain"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    UNVERIFIED = "unverified"  # does not fit the ledger: nothing that it says may be relied on


@dataclass(frozen=True, slots=True)
class Span:
    """The earliest and the latest day an event can have had; both empty when nothing is known."""

    earliest: date | None
    latest: date | None

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known."""
        return self.earliest is not None and self.earliest == self.latest


UNKNOWN = Span(None, None)


def exactly(day: date) -> Span:
    """Return the span of one known day."""
    return Span(day, day)


def issue_span(issued_on: date | None, as_published: str = "") -> Span:
    """Return when a certificate was issued, from the day or from "2020", "2021-04", "2021-04-06" as published."""
    if issued_on:
        return exactly(issued_on)
    parts = as_published.split("-")
    if not as_published or not all(part.isdigit() for part in parts):
        return UNKNOWN
    year, *rest = (int(part) for part in parts)
    try:
        if len(rest) > 1:
            return exactly(date(year, rest[0], rest[1]))
        first, last = (rest[0], rest[0]) if rest else (1, DECEMBER)
        return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return UNKNOWN


def place_in_order(issued: Span, ended_on: date | None) -> date:
    """Return the day by which the certificates of a product follow each other: the latest of its issue, and none was issued after it ended.

    >>> place_in_order(Span(date(2026, 1, 1), date(2026, 12, 31)), date(2026, 9, 1))
    datetime.date(2026, 9, 1)
    """
    latest = issued.latest or date.min
    return min(latest, ended_on) if ended_on else latest


def expiry_span(issued: Span, regime: str, printed: date | None = None) -> Span:
    """Return when a certificate expires: as printed, or the term of its regime after the issue (Đ.4.3).

    A regime without a known term (R0) gives an unknown span. An empty code (the date does not tell the regime) stands for
    the term that all regimes with a term share.
    """
    if printed:
        return exactly(printed)
    months = get_regime(regime).validity_months if regime else _shared_term()
    if months is None or issued.earliest is None or issued.latest is None:
        return UNKNOWN
    return Span(expires_on(issued.earliest, months), expires_on(issued.latest, months))


def _shared_term() -> int | None:
    terms = {one.validity_months for one in all_regimes() if one.validity_months is not None}
    return terms.pop() if len(terms) == 1 else None


def certificate_state(
    expiry: Span, *, on: date, ended_on: date | None = None, end_reason: str = ""
) -> CertificateState:
    """Return the state of a certificate on a day.

    "Expiring" begins on the day on which re-recognition may be filed (Đ.7.6.a) and lasts to the last valid day.
    """
    if ended_on and ended_on <= on:
        return CertificateState.SUPERSEDED if end_reason == "superseded" else CertificateState.REVOKED
    if expiry.earliest is None or expiry.latest is None:
        return CertificateState.UNCERTAIN
    if on > expiry.latest:
        return CertificateState.EXPIRED
    if on > expiry.earliest:
        return CertificateState.UNCERTAIN
    if on >= re_recognition_window(expiry.earliest, on=on).opens_on:
        return CertificateState.EXPIRING
    return CertificateState.VALID
