"""The second count agrees with the law's arithmetic on every sheet, and catches a first count that is wrong."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.councils import recount as second
from ocop.councils.arithmetic import Mark, Panel, tally_of, tally_rules
from ocop.councils.operations.deriving import disagreements
from ocop.councils.recount import recount
from ocop.law.governing import law_on
from ocop.law.sheets import Criterion, Sheet
from ocop.law.tests.usual import DAY, get_sheet

from .building import counting, full_sheet, sheet_with_total


def random_panel(seed: int) -> Panel:
    chance = random.Random(seed)  # noqa: S311 - a panel, not a secret
    law = get_sheet("R4", chance.randint(1, 26))
    base = [full_sheet(law), full_sheet(law, level="lowest"), sheet_with_total(law, 70)][seed % 3]
    members = {str(number): tuple(varied(law, base, chance)) for number in range(chance.randint(1, 15))}
    gated = [one for one in law.scored_criteria if one.has_gate]
    rules = tally_rules(
        law_on(DAY),
        max_spread=Decimal(10),
        gates_by=chance.choice(["agreed", "majority"]),
        aggregate=chance.choice(["mean", "median", "mean_without_extremes"]),
    )
    waived = frozenset(one.code for one in gated if chance.random() < 0.1)
    rules = replace(rules, settling=chance.choice(["decisive", "every"]))
    agreed = [settled(one, members, rules.settling, chance) for one in gated if chance.random() < 0.6]
    return Panel(law, members, rules, tuple(agreed), waived)


def settled(criterion: Criterion, members: Mapping[str, Iterable[Mark]], settling: str, chance: random.Random) -> Mark:
    """A level that some member chose; as settling was read at first, any level the sheet prints."""
    if settling == "every":
        return Mark(criterion.code, "", chance.randint(0, len(criterion.options)))
    return chance.choice(
        [mark for marks in members.values() for mark in marks if mark.criterion_code == criterion.code]
    )


def varied(law: Sheet, base: list[Mark], chance: random.Random) -> list[Mark]:
    marks = []
    for mark in base:
        criterion = law.criterion(mark.criterion_code)
        case = chance.choice(criterion.cases).code if criterion.cases else ""
        level = chance.randint(0, len(criterion.options_of(case or None)))
        marks.append(mark if chance.random() < 0.7 else Mark(criterion.code, case if level else "", level))
    return marks


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_both_counts_agree_on_random_panels_of_all_26_sheets(seed: int) -> None:
    panel = random_panel(seed)
    rules = counting(aggregate=panel.rules.aggregate, gates_by=panel.rules.gates_by, settling=panel.rules.settling)
    again = recount(panel.sheet, panel.members, rules, agreed=panel.agreed, waived=panel.waived)
    assert disagreements(tally_of(panel), again) == []


def test_the_second_count_uses_nothing_of_the_first() -> None:
    names = {getattr(value, "__module__", "") for value in vars(second).values()}
    assert [name for name in names if name and name.startswith("ocop.law.arithmetic")] == []


def test_a_first_count_that_is_off_by_one_is_noticed() -> None:
    law = get_sheet("R4", 11)
    panel = Panel(
        law,
        {"a": tuple(sheet_with_total(law, 70))},
        tally_rules(law_on(DAY), max_spread=None, gates_by="agreed", aggregate="mean"),
    )
    again = recount(law, panel.members, counting())
    found = tally_of(panel)
    assert disagreements(found, again) == []
    assert disagreements(replace(found, mean=Fraction(71)), again) == ["trung bình"]
    assert disagreements(replace(found, star=5, totals={"a": 71}), again) == ["tổng từng phiếu", "hạng sao"]


def test_a_mark_the_sheet_does_not_print_is_refused() -> None:
    law = get_sheet("R4", 11)
    with pytest.raises(KeyError):
        recount(law, {"a": [Mark("1.1", "", 9)]}, counting())
    with pytest.raises(ValueError, match="empty panel"):
        recount(law, {}, counting())


@pytest.mark.parametrize(("totals", "aggregate", "mean"), [
    ((70, 71, 72, 90), "mean", Fraction(303, 4)),
    ((70, 71, 72, 90), "median", Fraction(143, 2)),
    ((70, 71, 72, 90), "mean_without_extremes", Fraction(143, 2)),
    ((70, 90), "mean_without_extremes", Fraction(80)),
    ((69, 70, 70), "mean", Fraction(209, 3)),
])  # fmt: skip
def test_aggregates_by_hand(totals: tuple[int, ...], aggregate: str, mean: Fraction) -> None:
    law = get_sheet("R4", 11)
    members = {str(number): sheet_with_total(law, total) for number, total in enumerate(totals)}
    assert recount(law, members, counting(aggregate=aggregate)).mean == mean


@pytest.mark.parametrize(("value", "text"), [
    (Fraction(209, 3), "69.67"), (Fraction(69995, 1000), "70.00"), (Fraction(69994, 1000), "69.99"), (Fraction(70), "70.00"),
])  # fmt: skip
def test_means_are_printed_half_up(value: Fraction, text: str) -> None:
    assert second.rounded(value, 2) == text
