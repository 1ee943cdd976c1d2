"""Expiry, filing window, extension and competence on every day of 2019 to 2035, against tables written by hand."""

from collections.abc import Iterator
from datetime import date, timedelta

from ocop.law.regimes import competence_on, regime_on
from ocop.law.validity import expires_on, extended_to, re_recognition_window

R4_CAME = date(2026, 5, 22)
# First day, then who recognises three, four and five stars from it on.
COMPETENCE = (
    ("2019-01-01", "R0", None, None, None),
    ("2019-08-21", "R1", "provincial_committee", "provincial_committee", "minister"),
    ("2023-02-24", "R2", "district_committee", "provincial_committee", "minister"),
    ("2025-07-01", "R2", None, "provincial_committee", "minister"),
    ("2025-07-06", "R3", "provincial_committee", "provincial_committee", "minister"),
    ("2026-05-22", "R4", "provincial_chair", "provincial_chair", "minister"),
)
LEVELS = {
    "district_committee": "district",
    "provincial_committee": "province",
    "provincial_chair": "province",
    "minister": "ministry",
    None: None,
}


def days() -> Iterator[date]:
    day = date(2019, 1, 1)
    while day.year <= 2035:
        yield day
        day += timedelta(days=1)


def test_who_recognises_each_star_on_every_day() -> None:
    for day in days():
        _, regime, *authorities = max(row for row in COMPETENCE if row[0] <= day.isoformat())
        for star, authority in zip((1, 2, 3, 4, 5), (None, None, *authorities), strict=True):
            found = competence_on(star, day)
            assert (found.regime, found.level, found.authority) == (regime, LEVELS[authority], authority), (day, star)


def test_expiry_and_window_of_a_certificate_of_every_day() -> None:
    for issued in days():
        leap = (issued.month, issued.day) == (2, 29)
        expiry = date(issued.year + 3, 2, 28) if leap else date(issued.year + 3, issued.month, issued.day)
        assert expires_on(issued, 36) == expiry
        window = re_recognition_window(expiry, on=expiry)
        assert (
            expiry.toordinal() - window.opens_on.toordinal(),
            expiry.toordinal() - window.closes_on.toordinal(),
        ) == (
            180,
            120,
        )


def test_only_a_certificate_whose_window_had_closed_when_the_law_came_is_extended() -> None:
    extended = {}
    for issued in days():
        regime = regime_on(issued)
        if regime.code == "R0":
            continue
        expiry = expires_on(issued, 36)
        if (last := extended_to(expiry, issued_under=regime)) is not None:
            extended[expiry] = (last - expiry).days
    # In force on 22/5/2026, window closed on 21/5/2026 at the latest: 120 days before 18/9/2026.
    assert (min(extended), max(extended)) == (R4_CAME, date(2026, 9, 18))
    assert len(extended) == (date(2026, 9, 18) - R4_CAME).days + 1
    assert set(extended.values()) == {180}
