"""Find today's unit of a place as a list printed it: "xã Trường Đông, thị xã Hòa Thành, Tây Ninh" → where that lies now.

Certain only when exactly one former (or present) commune can be meant and it went whole into one unit of today; everything else is a
question for a person, with the possible answers. Names are compared with their diacritics, however the
tone mark is placed; a name that agrees only without diacritics is a candidate, not an answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ocop.territory.models import AdministrativeLevel, AdministrativeUnit, UnitSuccession
from ocop.territory.sources import TYPES
from ocop.territory.timeline import FORMER_PREFIX, REFORM, read_data
from ocop.vietnamese import fold, tone_key

SHORT_TYPES = {
    "tp": "Thành phố", "tx": "Thị xã", "tt": "Thị trấn", "h": "Huyện", "q": "Quận", "p": "Phường", "x": "Xã", "t": "Tỉnh",
}  # fmt: skip
_LONG = re.compile(f"({'|'.join(TYPES)})\\s+", re.IGNORECASE)
_SHORT = re.compile(r"(tp|tx|tt|h|q|p|x|t)\s*\.\s*|(tp|tx|tt)\s+", re.IGNORECASE)
_NOT_WORD = re.compile("[^\\w\u0300-\u036f]+|_+")  # a tone key carries its tones as combining marks
_LEADING_ZERO = re.compile(r"\b0+(?=\d)")
MOST_CANDIDATES = 40
UNKNOWN_COMMUNE = "Không có xã này trong danh mục đến 30/6/2025 (đã đổi tên hoặc nhập vào xã khác trước đó)."


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its type, in the two forms in which names are compared."""

    unit_type: str
    exact: str
    folded: str

    @classmethod
    def read(cls, text: str) -> "Name":
        """Take the type off a printed name: "TX. Hòa Thành" is a Thị xã named Hòa Thành; "Phường 07" is Phường 7."""
        text = " ".join(text.split())
        unit_type = ""
        if match := _LONG.match(text):
            unit_type = match[1].capitalize()
        elif match := _SHORT.match(text):
            unit_type = SHORT_TYPES[(match[1] or match[2]).lower()]
        name = _LEADING_ZERO.sub("", text[match.end() :] if match else text)
        return cls(
            unit_type, _NOT_WORD.sub(" ", tone_key(name).casefold()).strip(), _NOT_WORD.sub(" ", fold(name)).strip()
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A unit of the tables, with its name in comparable form."""

    pk: int
    path: str
    name: Name


@dataclass(frozen=True, slots=True)
class Place:
    """The answer: the unit when it is certain, else why not, and the units that can be meant."""

    unit: int | None = None
    province: int | None = None
    province_path: str = ""
    unit_path: str = ""
    candidates: tuple[int, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class _Matches:
    """Units that can be meant by a printed name, and whether the first of them is the only sensible reading."""

    units: list[Known] = field(default_factory=list)
    certain: bool = False


def _matching(name: Name, among: Iterable[Known]) -> _Matches:
    folded = [one for one in among if one.name.folded == name.folded]
    exact = [one for one in folded if one.name.exact == name.exact]
    typed = [one for one in exact if one.name.unit_type == name.unit_type]
    if len(typed) == 1:
        return _Matches(typed, certain=True)
    # Communes and districts were upgraded over the years (xã → thị trấn → phường): one bearer of the name is enough.
    return _Matches(typed or exact or folded, certain=len(exact) == 1)


class PlaceFinder:
    """Reads the tables once and answers for any number of places."""

    def __init__(self) -> None:
        self._inside: dict[tuple[str, str], list[Known]] = defaultdict(list)  # (level, path of the container)
        self._provinces: dict[bool, list[Known]] = {True: [], False: []}  # former? → units
        self._paths: dict[int, str] = {}
        self._open: set[int] = set()
        self._aliases = {Name.read(name).exact: code for name, code in read_data("aliases.yaml")["provinces"].items()}
        self._read_units()
        self._successors: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        for old, new, whole in UnitSuccession.objects.values_list("predecessor_id", "successor_id", "whole"):
            self._successors[old].append((new, whole))

    def _read_units(self) -> None:
        rows = AdministrativeUnit.objects.values_list("pk", "level", "unit_type", "name", "path", "effective_to")
        for pk, level, unit_type, name, path, effective_to in rows:
            self._paths[pk] = path
            former = path.startswith(FORMER_PREFIX)
            if effective_to is None:
                self._open.add(pk)
            elif not former:
                continue  # a closed period after 1/7/2025: its code is found through the open one
            known = Known(pk, path, Name.read(f"{unit_type} {name}"))
            if level == AdministrativeLevel.PROVINCE:
                self._provinces[former].append(known)
                continue
            above = path.split("/")[:-2]
            for depth in range(2 if former else 1, len(above) + 1):
                self._inside[level, "/".join(above[:depth]) + "/"].append(known)

    def find(self, *, province: str, district: str = "", commune: str = "", on: date | None = None) -> Place:
        """Return where a printed place lies today; ``on`` is the day of the list or decision, if known."""
        if not province.strip():
            return Place(reason="Danh sách không ghi tỉnh.")
        former, current = self._province(province)
        today = self._today_of(former) if former else {(one.pk, True) for one in current}
        if len(today) != 1:
            return Place(reason=f"Không xác định được tỉnh “{province}”.")
        home = next(iter(today))[0]
        place = self._inside_province(former, current, district, commune, on)
        return Place(
            place.unit, home, self._paths[home], self._paths.get(place.unit or 0, ""), place.candidates, place.reason
        )

    def _province(self, text: str) -> tuple[list[Known], list[Known]]:
        name = Name.read(text)
        former, current = (_matching(name, self._provinces[kind]).units for kind in (True, False))
        if not former and (code := self._aliases.get(name.exact)):
            former = [one for one in self._provinces[True] if one.path == f"{FORMER_PREFIX}{code}/"]
        return former, current

    def _inside_province(
        self, former: list[Known], current: list[Known], district: str, commune: str, on: date | None
    ) -> Place:
        if not commune.strip():
            return self._without_commune(former, district)
        name = Name.read(commune)
        if district.strip():
            districts = self._districts(former, district)
            answer = self._answer(
                name, self._communes(districts), doubt=len(districts.units) != 1 or not districts.certain
            )
            return answer if answer.unit or answer.candidates else self._elsewhere(name, former, districts, answer)
        # Without a district the printed name may be a former commune or a present one: both must lead to the same unit.
        pools = []
        if on is None or on < REFORM:
            pools.append(self._communes(former))
        if on is None or on >= REFORM:
            pools.append(self._communes(current))
        answers = [self._answer(name, pool) for pool in pools]
        named = [one for one in answers if one.unit or one.candidates]
        if len({one.unit for one in named}) == 1 and named[0].unit:
            return named[0]
        candidates = tuple(
            dict.fromkeys(pk for one in named for pk in ((one.unit,) if one.unit else one.candidates) if pk)
        )
        if not candidates:
            return Place(reason=f"Không tìm thấy “{commune}” trong tỉnh này.")
        return Place(candidates=candidates, reason=f"“{commune}” có thể là nhiều đơn vị; danh sách không ghi huyện.")

    def _without_commune(self, former: list[Known], district: str) -> Place:
        if not district.strip():
            return Place(reason="Danh sách chỉ ghi tỉnh, không ghi xã.")
        districts = self._districts(former, district)
        if not districts.units:
            return Place(reason=f"Không tìm thấy “{district}” trong tỉnh này.")
        today = self._today_of(districts.units) | self._today_of(self._communes(districts))
        units = sorted({pk for pk, _ in today})
        if districts.certain and len(units) == 1 and all(whole for _, whole in today):
            return Place(unit=units[0])  # the whole district is one unit of today
        return Place(candidates=self._ordered(units), reason=f"Danh sách chỉ ghi “{district}”, không ghi xã.")

    def _districts(self, former: list[Known], district: str) -> _Matches:
        pool = [one for above in former for one in self._inside[AdministrativeLevel.DISTRICT, above.path]]
        matches = _matching(Name.read(district), pool)
        # Names of the highlands are printed in several spellings (Đak Pơ, Đăk Pơ): one district of that name is enough.
        return _Matches(matches.units, certain=matches.certain or len(matches.units) == 1)

    def _communes(self, containers: "_Matches | list[Known]") -> list[Known]:
        above = containers.units if isinstance(containers, _Matches) else containers
        return [one for container in above for one in self._inside[AdministrativeLevel.COMMUNE, container.path]]

    def _answer(self, name: Name, pool: list[Known], *, doubt: bool = False) -> Place:
        matches = _matching(name, pool)
        today = self._today_of(matches.units)
        units = {pk for pk, _ in today}
        if not units:
            return Place(reason=UNKNOWN_COMMUNE)
        if matches.certain and not doubt and len(units) == 1 and all(whole for _, whole in today):
            return Place(unit=next(iter(units)))
        divided = matches.certain and len(units) > 1
        reason = "Xã cũ được chia vào nhiều đơn vị mới." if divided else "Nhiều nơi cùng tên hoặc tên chỉ gần giống."
        return Place(candidates=self._ordered(units), reason=reason)

    def _elsewhere(self, name: Name, former: list[Known], districts: _Matches, answer: Place) -> Place:
        """A commune that its district did not have in the end: the same name elsewhere in the province, then all around."""
        namesakes = [one for one in self._communes(former) if one.name.exact == name.exact]
        likely = self._ordered({pk for pk, _ in self._today_of(namesakes)})
        around = self._ordered({pk for pk, _ in self._today_of(self._communes(districts))})
        candidates = tuple(dict.fromkeys([*likely, *around]))
        return Place(candidates=candidates if len(candidates) <= MOST_CANDIDATES else (), reason=answer.reason)

    def _today_of(self, units: Iterable[Known]) -> set[tuple[int, bool]]:
        """Open units in which these lie, each with whether it took one of them whole."""
        found: set[tuple[int, bool]] = set()
        frontier = [(one.pk, True) for one in units]
        while frontier:
            pk, whole = frontier.pop()
            if pk in self._open:
                found.add((pk, whole))
                continue
            frontier += [(new, whole and part) for new, part in self._successors.get(pk, ())]
        return found

    def _ordered(self, units: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(units, key=lambda pk: self._paths[pk]))
