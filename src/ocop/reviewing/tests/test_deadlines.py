"""The commune's 15 working days (QĐ 26/2026, Đ.7.2). Due dates below were counted by hand on a wall calendar."""

from datetime import date

import pytest

from ocop.dossiers import clocks
from ocop.dossiers.clocks import Wait, commune_clock, working_days_left
from ocop.law.governing import law_on
from ocop.territory.models import Setting
from tests import builders

# Received on, due on, what lies between.
BY_HAND = [
    (date(2026, 6, 1), date(2026, 6, 22), "three plain weeks"),
    (date(2026, 9, 1), date(2026, 9, 23), "received on the holiday of 1/9, 2/9 off"),
    (date(2027, 1, 28), date(2027, 2, 25), "Tết: 4, 5, 8, 9, 10/2 off"),
    (date(2027, 4, 12), date(2027, 5, 6), "16/4 Giỗ Tổ, 30/4, and 3/5 in place of Saturday 1/5"),
    (date(2026, 4, 10), date(2026, 5, 6), "27/4 in place of Sunday 26/4, 30/4, 1/5"),
]

LAW = law_on(date(2026, 6, 1))


@pytest.mark.parametrize(("received_on", "due_on", "why"), BY_HAND)
def test_the_commune_proposes_within_15_working_days_7_2(received_on: date, due_on: date, why: str) -> None:
    assert commune_clock(LAW, received_on, [], today=received_on).due_on == due_on, why


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 6, 1), 15),
        (date(2026, 6, 19), 1),  # Friday
        (date(2026, 6, 20), 1),  # Saturday: Monday is still to come
        (date(2026, 6, 22), 0),
        (date(2026, 6, 23), -1),
        (date(2026, 6, 29), -5),
    ],
)
def test_days_left_count_working_days(today: date, left: int) -> None:
    assert working_days_left(date(2026, 6, 22), today) == left


def test_a_limit_that_ended_on_friday_is_past_on_saturday() -> None:
    assert working_days_left(date(2026, 6, 19), date(2026, 6, 20)) == -1


def test_a_supplement_request_does_not_stop_the_clock_by_default_oq_04() -> None:
    waits = [Wait(date(2026, 6, 3), date(2026, 6, 10))]
    clock = commune_clock(LAW, date(2026, 6, 1), waits, today=date(2026, 6, 11))
    assert (clock.due_on, clock.waited, clock.stops, clock.waiting) == (date(2026, 6, 22), 5, False, False)


def test_where_waiting_stops_the_clock_five_working_days_move_the_limit_by_five() -> None:
    waits = [Wait(date(2026, 6, 3), date(2026, 6, 10))]
    clock = commune_clock(LAW, date(2026, 6, 1), waits, today=date(2026, 6, 11), stops=True)
    assert (clock.due_on, clock.stops) == (date(2026, 6, 29), True)


@pytest.mark.django_db
def test_a_province_may_let_waiting_stop_the_clock_from_a_day_on() -> None:
    Setting.objects.create(
        name="commune.supplement_stops_clock",
        unit=builders.province(),
        value=True,
        effective_from=date(2026, 7, 1),
        legal_source="Quy chế của tỉnh",
    )
    assert [clocks.waiting_stops_clock("80/25459/", day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [
        False,
        True,
    ]
    assert not clocks.waiting_stops_clock("42/18073/", date(2026, 7, 1))


def test_an_open_wait_counts_until_today() -> None:
    clock = commune_clock(LAW, date(2026, 6, 1), [Wait(date(2026, 6, 3), None)], today=date(2026, 6, 8))
    assert (clock.waited, clock.waiting) == (3, True)
