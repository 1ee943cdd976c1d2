"""Who revokes a star, and by when (QĐ 26/2026, Đ.8.1, 8.2, 8.4)."""

from datetime import date

import pytest

from ocop.inspections.competence import competence_for, due_day, grounds_on, stars_of


@pytest.mark.parametrize(
    ("star", "decides", "prepares"),
    [
        (3, "provincial_chair", "provincial_officer"),
        (4, "provincial_chair", "provincial_officer"),
        (5, "minister", "central_officer"),
    ],
)
def test_the_star_of_today_says_who_revokes(star: int, decides: str, prepares: str) -> None:
    found = competence_for(star, on=date(2026, 12, 1))
    assert found is not None
    assert (found.decides, found.prepares) == (decides, prepares)
    assert star in stars_of(decides, on=date(2026, 12, 1))


@pytest.mark.parametrize("star", [1, 2])
def test_nobody_revokes_a_star_that_nobody_gives(star: int) -> None:
    assert competence_for(star, on=date(2026, 12, 1)) is None


def test_fifteen_days_count_from_the_conclusion() -> None:
    assert due_day(date(2026, 11, 20)) == date(2026, 12, 5)


def test_the_six_grounds_stand_in_the_order_of_the_article() -> None:
    assert [one.article for one in grounds_on(date(2026, 12, 1))] == [f"8.1.{letter}" for letter in "abcdđe"]
