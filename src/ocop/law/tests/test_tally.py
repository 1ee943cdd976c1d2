"""The council's result: totals, exact mean, spread, agreed levels, majority."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.law.arithmetic.tallying import aggregate_of, half_up
from ocop.law.tests.reference import SETS, band_of, expected_score, law_rows, random_choices
from ocop.law.tests.usual import counting, get_sheet, tally

TEA = get_sheet("R4", 11)


def top(number: int = 11) -> dict[str, Any]:
    return {row.code: {"case": row.case, "level": row.level} if row.case else row.level for row in law_rows(number)}


def with_total(points: int) -> dict[str, Any]:
    """A tea sheet that meets every gate with this total (43 points are forced by the gates)."""
    choices = top()
    needed = {one.criterion: one.needs_level for one in TEA.requirements}
    for criterion in TEA.scored_criteria:
        for level in range(len(criterion.options), needed.get(criterion.code, 0), -1):
            if expected_score(11, choices).total == points:
                return choices
            if level == 1:
                del choices[criterion.code]
            else:
                choices[criterion.code] = level - 1
    assert expected_score(11, choices).total == points
    return choices


def test_members_who_agree_need_no_agreed_levels() -> None:
    result = tally(TEA, {"a": with_total(79), "b": with_total(79)})
    assert result.totals == {"a": 79, "b": 79}
    assert (result.mean_text, result.spread, result.rescore) == ("79.00", 0, False)
    assert (result.band, result.star, result.errors) == (4, 4, ())
    assert result.part_means == {"A": 40 - 0, "B": 25, "C": 35} or sum(result.part_means.values()) == 79


def test_the_mean_is_exact_before_it_meets_the_band() -> None:
    members = {"a": with_total(90), "b": with_total(90), "c": with_total(89)}
    result = tally(TEA, members, counting(gates_by="majority"))
    assert result.mean == Fraction(269, 3)
    assert (result.mean_text, result.band) == ("89.67", 4)


def test_a_mean_that_only_rounds_up_to_ninety_stays_below() -> None:
    members: dict[str, Any] = {f"m{n}": with_total(90) for n in range(200)} | {"last": with_total(89)}
    exact = tally(TEA, members, counting(gates_by="majority"))
    assert (exact.mean_text, exact.band, exact.star) == ("90.00", 4, 4)
    rounded = tally(TEA, members, counting(gates_by="majority", band_input="rounded"))
    assert (rounded.mean_text, rounded.band, rounded.star) == ("90.00", 5, 5)


@pytest.mark.parametrize(("low", "rescore"), [(80, False), (79, True), (90, False)])
def test_a_rescore_is_due_when_the_spread_is_greater_than_the_limit(low: int, rescore: bool) -> None:
    rules = counting(max_spread=Fraction(10), gates_by="majority")
    assert tally(TEA, {"a": with_total(90), "b": with_total(low)}, rules).rescore is rescore
    assert tally(TEA, {"a": with_total(90), "b": with_total(low)}, counting(max_spread=None)).rescore is False


def test_a_gated_criterion_on_which_members_differ_needs_an_agreed_level() -> None:
    members = {"a": top(), "b": {**top(), "2.3": 2, "9": 1}}
    open_result = tally(TEA, members)
    assert open_result.errors == ("Hội đồng chưa thống nhất mức của tiêu chí 2.3, 9.",)
    assert (open_result.star, open_result.undecided, open_result.totals) == (None, ("2.3", "9"), {"a": 100, "b": 95})
    agreed = tally(TEA, members, agreed={"2.3": 3, "9": 1})
    assert (agreed.errors, agreed.star) == ((), 3)
    assert [(one.star, one.criterion) for one in agreed.unmet] == [(4, "9")]


def test_the_council_may_agree_that_no_level_is_met() -> None:
    members = {"a": top(), "b": {code: level for code, level in top().items() if code != "9"}}
    result = tally(TEA, members, agreed={"9": 0})
    assert (result.errors, result.undecided, result.star) == ((), (), 2)
    assert tally(TEA, {"a": top()}, agreed={"9": 0, "x": 0, "8": False}).errors == (
        "Mức thống nhất: Bộ 11 không có tiêu chí x.",
        "Mức thống nhất: Tiêu chí 8: mức phải là số nguyên, không phải giá trị đúng/sai.",
    )


def test_a_criterion_without_marks_needs_no_agreement() -> None:
    members = {"a": top(), "b": {**top(), "10": 1}}
    assert tally(TEA, members).errors == ()


def test_nothing_ticked_by_every_member_is_a_gate_not_met() -> None:
    choices = top()
    del choices["9"]
    result = tally(TEA, {"a": choices, "b": choices})
    assert (result.errors, result.star) == ((), 2)


@pytest.mark.parametrize(("levels", "star"), [((3, 3, 2), 5), ((3, 2, 2), 3), ((3, 2), 3)])
def test_a_majority_is_more_than_half(levels: tuple[int, ...], star: int) -> None:
    members = {str(place): {**top(), "2.3": level} for place, level in enumerate(levels)}
    assert tally(TEA, members, counting(gates_by="majority")).star == star


def test_a_waived_gate_needs_no_agreement_and_counts_as_met() -> None:
    members = {"a": top(), "b": {**top(), "2.3": 2}}
    result = tally(TEA, members, waived=frozenset({"2.3"}))
    assert (result.errors, result.star) == ((), 5)
    assert tally(TEA, members, waived=frozenset({"9.9"})).errors == ("Bộ 11 không có tiêu chí 9.9.",)


def test_faults_name_the_member_and_nothing_is_computed() -> None:
    result = tally(TEA, {"a": {"1.1": 9}, "b": {}}, agreed={"x": 1})
    assert result.errors == (
        "Phiếu a: Tiêu chí 1.1: mức 9 không có, chỉ có mức 1 đến 3.",
        "Mức thống nhất: Bộ 11 không có tiêu chí x.",
    )
    assert (result.mean, result.star, result.totals) == (None, None, {})
    assert tally(TEA, {}).errors == ("Chưa có phiếu chấm nào.",)


def test_the_widest_disagreements_come_first() -> None:
    members = {"a": top(), "b": {**top(), "10": 1, "6.2.3": 1}}
    found = [(one.criterion, one.lowest, one.highest, dict(one.levels)) for one in tally(TEA, members).widest]
    assert found == [("6.2.3", 0, 5, {"a": 4, "b": 1}), ("10", 1, 2, {"a": 2, "b": 1})]


@pytest.mark.parametrize(
    ("totals", "mean", "median", "trimmed"),
    [
        ([70], "70", "70", "70"),
        ([60, 81], "141/2", "141/2", "141/2"),
        ([60, 70, 95], "75", "70", "70"),
        ([60, 70, 72, 99], "301/4", "71", "71"),
    ],
)
def test_totals_combine_as_the_council_rules_say(totals: list[int], mean: str, median: str, trimmed: str) -> None:
    assert aggregate_of(totals, "mean") == Fraction(mean)
    assert aggregate_of(totals, "median") == Fraction(median)
    assert aggregate_of(totals, "mean_without_extremes") == Fraction(trimmed)


@settings(deadline=None)
@given(st.fractions(min_value=0, max_value=100, max_denominator=60), st.integers(0, 3))
def test_printed_means_round_halves_up(value: Fraction, decimals: int) -> None:
    quantum = Decimal(1).scaleb(-decimals)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    assert half_up(value, decimals) == str(exact.quantize(quantum, ROUND_HALF_UP))
    assert half_up(Fraction("79.005"), 2) == "79.01"


@pytest.mark.parametrize("number", SETS)
def test_random_panels_agree_with_the_independent_scorer(number: int) -> None:
    dice = random.Random(number)  # noqa: S311
    sheet = get_sheet("R4", number)
    for _ in range(15):
        members = {f"m{place}": random_choices(number, dice, 0.9) for place in range(dice.randint(1, 9))}
        gated = sorted({one.criterion for one in sheet.requirements})
        agreed = {code: dice.choice([choices.get(code, 0) for choices in members.values()]) for code in gated}
        result = tally(sheet, members, agreed=agreed)
        totals = {member: expected_score(number, choices).total for member, choices in members.items()}
        mean = Fraction(sum(totals.values()), len(totals))
        gates = expected_score(number, {code: level for code, level in agreed.items() if level}).gates
        band = band_of(mean)
        reached = [star for star in (3, 4, 5) if star <= band and gates[star]]
        assert (result.totals, result.mean, result.gates) == (totals, mean, gates)
        assert result.spread == max(totals.values()) - min(totals.values())
        assert (result.band, result.star) == (band, band if band < 3 else max([2, *reached]))
