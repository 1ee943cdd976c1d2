"""Points, bands, gates and stars against an independent scorer, and as properties."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.law.arithmetic import InvalidChoicesError, check_choices, without_zero
from ocop.law.tests.reference import SETS, expected_score, law_rows, random_choices
from ocop.law.tests.usual import get_sheet, reading, score

SHEETS_PER_SET = 150


def top(number: int) -> dict[str, Any]:
    """Tick the highest level everywhere."""
    return {row.code: {"case": row.case, "level": row.level} if row.case else row.level for row in law_rows(number)}


@pytest.mark.parametrize("number", SETS)
def test_random_sheets_score_as_the_law_says(number: int) -> None:
    dice = random.Random(number)  # noqa: S311
    sheet = get_sheet("R4", number)
    for _ in range(SHEETS_PER_SET):
        choices = random_choices(number, dice, dice.choice((0, 0.5, 0.8, 0.95, 1)))
        expected = expected_score(number, choices)
        found = score(sheet, choices)
        assert found.parts == expected.parts
        assert (found.total, found.band, found.star) == (expected.total, expected.band, expected.star)
        assert found.gates == expected.gates
        assert [(one.star, one.criterion, one.needs_level) for one in found.unmet] == expected.unmet


@pytest.mark.parametrize("number", SETS)
def test_a_full_sheet_has_five_stars_and_an_empty_one_has_one(number: int) -> None:
    sheet = get_sheet("R4", number)
    assert (score(sheet, top(number)).total, score(sheet, top(number)).star) == (100, 5)
    assert (score(sheet, {}).total, score(sheet, {}).star) == (0, 1)


@pytest.mark.parametrize("number", SETS)
def test_only_the_marked_levels_give_the_points_the_gates_force(number: int) -> None:
    sheet = get_sheet("R4", number)
    for star, points in zip((3, 4, 5), FORCED_POINTS[number], strict=True):
        needed = {one.criterion: one.needs_level for one in sheet.requirements if one.star <= star}
        found = score(sheet, needed)
        assert (found.total, found.gates[star]) == (points, True)


# Points that the cumulative marks alone force for three, four and five stars (README of the reference, section 6).
FORCED_POINTS = {
    1: (10, 37, 43), 2: (10, 40, 52), 3: (10, 42, 52), 4: (10, 41, 52), 5: (12, 42, 50), 6: (12, 41, 48),
    7: (11, 42, 51), 8: (11, 41, 50), 9: (11, 41, 50), 10: (11, 40, 49), 11: (12, 38, 43), 12: (12, 43, 48),
    13: (12, 34, 39), 14: (11, 34, 39), 15: (11, 41, 46), 16: (10, 31, 41), 17: (11, 39, 44), 18: (9, 31, 36),
    19: (9, 32, 37), 20: (9, 32, 37), 21: (8, 29, 43), 22: (7, 27, 41), 23: (9, 43, 51), 24: (7, 29, 47),
    25: (8, 39, 49), 26: (1, 5, 5),
}  # fmt: skip


def test_four_stars_need_a_traceability_code_on_the_label() -> None:
    choices = {**top(11), "2.3": 2}
    found = score(get_sheet("R4", 11), choices)
    assert (found.total, found.band, found.star) == (99, 5, 3)
    assert [(one.star, one.criterion, one.needs_level) for one in found.unmet] == [(4, "2.3", 3)]
    assert found.gates == {3: True, 4: False, 5: False}


def test_a_band_without_its_three_star_gates_gives_two_stars() -> None:
    choices = top(11)
    del choices["9"]
    found = score(get_sheet("R4", 11), choices)
    assert (found.total, found.band, found.star) == (95, 5, 2)


def test_bands_one_and_two_do_not_look_at_gates() -> None:
    assert score(get_sheet("R4", 26), {"1.2": 3, "2.1": 3}).star == 1


def test_marks_need_not_be_cumulative_where_the_council_rules_say_so() -> None:
    choices = {**top(11), "2.3": 2}
    rules = reading(cumulative=False)
    found = score(get_sheet("R4", 11), choices, rules)
    assert (found.gates, found.star) == ({3: True, 4: False, 5: True}, 5)
    assert score(get_sheet("R4", 11), choices, reading(star_rule="band")).star == 5


def test_a_waived_gate_is_met_but_gives_no_points() -> None:
    choices = top(21)
    del choices["7"]
    without = score(get_sheet("R4", 21), choices)
    waived = score(get_sheet("R4", 21), choices, waived={"7"})
    assert (without.star, waived.star) == (2, 5)
    assert without.total == waived.total


def test_a_story_scored_without_a_story_is_doubted_or_set_to_zero() -> None:
    sheet, choices = get_sheet("R4", 11), {"5.1": 1, "5.2": 3, "5.3": 4}
    assert score(sheet, choices).total == 7
    assert score(sheet, choices).warnings == (
        "Tiêu chí 5.2 chỉ chấm khi tiêu chí 5.1 có điểm.",
        "Tiêu chí 5.3 chỉ chấm khi tiêu chí 5.1 có điểm.",
    )
    zero = score(sheet, choices, reading(story="zero"))
    assert zero.total == 0
    assert "5.3" in [one.criterion for one in zero.unmet]
    assert score(sheet, choices, reading(story="ignore")).warnings == ()


def test_differing_cases_of_set_26_are_doubted() -> None:
    choices = {"8": {"case": "a", "level": 1}, "9": {"case": "b", "level": 1}}
    assert score(get_sheet("R4", 26), choices).warnings == (
        "Các tiêu chí chia trường hợp đang chọn những trường hợp khác nhau.",
    )


@pytest.mark.parametrize(
    ("number", "choices", "errors"),
    [
        (11, {"9.9": 1}, ["Bộ 11 không có tiêu chí 9.9."]),
        (11, {"6.1": 1}, ["Bộ 11 không có tiêu chí 6.1."]),
        (11, {"1.1": 4}, ["Tiêu chí 1.1: mức 4 không có, chỉ có mức 1 đến 3."]),
        (11, {"1.1": 0}, ["Tiêu chí 1.1: mức 0 không có, chỉ có mức 1 đến 3."]),
        (11, {"1.1": -1}, ["Tiêu chí 1.1: mức -1 không có, chỉ có mức 1 đến 3."]),
        (11, {"2.4": 2}, ["Tiêu chí 2.4: mức 2 không có, chỉ có mức 1 đến 1."]),
        (11, {"1.1": True}, ["Tiêu chí 1.1: mức phải là số nguyên, không phải giá trị đúng/sai."]),
        (11, {"1.1": 2.0}, ["Tiêu chí 1.1: mức phải là số nguyên, không phải số 2.0."]),
        (11, {"1.1": "2"}, ["Tiêu chí 1.1: mức phải là số nguyên, không phải chữ “2”."]),
        (11, {"1.1": None}, ["Tiêu chí 1.1: mức phải là số nguyên, không phải giá trị trống."]),
        (11, {"1.1": [1, 2]}, ["Tiêu chí 1.1: chỉ được chọn một mức, không phải nhiều mức."]),
        (11, {"1.1": {"case": "a", "level": 1}}, ["Tiêu chí 1.1: không chia trường hợp, chỉ cần ghi mức."]),
        (26, {"8": 1}, ["Tiêu chí 8: phải chọn trường hợp (a, b) rồi mới chọn mức."]),
        (26, {"8": {"case": "c", "level": 1}}, ["Tiêu chí 8: trường hợp phải là một trong a, b, không phải chữ “c”."]),
        (26, {"8": {"case": "a"}}, ["Tiêu chí 8: thiếu mức của trường hợp a."]),
        (26, {"8": {"case": "a", "level": 3}}, ["Tiêu chí 8: mức 3 không có, chỉ có mức 1 đến 2."]),
        (26, {"8": {"case": "a", "level": [1, 2]}}, ["Tiêu chí 8: chỉ được chọn một mức, không phải nhiều mức."]),
        (26, {"8": {"case": "a", "level": 1, "x": 1}}, ["Tiêu chí 8: không hiểu mục x."]),
        (11, ["1.1"], ["Các lựa chọn phải là một danh sách tiêu chí và mức, không phải một danh sách."]),
    ],
)
def test_choices_that_do_not_fit_are_explained(number: int, choices: Any, errors: list[str]) -> None:
    sheet = get_sheet("R4", number)
    assert check_choices(sheet, choices) == errors
    with pytest.raises(InvalidChoicesError) as refusal:
        score(sheet, choices)
    assert refusal.value.errors == tuple(errors)


def test_explicit_zeros_are_dropped_before_scoring() -> None:
    kept = {"1.2": 1, "8": {"case": "a", "level": 1}}
    assert without_zero({"1.1": 0, **kept, "9": {"case": "a", "level": 0}}) == kept


@st.composite
def sheets_with_choices(draw: st.DrawFn) -> tuple[int, dict[str, Any]]:
    number = draw(st.sampled_from(SETS))
    seed, generosity = draw(st.integers(0, 2**32)), draw(st.sampled_from((0.0, 0.6, 0.9, 1.0)))
    return number, random_choices(number, random.Random(seed), generosity)  # noqa: S311


@settings(max_examples=300, deadline=None)
@given(sheets_with_choices(), st.data())
def test_raising_one_level_never_lowers_points_gates_or_star(
    given_: tuple[int, dict[str, Any]], data: st.DataObject
) -> None:
    number, choices = given_
    sheet = get_sheet("R4", number)
    criterion = data.draw(st.sampled_from(sheet.scored_criteria))
    choice = choices.get(criterion.code)
    case = choice["case"] if isinstance(choice, dict) else (criterion.cases[0].code if criterion.cases else None)
    level = (choice["level"] if isinstance(choice, dict) else choice) or 0
    if level == len(criterion.options_of(case)):
        return
    raised = {**choices, criterion.code: {"case": case, "level": level + 1} if case else level + 1}
    before, after = score(sheet, choices), score(sheet, raised)
    assert after.total >= before.total
    assert after.star >= before.star
    assert all(after.gates[star] >= before.gates[star] for star in (3, 4, 5))
    assert set(after.unmet) <= set(before.unmet)


@settings(max_examples=200, deadline=None)
@given(sheets_with_choices())
def test_a_star_is_never_above_its_band_nor_a_certified_one_above_its_gates(given_: tuple[int, dict[str, Any]]) -> None:
    number, choices = given_
    found = score(get_sheet("R4", number), choices)
    assert found.star <= found.band
    assert found.star < 3 or found.gates[found.star]
    assert found.total == sum(found.parts.values())
    assert found.gates[3] >= found.gates[4] >= found.gates[5]
