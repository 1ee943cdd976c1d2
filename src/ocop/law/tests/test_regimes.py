"""Which decision governs a dossier, and what it decides."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from ocop.law.regimes import UnknownRegimeError, all_regimes, get_regime, regime_on


@pytest.mark.parametrize(
    ("filed_on", "code"),
    [
        ("2018-05-07", "R0"),
        ("2019-08-20", "R0"),
        ("2019-08-21", "R1"),
        ("2023-02-23", "R1"),
        ("2023-02-24", "R2"),
        ("2025-07-05", "R2"),
        ("2025-07-06", "R3"),
        ("2026-05-21", "R3"),
        ("2026-05-22", "R4"),
        ("2026-11-28", "R4"),
    ],
)
def test_the_filing_date_decides_the_regime(filed_on: str, code: str) -> None:
    assert regime_on(date.fromisoformat(filed_on)).code == code


def test_regimes_follow_each_other_without_a_gap() -> None:
    regimes = all_regimes()
    assert [one.code for one in regimes] == ["R0", "R1", "R2", "R3", "R4"]
    for earlier, later in pairwise(regimes):
        assert earlier.valid_to is not None
        assert later.valid_from is not None
        assert (later.valid_from - earlier.valid_to).days == 1


@pytest.mark.parametrize(
    ("mean", "star"),
    [
        ("0", 1), ("29.99", 1), ("30", 2), ("49.99", 2), ("50", 3), ("69.5", 3), ("69.99", 3),
        ("70", 4), ("89.99", 4), ("90", 5), ("100", 5),
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", ["R1", "R2", "R3", "R4"])
def test_bands_include_their_lower_bound(code: str, mean: str, star: int) -> None:
    assert get_regime(code).band_of(Decimal(mean)) == star
    assert get_regime(code).band_of(Fraction(mean)) == star


def test_a_mean_a_hair_below_ninety_is_in_band_four() -> None:
    assert get_regime("R4").band_of(Fraction(899_999_999, 10_000_000)) == 4


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("R1", {3: "province", 4: "province", 5: "ministry"}),
        ("R2", {3: "district", 4: "province", 5: "ministry"}),
        ("R3", {3: "province", 4: "province", 5: "ministry"}),
        ("R4", {3: "province", 4: "province", 5: "ministry"}),
    ],
)
def test_who_recognises_which_star(code: str, levels: dict[int, str]) -> None:
    regime = get_regime(code)
    assert regime.competence == levels
    assert [regime.decides(star) for star in (1, 2)] == [None, None]
    assert (regime.validity_months, regime.forwarded_from("province")) == (36, 90)


@pytest.mark.parametrize(
    ("code", "parts"), [("R1", (35, 25, 40)), ("R2", (40, 25, 35)), ("R3", (40, 25, 35)), ("R4", (40, 25, 35))]
)
def test_parts_of_each_regime(code: str, parts: tuple[int, ...]) -> None:
    assert tuple(get_regime(code).parts.values()) == parts


def test_local_means_commune_since_r4() -> None:
    assert [one.local_radius for one in all_regimes()] == [None, "district", "district", "district", "commune"]


def test_the_move_to_r4_counts_from_the_day_it_took_effect() -> None:
    limits = {one.case: (one.article, one.days, one.finish_by) for one in get_regime("R4").transition}
    assert limits["first_or_upgrade_pending"] == ("12.2.a", 60, date(2026, 7, 21))
    assert limits["re_recognition_pending"] == ("12.2.b", 30, date(2026, 6, 21))
    assert limits["filing_window_missed"] == ("12.3", 180, None)


def test_what_a_regime_does_not_have_is_said() -> None:
    with pytest.raises(ValueError, match="R0 không có khung điểm"):
        get_regime("R0").band_of(80)
    with pytest.raises(ValueError, match="không có hạng 6 sao"):
        get_regime("R4").lowest_of(6)
    with pytest.raises(UnknownRegimeError, match="R9"):
        get_regime("R9")
