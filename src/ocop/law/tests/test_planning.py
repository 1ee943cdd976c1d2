"""The cheapest way to a star, compared with brute force on small sheets."""

import random
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.law.arithmetic import GateRules, Plan, easiest
from ocop.law.arithmetic import steps_to_star as planned
from ocop.law.loading import build_sheet
from ocop.law.sheets import Sheet
from ocop.law.tests.reference import SETS, random_choices
from ocop.law.tests.usual import get_sheet, reading, score, steps_to_star


def small_sheet(ladders: list[list[tuple[int, int | None]]], *, story: bool = False, cases: bool = False) -> Sheet:
    """Build a sheet of a few criteria worth 100 points; the first three may stand for a story, the last has cases."""
    criteria: list[dict[str, Any]] = []
    for place, ladder in enumerate(ladders):
        options = [{"p": p, "vi": f"mức {p}", "en": f"level {p}", "star": star} for p, star in ladder]
        one: dict[str, Any] = {
            "code": str(place),
            "title": "t",
            "title_en": "t",
            "max": ladder[-1][0],
            "kind": "choice",
            "options": options,
        }
        if story and place in {1, 2}:
            one["needs"] = "0"
        if cases and place == len(ladders) - 1:
            bare = [{"p": p, "vi": f"mức {p}", "en": f"level {p}"} for p, _ in ladder]
            pair = [{"code": code, "label": code, "label_en": code, "options": bare} for code in "ab"]
            one |= {"kind": "alternatives", "options": [], "cases": pair}
        criteria.append(one)
    section = {"code": "1", "title": "t", "title_en": "t", "max": 100, "criteria": criteria}
    provenance = {
        "instrument": "i",
        "annex": "a",
        "issued": date(2026, 5, 22),
        "source": "s",
        "check": "c",
        "discrepancies": [],
    }
    return build_sheet(
        {
            "regime": "R4", "version": 1, "set": 99, "title": "t", "title_en": "t", "sector": "I", "group": "I.1",
            "product_kind": "goods", "sample_required": True, "grade": "A", "provenance": provenance, "ambiguities": [],
            "rejection_rules": [], "notes": [],
            "parts": [{"code": "A", "title": "t", "title_en": "t", "max": 100, "sections": [section]}],
        },
        {},
    )  # fmt: skip


def levels_of(sheet: Sheet, choices: dict[str, Any]) -> dict[str, int]:
    return {
        one.code: choice["level"] if isinstance(choice := choices.get(one.code, 0), dict) else choice
        for one in sheet.scored_criteria
    }


def cheapest_by_force(
    sheet: Sheet, choices: dict[str, Any], star: int, rules: GateRules, *, low_steps: bool = False
) -> tuple[int, int, int] | None:
    now = levels_of(sheet, choices)
    before = score(sheet, choices, rules).total
    best = None
    ladders = [range(now[one.code], len(one.options or one.cases[0].options) + 1) for one in sheet.scored_criteria]
    for levels in product(*ladders):
        tried = {
            one.code: {"case": "a", "level": level} if one.cases else level
            for one, level in zip(sheet.scored_criteria, levels, strict=True)
            if level
        }
        found = score(sheet, tried, rules)
        if found.star >= star:
            raised = [level - now[one.code] for one, level in zip(sheet.scored_criteria, levels, strict=True)]
            cost = (sum(map(bool, raised)), sum(raised), found.total - before)
            if low_steps:
                climbed = sum(level * (level + 1) // 2 - now[one.code] * (now[one.code] + 1) // 2
                              for one, level in zip(sheet.scored_criteria, levels, strict=True))  # fmt: skip
                cost = (climbed, cost[0], cost[2])
            best = cost if best is None else min(best, cost)
    return best


def cost_of(plan: Plan) -> tuple[int, int, int]:
    return len(plan.changes), sum(one.steps for one in plan.changes), plan.points_gained


def carried_out(choices: dict[str, Any], plan: Plan) -> dict[str, Any]:
    changed = {
        one.criterion: {"case": one.case, "level": one.to_level} if one.case else one.to_level for one in plan.changes
    }
    return {**choices, **changed}


@st.composite
def ladders(draw: st.DrawFn) -> list[list[tuple[int, int | None]]]:
    shares = draw(st.lists(st.integers(5, 40), min_size=3, max_size=5))
    shares.append(100 - sum(shares)) if sum(shares) < 100 else None
    while sum(shares) > 100:
        shares[shares.index(max(shares))] -= 1
    found = []
    for share in shares:
        points = sorted({*draw(st.lists(st.integers(0, share), max_size=2)), share})
        marks: list[int | None] = [None] * len(points)
        for star in draw(st.lists(st.sampled_from((3, 4, 5)), max_size=2, unique=True).map(sorted)):
            free = [place for place in range(len(points)) if marks[place] is None and not any(marks[place:])]
            if free:
                marks[draw(st.sampled_from(free))] = star
        found.append(list(zip(points, marks, strict=True)))
    return found


RULES = st.builds(reading, cumulative=st.booleans(), story=st.sampled_from(("warn", "zero")))


@settings(max_examples=120, deadline=None)
@given(ladders(), st.data(), st.sampled_from((3, 4, 5)), RULES, st.booleans())
def test_no_plan_is_cheaper(
    shape: list[list[tuple[int, int | None]]], data: st.DataObject, star: int, rules: GateRules, cases: bool
) -> None:
    if cases:
        shape[-1] = [(points, None) for points, _ in shape[-1]]
    sheet = small_sheet(shape, story=rules.story == "zero", cases=cases)
    choices: dict[str, Any] = {}
    for one, ladder in zip(sheet.scored_criteria, shape, strict=True):
        if level := data.draw(st.integers(0, len(ladder))):
            choices[one.code] = {"case": "a", "level": level} if one.cases else level
    plan = steps_to_star(sheet, choices, star, rules)
    assert cost_of(plan) == cheapest_by_force(sheet, choices, star, rules)
    reached = score(sheet, carried_out(choices, plan), rules)
    assert reached.star >= star
    assert reached.total == plan.total_after
    easy = planned(sheet, choices, star, rules, costs=easiest(sheet, {}))
    climbed = sum(sum(range(one.from_level + 1, one.to_level + 1)) for one in easy.changes)
    by_force = cheapest_by_force(sheet, choices, star, rules, low_steps=True)
    assert (climbed, len(easy.changes), easy.points_gained) == by_force


@pytest.mark.parametrize("number", SETS)
def test_a_plan_on_a_real_sheet_reaches_its_star_through_every_forced_gate(number: int) -> None:
    dice = random.Random(number)  # noqa: S311
    sheet = get_sheet("R4", number)
    for star in (2, 3, 4, 5):
        choices = random_choices(number, dice, 0.4)
        before = score(sheet, choices)
        plan = steps_to_star(sheet, choices, star)
        after = score(sheet, carried_out(choices, plan))
        assert after.star >= star
        assert (plan.total_before, plan.total_after) == (before.total, after.total)
        unmet = (
            {one.criterion for one in before.unmet if one.star <= star} if before.star < star and star > 2 else set()
        )
        assert {one.criterion for one in plan.changes if one.forced} == unmet
        assert steps_to_star(sheet, carried_out(choices, plan), star).changes == ()


def test_a_heavy_criterion_is_climbed_only_where_nothing_else_is_left() -> None:
    sheet = small_sheet([[(20, None), (40, None)], [(20, None), (40, None)], [(20, None)]])
    choices = {"0": 1, "1": 1}  # 40 points; three stars begin at 50

    def advised(**weights: int) -> list[tuple[str, int]]:
        plan = planned(sheet, choices, 3, reading(), costs=easiest(sheet, weights))
        return [(one.criterion, one.to_level) for one in plan.changes]

    assert advised() == [("2", 1)]  # a first step is easier than a second one
    assert advised(**{"2": 9}) in ([("0", 2)], [("1", 2)])
    assert advised(**{"2": 9, "0": 9}) == [("1", 2)]


def test_one_missing_gate_is_one_change() -> None:
    sheet = get_sheet("R4", 11)
    choices = {one.code: len(one.options) for one in sheet.scored_criteria} | {"2.3": 2}
    plan = steps_to_star(sheet, choices, 4)
    assert [(one.criterion, one.from_level, one.to_level, one.forced) for one in plan.changes] == [("2.3", 2, 3, True)]
    assert steps_to_star(sheet, choices, 3).changes == ()
    assert steps_to_star(sheet, choices, 4, waived={"2.3"}).changes == ()
    with pytest.raises(ValueError, match="không có hạng 6 sao"):
        steps_to_star(sheet, choices, 6)
