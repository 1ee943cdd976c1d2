"""When can an imported certificate run out? Pure; where the date does not decide the regime, every possible regime is considered.

>>> bounds_of(issue_span(None, "2023"), "")
Span(earliest=datetime.date(2026, 1, 1), latest=datetime.date(2026, 12, 31))
"""

from datetime import date

from ocop.law.regimes import all_regimes
from ocop.recognition.arithmetic import UNKNOWN, Span, expiry_span, issue_span
from ocop.recognition.models import Certificate


def expiry_bounds(certificate: Certificate) -> Span:
    """Return the earliest and the latest day on which a certificate can run out; both empty when nothing is known."""
    issued = issue_span(certificate.issued_on, certificate.issued_as_published)
    return bounds_of(issued, certificate.regime, certificate.expires_on)


def bounds_of(issued: Span, regime: str, printed: date | None = None) -> Span:
    """Return the same for an issue that is not a record yet; an empty ``regime`` means that the date does not decide it."""
    if regime or printed:
        return expiry_span(issued, regime, printed)
    first, last = issued.earliest, issued.latest
    if first is None or last is None:
        return UNKNOWN
    possible = [
        expiry_span(issued, one.code)
        for one in all_regimes()
        if (one.valid_from or date.min) <= last and first <= (one.valid_to or date.max)
    ]
    starts, ends = [span.earliest for span in possible], [span.latest for span in possible]
    if None in starts or None in ends or not possible:
        return UNKNOWN
    return Span(min(filter(None, starts)), max(filter(None, ends)))
