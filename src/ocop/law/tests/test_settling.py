"""What a council has to settle, compared with every settlement tried one by one (AMB-11)."""

import random
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest

from ocop.law.arithmetic import Tally
from ocop.law.tests.reference import SETS, band_of, expected_score, law_rows, random_choices
from ocop.law.tests.usual import counting, get_sheet, reading, tally

Members = dict[str, dict[str, Any]]


@cache
def marks_of(number: int) -> dict[str, dict[int, int]]:
    """Return criterion → star → least level, from the printed rows."""
    marks: dict[str, dict[int, int]] = {}
    for row in law_rows(number):
        if row.mark:
            stars = marks.setdefault(row.code, {})
            stars[row.mark] = max(row.level, stars.get(row.mark, 0))
    return marks


@cache
def ladders_of(number: int) -> dict[str, int]:
    """Return the marked criteria with their highest level."""
    return {row.code: row.level for row in law_rows(number) if row.code in marks_of(number)}


def settlements(number: int, members: Members, agreed: dict[str, int]) -> Iterator[dict[str, int]]:
    """Yield every settlement: for each marked criterion what was agreed, else a level that some member chose."""
    codes = list(marks_of(number))
    levels = [
        {agreed[code]} if code in agreed else {choices.get(code, 0) for choices in members.values()} for code in codes
    ]
    for chosen in product(*levels):
        yield dict(zip(codes, chosen, strict=True))


def star_by_hand(number: int, settled: dict[str, int], band: int, *, cumulative: bool) -> int:
    missed = {
        star for code, stars in marks_of(number).items() for star, least in stars.items() if settled[code] < least
    }
    reached = [
        star
        for star in (3, 4, 5)
        if star <= band and not any(one == star or (cumulative and one < star) for one in missed)
    ]
    return band if band < 3 else max(reached, default=2)


def by_enumeration(number: int, members: Members, agreed: dict[str, int]) -> tuple[int | None, set[str]]:
    """Return the star that every settlement leads to, else None, and the criteria that decide it, as issue and law word them."""
    totals = [expected_score(number, choices).total for choices in members.values()]
    band = band_of(Fraction(sum(totals), len(totals)))
    tried = list(settlements(number, members, agreed))
    stars = {star_by_hand(number, settled, band, cumulative=True) for settled in tried}
    undecided = {
        code
        for code, stars_of_code in marks_of(number).items()
        for star, least in stars_of_code.items()
        if star <= max(stars) and len({settled[code] >= least for settled in tried}) > 1
    }
    return (min(stars) if len(stars) == 1 else None), undecided


def divided(number: int, dice: random.Random, *, criteria: int) -> Members:
    """A panel of two to four that differs in a few marked criteria, and in points."""
    common = random_choices(number, dice, dice.choice((0.6, 0.9, 0.97, 1)))
    marked = ladders_of(number)
    touched = dice.sample(sorted(marked), min(criteria, len(marked)))
    members = {name: dict(common) for name in "abcd"[: dice.randint(2, 4)]}
    for choices in members.values():
        for code in touched:
            level = dice.randint(0, marked[code])
            choices.pop(code, None)
            if level:
                choices[code] = level
    return members


@pytest.mark.parametrize("number", SETS)
def test_star_and_undecided_are_those_of_every_settlement_tried(number: int) -> None:
    dice = random.Random(number)  # noqa: S311
    for _ in range(8):
        members = divided(number, dice, criteria=4)
        differing = [code for code in marks_of(number) if len({one.get(code, 0) for one in members.values()}) > 1]
        settled = dice.sample(differing, dice.randint(0, len(differing)))
        agreed = {code: dice.choice([one.get(code, 0) for one in members.values()]) for code in settled}
        star, undecided = by_enumeration(number, members, agreed)
        found = tally(get_sheet("R4", number), members, agreed=agreed)
        assert (found.star, set(found.undecided)) == (star, undecided)
        assert (found.star is None) is bool(found.undecided) is bool(found.errors)


@pytest.mark.parametrize(("other", "cumulative"), [({"cumulative": False}, False), ({"cumulative": True}, True)])
def test_a_star_is_given_when_every_settlement_leads_to_it_whatever_the_reading(
    other: dict[str, bool], cumulative: bool
) -> None:
    dice, seen = random.Random(11), set()  # noqa: S311
    for _ in range(60):
        members = divided(11, dice, criteria=5)
        found = tally(get_sheet("R4", 11), members, counting(gates=reading(**other)))
        assert found.band is not None
        stars = {star_by_hand(11, one, found.band, cumulative=cumulative) for one in settlements(11, members, {})}
        assert found.star == (min(stars) if len(stars) == 1 else None)
        assert (found.star is None) is bool(found.undecided)
        seen.add(found.star)
    assert {None, 2} < seen


TEA = get_sheet("R4", 11)


def top() -> dict[str, Any]:
    return {row.code: row.level for row in law_rows(11)}


def star_and_undecided(found: Tally) -> tuple[int | None, tuple[str, ...]]:
    return found.star, found.undecided


def test_marks_above_the_best_star_are_not_asked_for() -> None:
    """Nobody has the first level of 9, so three stars are out of reach whatever 2.3 is settled at."""
    without = {code: level for code, level in top().items() if code != "9"}
    assert star_and_undecided(tally(TEA, {"a": without, "b": {**without, "2.3": 2}})) == (2, ())
    low = {**top(), "9": 1}  # three stars at most
    assert star_and_undecided(tally(TEA, {"a": low, "b": {**low, "2.3": 2}})) == (3, ())


def test_a_settlement_that_loses_a_star_takes_the_other_questions_with_it() -> None:
    members = {"a": top(), "b": {**top(), "2.3": 2, "9": 1}}
    assert star_and_undecided(tally(TEA, members)) == (None, ("2.3", "9"))
    assert star_and_undecided(tally(TEA, members, agreed={"9": 1})) == (3, ())


def test_an_agreed_level_must_be_one_that_a_member_chose() -> None:
    members = {"a": top(), "b": {**top(), "2.3": 2}}
    for agreed, sentence in (
        ({"2.3": 1}, "Mức thống nhất: Tiêu chí 2.3: không phiếu nào chọn mức 1."),
        ({"2.3": 0}, "Mức thống nhất: Tiêu chí 2.3: không phiếu nào chọn “không đạt mức nào”."),
        ({"9": 1}, "Mức thống nhất: Tiêu chí 9: không phiếu nào chọn mức 1."),
        ({"10": 1}, "Mức thống nhất: Tiêu chí 10: không phiếu nào chọn mức 1."),
    ):
        for rules in (counting(), counting(gates_by="majority")):
            found = tally(TEA, members, rules, agreed=agreed)
            assert (found.errors, found.star, found.undecided, found.totals) == ((sentence,), None, (), {})
    assert tally(TEA, members, agreed={"2.3": 2, "9": top()["9"], "10": top()["10"]}).errors == ()
    ticked_nothing = {code: level for code, level in top().items() if code != "9"}
    assert tally(TEA, {"a": top(), "b": ticked_nothing}, agreed={"9": 0}).star == 2


def test_a_level_of_another_case_is_not_the_one_a_member_chose() -> None:
    village = get_sheet("R4", 26)
    members: Members = {"a": {"8": {"case": "a", "level": 1}}}
    assert tally(village, members, agreed={"8": {"case": "a", "level": 1}}).errors == ()
    assert tally(village, members, agreed={"8": {"case": "b", "level": 1}}).errors == (
        "Mức thống nhất: Tiêu chí 8: không phiếu nào chọn mức 1 của trường hợp b.",
    )


def test_results_of_the_first_reading_are_still_read_by_it() -> None:
    """Every difference waited then, and the council could agree on a level that nobody chose."""
    first, low = counting(settling="every"), {**top(), "9": 1}
    assert star_and_undecided(tally(TEA, {"a": low, "b": {**low, "2.3": 2}}, first)) == (None, ("2.3",))
    assert star_and_undecided(tally(TEA, {"a": top(), "b": top()}, first, agreed={"2.3": 2})) == (3, ())


def realistic(number: int, dice: random.Random) -> Members:
    """Ten members whose sheets differ from a common one, poor or rich, by one level in one criterion of ten."""
    common = random_choices(number, dice, dice.choice((0.6, 0.8, 0.9, 1)))
    ladders = {row.code: row.level for row in law_rows(number) if not row.case}
    members: Members = {}
    for name in "abcdefghij":
        choices = members[name] = dict(common)
        for code, highest in ladders.items():
            if dice.random() < 0.1:
                level = choices.pop(code, 0) + dice.choice((-1, 1))
                if level := min(max(level, 0), highest):
                    choices[code] = level
    return members


def test_two_hundred_realistic_panels_of_ten_need_fewer_than_three_settlements_each() -> None:
    dice, settled, waited = random.Random(2026), 0, 0  # noqa: S311
    for _ in range(200):
        number = dice.choice(SETS)
        sheet, members = get_sheet("R4", number), realistic(number, dice)
        agreed: dict[str, int] = {}
        while code := next(iter(tally(sheet, members, agreed=agreed).undecided), None):
            chosen = [choices.get(code, 0) for choices in members.values()]
            agreed[code] = max(chosen, key=chosen.count)
        settled += len(agreed)
        waited += len(tally(sheet, members, counting(settling="every")).undecided)
    assert settled < 3 * 200 < waited
