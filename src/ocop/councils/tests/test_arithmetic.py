"""Quorum, outcome and the way from rows to the law's arithmetic; expected values are written by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ocop.councils.arithmetic import (
    Mark,
    Panel,
    Quorum,
    agreed_levels,
    choices_of,
    missing_criteria,
    outcome_of,
    tally_of,
    tally_rules,
    unanimous_levels,
)
from ocop.law.governing import law_on
from ocop.law.regimes import get_regime
from ocop.law.tests.usual import DAY, get_sheet

from .building import full_sheet, sheet_with_total

LAW = get_sheet("R4", 11)
RULES = tally_rules(law_on(DAY), max_spread=Decimal(10), gates_by="agreed", aggregate="mean")


def panel(*totals: int, max_spread: Decimal | None = Decimal(10)) -> Panel:
    members = {str(number): tuple(sheet_with_total(LAW, total)) for number, total in enumerate(totals)}
    return Panel(LAW, members, tally_rules(law_on(DAY), max_spread=max_spread, gates_by="agreed", aggregate="mean"))


@pytest.mark.parametrize(
    ("seats", "present", "needed", "met"),
    [
        (5, 3, 4, False),
        (5, 4, 4, True),
        (8, 6, 6, True),
        (8, 5, 6, False),
        (15, 11, 12, False),
        (15, 12, 12, True),
        (0, 0, 0, False),
    ],
)
def test_three_quarters_of_the_seats_rounded_up_make_a_quorum(
    seats: int, present: int, needed: int, *, met: bool
) -> None:
    quorum = Quorum(Decimal("0.75"), seats, present, chair_must_attend=True, chair_present=True)
    assert (quorum.needed, quorum.met) == (needed, met)


def test_two_thirds_of_six_are_four_although_the_ratio_is_written_with_two_decimals() -> None:
    assert Quorum(Decimal("0.66"), 6, 4, chair_must_attend=True, chair_present=True).needed == 4


def test_without_the_chair_there_is_no_quorum_unless_the_rules_say_so() -> None:
    assert Quorum(Decimal("0.75"), 5, 5, chair_must_attend=True, chair_present=False).met is False
    assert Quorum(Decimal("0.75"), 5, 5, chair_must_attend=False, chair_present=False).met is True


def test_no_level_met_counts_zero_but_is_not_an_empty_answer() -> None:
    marks = [Mark("1.1", "", 0), Mark("1.2", "", 2), Mark("8", "a", 1)]
    assert choices_of(marks) == {"1.2": 2, "8": {"case": "a", "level": 1}}
    assert "1.1" not in missing_criteria(LAW, marks)
    assert missing_criteria(LAW, full_sheet(LAW)) == []


@pytest.mark.parametrize(
    ("totals", "spread", "due"), [((70, 80), 10, False), ((70, 81), 11, True), ((70, 70), 0, False)]
)
def test_a_spread_of_exactly_ten_is_allowed_and_more_is_not(totals: tuple[int, ...], spread: int, *, due: bool) -> None:
    found = tally_of(panel(*totals))
    assert (found.spread, found.rescore) == (spread, due)


@pytest.mark.parametrize(("limit", "due"), [(Decimal("10.5"), False), (Decimal("9.5"), True), (None, False)])
def test_the_council_may_set_half_points_or_no_limit(limit: Decimal | None, *, due: bool) -> None:
    assert tally_of(panel(70, 80, max_spread=limit)).rescore is due


HALF_CENTS = {30: (1, 2, 2), 50: (2, 3, 3), 70: (3, 4, 4), 90: (4, 5, 5)}


@pytest.mark.parametrize(("limit", "bands"), HALF_CENTS.items())
def test_bands_begin_exactly_at_their_limit_and_five_thousandths_below_is_the_lower_star(
    limit: int, bands: tuple[int, int, int]
) -> None:
    found = []
    for thousandths in (-5, 0, 5):
        wanted = 200 * limit + thousandths // 5
        members = [limit + (index < wanted - 200 * limit) - (index < 200 * limit - wanted) for index in range(200)]
        result = tally_of(panel(*members, max_spread=None))
        assert result.mean == limit + Fraction(thousandths, 1000)
        found.append(result.band)
    assert tuple(found) == bands


@pytest.mark.parametrize("size", range(5, 16))
def test_one_point_decides_between_three_and_four_stars_in_panels_of_five_to_fifteen(size: int) -> None:
    below, exact = [70] * (size - 1) + [69], [70] * size
    assert [tally_of(panel(*totals)).band for totals in (below, exact)] == [3, 4]


def test_an_agreed_no_level_met_is_a_decision_that_meets_no_mark() -> None:
    gated = next(one for one in LAW.scored_criteria if one.has_gate)
    top, low = (
        full_sheet(LAW),
        [mark if mark.criterion_code != gated.code else Mark(gated.code, "", 0) for mark in full_sheet(LAW)],
    )
    members = {"a": tuple(top), "b": tuple(low)}
    assert tally_of(Panel(LAW, members, RULES)).undecided == (gated.code,)
    agreed = tally_of(Panel(LAW, members, RULES, agreed=(Mark(gated.code, "", 0),)))
    assert agreed.undecided == ()
    assert {one.criterion for one in agreed.unmet} == {gated.code}
    assert agreed.star is not None
    assert agreed.star < 5


def test_levels_all_members_chose_need_no_agreement() -> None:
    top = full_sheet(LAW)
    gated = [one.code for one in LAW.scored_criteria if one.has_gate]
    assert list(unanimous_levels(LAW, [top, top])) == gated
    recorded = agreed_levels(Panel(LAW, {"a": tuple(top)}, RULES, agreed=(Mark(gated[0], "", 1),)))
    assert recorded[gated[0]] == 1


OUTCOMES = [
    # total of every sheet, marks all met?, forward_requires_gates, outcome
    (100, True, False, "potential_five_star"),
    (100, True, True, "potential_five_star"),
    (90, False, False, "not_recognised"),
    (49, False, False, "not_recognised"),
    (29, False, True, "not_recognised"),
]


@pytest.mark.parametrize(("total", "met", "strict", "outcome"), OUTCOMES)
def test_outcomes_follow_the_table(total: int, outcome: str, *, met: bool, strict: bool) -> None:
    found = tally_of(panel(total))
    assert (found.star == found.band) is met or total < 50
    assert outcome_of(found, get_regime("R4"), forward_requires_gates=strict) == outcome


def test_ninety_points_with_a_missing_five_star_mark_go_on_unless_the_rules_ask_for_the_marks() -> None:
    five = next(one for one in LAW.requirements if one.star == 5)
    marks = [
        mark if mark.criterion_code != five.criterion else Mark(five.criterion, "", five.needs_level - 1)
        for mark in full_sheet(LAW)
    ]
    found = tally_of(Panel(LAW, {"a": tuple(marks)}, RULES))
    assert (found.band, found.star) == (5, 4)
    assert outcome_of(found, get_regime("R4"), forward_requires_gates=False) == "potential_five_star"
    assert outcome_of(found, get_regime("R4"), forward_requires_gates=True) == "recognised"


def test_without_a_star_there_is_no_outcome_yet() -> None:
    gated = next(one for one in LAW.scored_criteria if one.has_gate)
    low = [mark if mark.criterion_code != gated.code else Mark(gated.code, "", 0) for mark in full_sheet(LAW)]
    found = tally_of(Panel(LAW, {"a": tuple(full_sheet(LAW)), "b": tuple(low)}, RULES))
    assert outcome_of(found, get_regime("R4"), forward_requires_gates=False) == ""
