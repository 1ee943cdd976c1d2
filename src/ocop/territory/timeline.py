"""Pure: the periods of every unit and the successions between them, from the published snapshots and our own dated facts.

A period is the time in which a unit's name, type and parent stayed the same; a change closes it and opens the next one
(NQ 202/2025/QH15; later resolutions in `data/later_changes.yaml`). Nothing here reads or writes the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import yaml

from ocop.territory.sources import Published, SourceUnit

REFORM = date(2025, 7, 1)
UNKNOWN_START = date(1900, 1, 1)  # the package shows former units as they stood on 30/6/2025, not since when
REFORM_SOURCE = "Nghị quyết 202/2025/QH15; Quyết định 19/2025/QĐ-TTg"
FORMER_SOURCE = "Danh mục đơn vị hành chính đến 30/6/2025"
FORMER_PREFIX = "cu/"
DATA = files("ocop.territory") / "data"

Key = tuple[str, str, date]  # code, level, effective_from
Change = Mapping[str, Any]


class ChangeError(ValueError):
    """A dated fact does not fit the units it speaks of; the message names the code."""


@dataclass(frozen=True, slots=True)
class Period:
    """A unit between two dates."""

    code: str
    level: str
    unit_type: str
    name: str
    path: str
    latitude: float | None
    longitude: float | None
    effective_from: date
    effective_to: date | None
    legal_source: str

    @property
    def key(self) -> Key:
        """What identifies a period: a code alone identifies nothing."""
        return self.code, self.level, self.effective_from

    @property
    def parent_path(self) -> str:
        """Path of the unit that contains this one, empty for a province."""
        above = self.path.rstrip("/").rpartition("/")[0]
        return "" if above in {"", FORMER_PREFIX.rstrip("/")} else f"{above}/"


@dataclass(frozen=True, slots=True)
class Link:
    """One period went, whole or in part, into another."""

    predecessor: Key
    successor: Key
    whole: bool
    effective_on: date
    legal_source: str


@dataclass(slots=True)
class Timeline:
    """All periods by key, the open one of each code, and the links between periods."""

    periods: dict[Key, Period] = field(default_factory=dict)
    open: dict[tuple[str, str], Key] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def begin(self, period: Period) -> None:
        """Add a period; an open one becomes the present state of its code."""
        self.periods[period.key] = period
        if period.effective_to is None:
            self.open[period.code, period.level] = period.key

    def current(self, code: str, level: str) -> Period:
        """Return the open period of a code; raises ``ChangeError``."""
        key = self.open.get((code, level))
        if key is None:
            raise ChangeError(f"Không có đơn vị đang tồn tại mang mã {code}.")
        return self.periods[key]

    def close(self, period: Period, last_day: date) -> None:
        """End an open period; raises ``ChangeError`` when it would end before it began."""
        if last_day < period.effective_from:
            raise ChangeError(f"Đơn vị mã {period.code} thay đổi trước ngày bắt đầu.")
        self.periods[period.key] = replace(period, effective_to=last_day)
        if self.open.get((period.code, period.level)) == period.key:
            del self.open[period.code, period.level]


def read_data(name: str) -> Any:
    """Read one data file of this room."""
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def build_timeline(
    published: Published, corrections: Mapping[str, Any], changes: Sequence[Change], *, until: date | None = None
) -> Timeline:
    """Put the snapshots, the corrected successions and the later changes (up to a day) on one timeline.

    Raises ``ChangeError`` when a fact names a unit that does not exist at that time.
    """
    timeline = Timeline()
    by_path: dict[str, Key] = {}
    for unit in published.former:
        period = _period(unit, UNKNOWN_START, REFORM - timedelta(days=1), FORMER_SOURCE)
        timeline.begin(period)
        by_path[unit.path] = period.key
    for unit in published.current:
        period = _period(unit, REFORM, None, REFORM_SOURCE)
        timeline.begin(period)
        by_path[unit.path] = period.key
    links = [
        Link(by_path[one.former], by_path[one.current], one.whole, REFORM, REFORM_SOURCE) for one in published.links
    ]
    timeline.links = _corrected(timeline, links, corrections)
    for change in sorted(changes, key=lambda one: one["effective_on"]):  # stable: file order within a day
        if until is None or change["effective_on"] <= until:
            _apply(timeline, change)
    return timeline


def _period(unit: SourceUnit, since: date, until: date | None, source: str) -> Period:
    return Period(
        unit.code, unit.level, unit.unit_type, unit.name, unit.path, unit.latitude, unit.longitude, since, until, source
    )


def _corrected(timeline: Timeline, links: list[Link], corrections: Mapping[str, Any]) -> list[Link]:
    """Replace the links of the former communes that `succession_corrections.yaml` names."""
    facts = {row["former"]: ([row["into"]], True) for row in corrections.get("whole", ())}
    for kind in ("part", "disputed"):
        facts |= {row["former"]: (row["into"], False) for row in corrections.get(kind, ())}
    kept = [one for one in links if not (one.predecessor[1] == "commune" and one.predecessor[0] in facts)]
    for code, (successors, whole) in facts.items():
        former = (code, "commune", UNKNOWN_START)
        if former not in timeline.periods:
            raise ChangeError(f"Không có xã cũ mang mã {code}.")
        for successor in successors:
            new = timeline.current(successor, "commune").key
            kept.append(Link(former, new, whole, REFORM, corrections["legal_source"]))
    return kept


def _apply(timeline: Timeline, change: Change) -> None:
    """Close the units of one resolution and open what they became."""
    day, level, source = change["effective_on"], change["level"], change["legal_source"]
    results = []
    for unit in change["units"]:
        whole = list(unit.get("from", [unit["code"]]))
        sources = [(timeline.current(code, level), code in whole) for code in [*whole, *unit.get("part", ())]]
        results.append((unit, sources))
    for _, sources in results:
        for period, is_whole in sources:
            if is_whole and timeline.open.get((period.code, level)) == period.key:
                timeline.close(period, day - timedelta(days=1))
    for unit, sources in results:
        model = next((period for period, _ in sources if period.code == unit["code"]), sources[0][0])
        opened = _opened(model, unit, day, source)
        timeline.begin(opened)
        timeline.links += [Link(period.key, opened.key, is_whole, day, source) for period, is_whole in sources]
        if level == "province":
            for period, is_whole in sources:
                if is_whole and period.code != opened.code:
                    _move_communes(timeline, period.path, opened.path, day, source)


def _opened(model: Period, unit: Mapping[str, Any], day: date, source: str) -> Period:
    above = f"{unit['parent']}/" if "parent" in unit else model.parent_path
    return replace(
        model,
        code=unit["code"],
        unit_type=unit.get("unit_type", model.unit_type),
        name=unit.get("name", model.name),
        path=f"{above}{unit['code']}/",
        effective_from=day,
        effective_to=None,
        legal_source=source,
    )


def _move_communes(timeline: Timeline, old_path: str, new_path: str, day: date, source: str) -> None:
    """Communes of a province that ended follow it: a new path, the same code and name."""
    inside = [
        period
        for period in timeline.periods.values()
        if period.effective_to is None and period.path.startswith(old_path) and period.path != old_path
    ]
    for period in inside:
        timeline.close(period, day - timedelta(days=1))
        moved = replace(period, path=f"{new_path}{period.code}/", effective_from=day, legal_source=source)
        timeline.begin(moved)
        timeline.links.append(Link(period.key, moved.key, whole=True, effective_on=day, legal_source=source))
