"""Where a place lay on a day: the units of that day that held it, through every merger, division and renaming between (NQ 202/2025/QH15).

A unit that came out of several units lay in one of them, and the records do not always say in which: the answer is then all of them.
Reads units and successions once, for figures over many places.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ocop.territory.models import AdministrativeUnit, UnitSuccession
from ocop.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Period:
    """A unit during the time in which nothing about it changed."""

    pk: int
    path: str
    name: str
    begins: date
    ends: date | None

    def is_in_force(self, on: date) -> bool:
        """Whether the unit exists on a day."""
        return self.begins <= on and (self.ends is None or on <= self.ends)


class Maps:
    """The maps of every day, read once."""

    def __init__(self) -> None:
        rows = AdministrativeUnit.objects.values_list("pk", "path", "name", "effective_from", "effective_to")
        self._periods = {row[0]: Period(*row) for row in rows.iterator()}
        self._by_path: dict[str, list[Period]] = defaultdict(list)
        for period in self._periods.values():
            self._by_path[period.path].append(period)
        self._before: dict[int, list[int]] = defaultdict(list)
        self._after: dict[int, list[int]] = defaultdict(list)
        for old, new in UnitSuccession.objects.values_list("predecessor_id", "successor_id").iterator():
            self._before[new].append(old)
            self._after[old].append(new)

    def paths_on(self, day: date, path: str, *, known_on: date | None = None, printed: str = "") -> tuple[str, ...]:
        """Return the paths that a place could have on a day, given the path of its unit on another day (the newest one if none).

        ``printed`` is the place in words as it was published: where several units are possible, those that it names are meant.
        Empty when the path is of no unit.
        """
        start = self._period(path, known_on)
        if start is None:
            return ()
        found = self._walk(start, day)
        if len(found) > 1 and printed:
            named = [period for period in found if _names(printed, period.name)]
            found = named or found
        return tuple(sorted({period.path for period in found}))

    def _period(self, path: str, known_on: date | None) -> Period | None:
        periods = self._by_path.get(path, [])
        fitting = [one for one in periods if known_on and one.is_in_force(known_on)]
        return max(fitting or periods, key=lambda one: one.begins, default=None)

    def _walk(self, start: Period, day: date) -> list[Period]:
        links = self._before if start.begins > day else self._after
        frontier, found, seen = [start], [], {start.pk}
        while frontier:
            found += [one for one in frontier if one.is_in_force(day)]
            onward = {pk for one in frontier if not one.is_in_force(day) for pk in links.get(one.pk, ())} - seen
            seen |= onward
            frontier = [self._periods[pk] for pk in onward]
        return found


def _names(printed: str, name: str) -> bool:
    """Whether one part of a printed place ("xã Trường Đông, thị xã Hòa Thành, Tây Ninh") is this name, with or without a type."""
    key = fold(name)
    return any(part == key or part.endswith(f" {key}") for part in (fold(one.strip()) for one in printed.split(",")))


def lies_in(unit_path: str, paths: Iterable[str]) -> tuple[bool, bool]:
    """Return whether a place with these possible paths lies in a unit certainly, and whether it possibly does."""
    inside = [path.startswith(unit_path) for path in paths]
    wider = any(unit_path.startswith(path) for path in paths)
    return bool(inside) and all(inside), any(inside) or wider
