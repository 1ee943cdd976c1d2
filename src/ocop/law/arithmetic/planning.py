"""The cheapest way to the next star: fewest criteria changed, then fewest steps up, then fewest points; or the easiest one.

The easiest way climbs low steps first: the first level of a ladder counts 1, the second 2 and so on, because a first step is
what a producer can take tomorrow, while the top of a ladder is exports and patents. Few steps on few criteria break ties.

The star marks that are not met are forced; whatever points are then still missing for the band come from the
criteria that give them with the fewest changes. The search is exact: it keeps, for every number of points gained
so far, the cheapest set of changes, criterion by criterion.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from ocop.law.arithmetic.choices import Choices, chosen_case, chosen_option
from ocop.law.arithmetic.scoring import CERTIFIED_STARS, GateRules, score
from ocop.law.regimes import get_regime
from ocop.law.sheets import Criterion, Sheet

Cost = tuple[int, int, int]  # each adds up over the changes; the last is the points


@dataclass(frozen=True, slots=True)
class Change:
    """Raise one criterion; `forced` when a star mark asks for it. Level 0 stands for nothing ticked."""

    criterion: str
    case: str | None
    from_level: int
    to_level: int
    points_gained: int
    forced: bool

    @property
    def steps(self) -> int:
        """How many printed levels the criterion rises."""
        return self.to_level - self.from_level


Costs = Callable[[tuple[Change, ...]], Cost]


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes, in printed order, that bring a sheet to a star; none when it is already there."""

    star: int
    changes: tuple[Change, ...]
    total_before: int
    total_after: int

    @property
    def points_gained(self) -> int:
        """How many points all changes together bring."""
        return self.total_after - self.total_before


def fewest(changes: tuple[Change, ...]) -> Cost:
    """Few criteria, then few steps, then few points."""
    return len(changes), sum(one.steps for one in changes), sum(one.points_gained for one in changes)


def easiest(sheet: Sheet, weights: Mapping[str, int]) -> Costs:
    """Low steps, then few criteria, then few points; a zero that is printed as the first level is no step.

    ``weights`` says by code how much harder the steps of a criterion are (1 where nothing is said).
    """
    zeros = {one.code: int(one.zero_level_printed) for one in sheet.scored_criteria}

    def costs(changes: tuple[Change, ...]) -> Cost:
        climbed = sum(_climbed(one, zeros[one.criterion]) * weights.get(one.criterion, 1) for one in changes)
        return climbed, len(changes), sum(one.points_gained for one in changes)

    return costs


def _climbed(change: Change, zeros: int) -> int:
    return sum(range(max(0, change.from_level - zeros) + 1, change.to_level - zeros + 1))


def steps_to_star(
    sheet: Sheet,
    choices: Choices,
    star: int,
    rules: GateRules,
    *,
    waived: Collection[str] = frozenset(),
    costs: Costs = fewest,
) -> Plan:
    """Return the cheapest set of changes after which the sheet has this star or a higher one.

    ``costs`` says what cheap means: ``fewest`` or what ``easiest`` returns.

    Raises InvalidChoicesError for choices that do not fit, ValueError for a star the regime does not have.
    """
    regime = get_regime(sheet.regime)
    now = score(sheet, choices, rules, waived=waived)
    if now.star >= star:
        return Plan(star, (), now.total, now.total)
    # Marks that are not cumulative may make a higher star cheaper than the one asked for.
    targets = [star] if rules.cumulative else range(star, max(CERTIFIED_STARS) + 1)
    found = [
        _cheapest(
            sheet,
            choices,
            rules,
            _forced_levels(sheet, one, rules, waived),
            regime.lowest_of(one) - now.total,
            costs=costs,
        )
        for one in targets
    ]
    changes = min(found, key=costs)
    return Plan(star, changes, now.total, now.total + sum(one.points_gained for one in changes))


def _forced_levels(sheet: Sheet, star: int, rules: GateRules, waived: Collection[str]) -> dict[str, int]:
    if rules.star_rule == "band":
        return {}
    levels: dict[str, int] = {}
    for one in sheet.requirements:
        applies = one.star <= star if rules.cumulative else one.star == star
        if applies and one.criterion not in waived:
            levels[one.criterion] = max(levels.get(one.criterion, 0), one.needs_level)
    return levels


def _cheapest(
    sheet: Sheet,
    choices: Choices,
    rules: GateRules,
    forced: Mapping[str, int],
    missing: int,
    *,
    costs: Costs,
) -> tuple[Change, ...]:
    needed = max(0, missing)
    best: dict[int, tuple[Change, ...]] = {0: ()}
    for group in _groups(sheet, rules):
        best = _extend(best, list(_moves(group, choices, forced)), needed, costs)
    return best[needed]


def _groups(sheet: Sheet, rules: GateRules) -> list[tuple[Criterion, ...]]:
    """Put criteria that count only together (5.2 and 5.3 without a story count as zero) into one group."""
    if rules.story != "zero":
        return [(criterion,) for criterion in sheet.scored_criteria]
    return [
        (criterion, *(one for one in sheet.scored_criteria if one.needs == criterion.code))
        for criterion in sheet.scored_criteria
        if not criterion.needs
    ]


def _moves(group: tuple[Criterion, ...], choices: Choices, forced: Mapping[str, int]) -> Iterator[tuple[Change, ...]]:
    """Yield every way to raise the criteria of a group that meets its star marks, as changes."""
    before = _counted([_current(criterion, choices) for criterion in group])
    for after in product(*(list(_ladder_from(criterion, choices)) for criterion in group)):
        counted = _counted([(level, points) for _, level, points in after])
        if any(level < forced.get(one.code, 0) for one, (level, _) in zip(group, counted, strict=True)):
            continue
        gains = [new[1] - old[1] for new, old in zip(counted, before, strict=True)]
        changes = []
        for criterion, (case, level, _), gained in zip(group, after, gains, strict=True):
            from_level = _current(criterion, choices)[0]
            if level != from_level:
                must = from_level < forced.get(criterion.code, 0)
                changes.append(Change(criterion.code, case, from_level, level, gained, must))
        if changes:  # a criterion that starts to count without being raised is credited to the change that lets it
            extra = sum(gains) - sum(one.points_gained for one in changes)
            changes[0] = replace(changes[0], points_gained=changes[0].points_gained + extra)
        yield tuple(changes)


def _current(criterion: Criterion, choices: Choices) -> tuple[int, int]:
    option = chosen_option(criterion, choices)
    return (option.level, option.points) if option else (0, 0)


def _ladder_from(criterion: Criterion, choices: Choices) -> Iterator[tuple[str | None, int, int]]:
    level, points = _current(criterion, choices)
    chosen = chosen_case(choices.get(criterion.code))
    yield chosen, level, points
    cases: list[str | None] = [chosen] if chosen else [one.code for one in criterion.cases]
    for case in cases or [None]:
        for higher in criterion.options_of(case)[level:]:
            yield case, higher.level, higher.points


def _counted(group: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Let the dependants of a group count only when its first criterion has points."""
    first, *rest = group
    return [first, *(rest if first[1] > 0 else [(0, 0)] * len(rest))]


def _extend(
    best: Mapping[int, tuple[Change, ...]],
    moves: list[tuple[Change, ...]],
    needed: int,
    costs: Costs,
) -> dict[int, tuple[Change, ...]]:
    """Add one group: points beyond the need count as the need, so that at most `needed` + 1 states live."""
    extended: dict[int, tuple[Cost, tuple[Change, ...]]] = {}
    priced = [(costs(move), move) for move in moves]
    for gained, changes in best.items():
        base = costs(changes)
        for cost, move in priced:
            reached = min(needed, gained + cost[2])
            total = (base[0] + cost[0], base[1] + cost[1], base[2] + cost[2])
            if reached not in extended or total < extended[reached][0]:
                extended[reached] = (total, (*changes, *move))
    return {gained: changes for gained, (_, changes) in extended.items()}
