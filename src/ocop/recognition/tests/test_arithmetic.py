"""The state of a certificate follows its dates, day by day (QĐ 26/2026, Đ.4.3, 7.6.a)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.arithmetic import Span, certificate_state, exactly, expiry_span, issue_span

# Issued 31/8/2026: expires 31/8/2029, re-recognition may be filed from 4/3/2029.
TABLE = [
    (date(2026, 8, 31), S.VALID),
    (date(2029, 3, 3), S.VALID),
    (date(2029, 3, 4), S.EXPIRING),
    (date(2029, 5, 4), S.EXPIRING),
    (date(2029, 8, 31), S.EXPIRING),
    (date(2029, 9, 1), S.EXPIRED),
    (date(2035, 1, 1), S.EXPIRED),
]


@pytest.mark.parametrize(("day", "state"), TABLE)
def test_state_follows_the_dates(day: date, state: S) -> None:
    expiry = expiry_span(issue_span(date(2026, 8, 31)), "R4")
    assert expiry == exactly(date(2029, 8, 31))
    assert certificate_state(expiry, on=day) == state


@pytest.mark.parametrize(
    ("published", "span"),
    [
        ("2020", Span(date(2020, 1, 1), date(2020, 12, 31))),
        ("2021-04", Span(date(2021, 4, 1), date(2021, 4, 30))),
        ("2021-04-06", exactly(date(2021, 4, 6))),
        ("", Span(None, None)),
        ("đợt 2", Span(None, None)),
        ("2021-13", Span(None, None)),
    ],
)
def test_partly_known_issue_is_a_span_of_days(published: str, span: Span) -> None:
    assert issue_span(None, published) == span


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2023, 1, 1), S.EXPIRING),
        (date(2023, 1, 2), S.UNCERTAIN),
        (date(2023, 12, 31), S.UNCERTAIN),
        (date(2024, 1, 1), S.EXPIRED),
    ],
)
def test_state_is_uncertain_only_where_the_missing_day_matters(day: date, state: S) -> None:
    assert certificate_state(expiry_span(issue_span(None, "2020"), "R1"), on=day) == state


def test_issue_that_fits_two_regimes_uses_the_term_they_share() -> None:
    assert expiry_span(issue_span(None, "2023"), "") == Span(date(2026, 1, 1), date(2026, 12, 31))
    assert expiry_span(issue_span(None, ""), "") == Span(None, None)


def test_printed_expiry_wins_over_the_computed_one() -> None:
    assert expiry_span(issue_span(None, "2020"), "R1", date(2022, 6, 30)) == exactly(date(2022, 6, 30))


def test_rules_before_2019_have_no_known_term() -> None:
    expiry = expiry_span(issue_span(date(2018, 3, 1)), "R0")
    assert certificate_state(expiry, on=date(2026, 1, 1)) == S.UNCERTAIN


@pytest.mark.parametrize(("reason", "state"), [("revoked", S.REVOKED), ("superseded", S.SUPERSEDED)])
def test_ending_by_decision_counts_from_its_day(reason: str, state: S) -> None:
    ended = {"ended_on": date(2027, 1, 1), "end_reason": reason}
    assert certificate_state(exactly(date(2029, 8, 31)), on=date(2026, 12, 31), **ended) == S.VALID
    assert certificate_state(exactly(date(2029, 8, 31)), on=date(2027, 1, 1), **ended) == state


@given(st.dates(date(2019, 9, 1), date(2030, 1, 1)), st.integers(0, 2500))
def test_state_never_turns_back(issued: date, days: int) -> None:
    from datetime import timedelta

    order = [S.VALID, S.EXPIRING, S.EXPIRED]
    expiry = expiry_span(exactly(issued), "R4")
    first = certificate_state(expiry, on=issued + timedelta(days=days))
    later = certificate_state(expiry, on=issued + timedelta(days=days + 1))
    assert order.index(later) >= order.index(first)
