"""Working days, validity and the windows counted from them; dates worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.law import calendar
from ocop.law.calendar import add_working_days, is_working_day, last_day_before, unannounced_year, working_days_between
from ocop.law.governing import law_under
from ocop.law.regimes import get_regime
from ocop.law.validity import expires_on, re_recognition_window, reminders, transitional_limit

DAYS = st.dates(min_value=date(2023, 1, 1), max_value=date(2029, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("2026-11-27", True),  # Friday
        ("2026-11-28", False),  # Saturday
        ("2026-04-30", False),  # Reunification Day
        ("2026-05-01", False),  # Labour Day
        ("2026-04-27", False),  # Hùng Kings' day of 26/4, a Sunday, taken on Monday
        ("2026-02-17", False),  # Tết Bính Ngọ
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-09-01", False),  # National Day, two days
        ("2026-09-02", False),
        ("2026-08-31", False),  # exchanged with Saturday 22/8
        ("2026-08-22", True),
        ("2026-01-02", False),  # exchanged with Saturday 10/1, from our own table
        ("2026-01-10", True),
    ],
)
def test_offices_work_on_weekdays_that_are_no_holidays(text: str, works: bool) -> None:
    assert is_working_day(day(text)) is works


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-06-01", "2026-06-22"),  # three plain weeks
        ("2026-06-05", "2026-06-26"),  # received on a Friday
        ("2026-06-06", "2026-06-26"),  # received on a Saturday
        ("2026-04-10", "2026-05-06"),  # over Hùng Kings' day (27/4), 30/4 and 1/5
        ("2026-08-17", "2026-09-09"),  # over National Day, its exchange day 31/8 and the working Saturday 22/8
        ("2026-11-09", "2026-12-01"),  # over the Culture Day of 24/11
    ],
)
def test_the_commune_has_fifteen_working_days(received: str, due: str) -> None:
    assert law_under("R4", day("2026-06-01")).commune_deadline(day(received)) == day(due)


def test_a_due_date_in_a_year_without_announced_days_off_is_provisional() -> None:
    assert unannounced_year(date(2026, 12, 31)) is None
    assert unannounced_year(date(2027, 1, 8)) == 2027
    due = add_working_days(date(2026, 12, 18), 15)  # nine days of December, New Year's Day off, six of January
    assert (due, unannounced_year(due)) == (date(2027, 1, 11), 2027)


def test_the_day_of_receipt_may_count_by_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert add_working_days(day("2026-06-01"), 1) == day("2026-06-02")
    monkeypatch.setattr(calendar, "setting", lambda name, on: {"deadline.count_from": "day_1"}[name])
    assert add_working_days(day("2026-06-01"), 1) == day("2026-06-01")
    assert add_working_days(day("2026-06-06"), 1) == day("2026-06-08")


def test_before_a_day_means_the_day_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert last_day_before(day("2026-04-30")) == day("2026-04-29")
    monkeypatch.setattr(calendar, "setting", lambda name, on: {"round.cutoff_is_exclusive": False}[name])
    assert last_day_before(day("2026-04-30")) == day("2026-04-30")


@settings(deadline=None)
@given(DAYS, st.integers(0, 60))
def test_adding_and_counting_working_days_agree(start: date, n: int) -> None:
    end = add_working_days(start, n)
    assert working_days_between(start, end) == n
    assert working_days_between(end, start) == -n
    assert n == 0 or is_working_day(end)


def test_negative_working_days_are_refused() -> None:
    with pytest.raises(ValueError, match="không được âm"):
        add_working_days(day("2026-06-01"), -1)


@pytest.mark.parametrize(
    ("issued", "expiry"),
    [
        ("2026-08-31", "2029-08-31"),
        ("2026-12-15", "2029-12-15"),
        ("2024-02-29", "2027-02-28"),
        ("2025-02-28", "2028-02-28"),
        ("2026-01-01", "2029-01-01"),
    ],
)
def test_a_certificate_is_valid_for_36_months(issued: str, expiry: str) -> None:
    assert get_regime("R4").validity_months == 36
    assert expires_on(day(issued), 36) == day(expiry)


@pytest.mark.parametrize(
    ("months", "expiry"), [(1, "2026-02-28"), (12, "2027-01-31"), (-1, "2025-12-31"), (0, "2026-01-31")]
)
def test_a_month_that_is_shorter_ends_on_its_last_day(months: int, expiry: str) -> None:
    assert expires_on(day("2026-01-31"), months) == day(expiry)


def test_re_recognition_is_filed_from_180_to_120_days_before_expiry() -> None:
    window = re_recognition_window(day("2029-08-31"), on=day("2029-03-04"))
    assert (window.opens_on, window.closes_on) == (day("2029-03-04"), day("2029-05-03"))
    inside = [
        day("2029-03-03") in window,
        day("2029-03-04") in window,
        day("2029-05-03") in window,
        day("2029-05-04") in window,
    ]
    assert inside == [False, True, True, False]


def test_reminders_come_a_year_before_and_around_the_window() -> None:
    expiry = day("2029-08-31")
    assert reminders(expiry, on=day("2028-08-31")) == (
        day("2028-08-31"),
        *(expiry - timedelta(days=days) for days in (180, 150, 130, 120)),
    )


def test_the_transition_extends_a_certificate_by_180_days_at_most() -> None:
    assert transitional_limit(day("2026-09-19"), on=day("2026-09-19")) == day("2027-03-18")
