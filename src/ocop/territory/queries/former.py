"""By which former names a unit of today is found, and which units of today a former name leads to (NQ 202/2025/QH15)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from ocop.territory.former import Ended, ended_before_2025, former_word, words_by_code
from ocop.territory.models import AdministrativeLevel, AdministrativeUnit, UnitSuccession
from ocop.territory.timeline import FORMER_PREFIX, REFORM
from ocop.vietnamese import format_date
from ocop.vietnamese.words import words

NAMED = ("level", "code", "unit_type", "name")
BEFORE = [f"predecessor__{above}{name}" for above in ("", "parent__", "parent__parent__") for name in NAMED]
AT_ONCE = 5_000
MOST_FORMER = 12


def former_words(units: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return for each unit the words of the units that went into it, of what contained them, and of those that had gone into these.

    A query for each change since then, whatever the number of units: two or three.
    """
    found: dict[int, dict[str, None]] = {pk: {} for pk in units}
    reached: dict[int, set[int]] = {pk: {pk} for pk in units}  # a unit, and the units asked about that it went into
    while reached:
        earlier: dict[int, set[int]] = defaultdict(set)
        for successor, predecessor, *names in _links(reached):
            for one in reached[successor]:
                found[one] |= dict.fromkeys(_former_words(names))
            earlier[predecessor] |= reached[successor]
        reached = earlier
    return {pk: tuple(words) for pk, words in found.items()}


def _links(units: Collection[int]) -> list[tuple[Any, ...]]:
    links = UnitSuccession.objects.order_by("pk").values_list("successor_id", "predecessor_id", *BEFORE)
    wanted = sorted(units)
    parts = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return [link for part in parts for link in links.filter(successor__in=part)]


def _former_words(names: list[Any]) -> list[str]:
    found = []
    for level, code, kind, name in zip(*[iter(names)] * len(NAMED), strict=True):
        if name:
            found += [former_word(f"{kind} {name}"), *words_by_code().get((level, code), ())]
    return [word for word in found if word]


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A unit that ended, and where it lies today."""

    name: str
    until: str
    legal_source: str
    today: tuple[AdministrativeUnit, ...]
    roots: tuple[str, ...]  # the units of 30/6/2025 that it was or had gone into, by their paths


def former_units_named(text: str) -> list[FormerUnit]:
    """Return units that ended, by the whole name typed with or without type and diacritics, each with today's units: five queries.

    "Tân Phú, Đồng Nai" keeps those that lay in a place of that name. Former provinces lead to provinces, all others to communes.
    """
    name, _, above = text.partition(",")
    word = former_word(name)
    if not word:
        return []
    found = [(one.full_name, one.until, one.legal_source, list(roots)) for one, roots in _ended(word)]
    found += [
        (_place(unit), format_date(REFORM - timedelta(days=1)), unit.legal_source, [unit])
        for unit in _until_the_reform(name, word)
    ]
    inside = words(above)
    kept = [one for one in found if set(inside) <= {word for root in one[3] for word in words(_place(root))}]
    today = _today_of({root.path: root for one in kept[:MOST_FORMER] for root in one[3]})
    shown = (
        FormerUnit(
            *one[:3],
            tuple(unit for root in one[3] for unit in today[root.path]),
            tuple(root.path for root in one[3]),
        )
        for one in kept[:MOST_FORMER]
    )
    return [one for one in shown if one.today and [unit.full_place for unit in one.today] != [one.name]]


def _until_the_reform(name: str, word: str) -> list[AdministrativeUnit]:
    """Units of 30/6/2025 with this name, the larger ones first."""
    key = " ".join(words(name))
    last = [" ".join(key.split()[start:]) for start in range(3)]  # without the words of a type
    units = AdministrativeUnit.objects.filter(path__inside=FORMER_PREFIX, search_key__in=[one for one in last if one])
    read = units.select_related("parent__parent").order_by("path")
    return sorted((unit for unit in read if former_word(unit.full_name) == word), key=lambda one: len(one.path))


def _ended(word: str) -> list[tuple[Ended, list[AdministrativeUnit]]]:
    """Units that ended before, with those of 30/6/2025 into which they had gone."""
    ended = [one for one in ended_before_2025() if one.word == word]
    codes = {code for one in ended for code in one.into}
    units = AdministrativeUnit.objects.filter(path__inside=FORMER_PREFIX, code__in=codes).select_related(
        "parent__parent"
    )
    known = {(unit.level, unit.code): unit for unit in units} if codes else {}
    return [
        (one, [known[one.into_level, code] for code in one.into if (one.into_level, code) in known]) for one in ended
    ]


def _place(unit: AdministrativeUnit) -> str:
    """A unit with those above it, from small to large."""
    names, here = [unit.full_name], unit.parent
    while here is not None:
        names.append(here.name_in_text)
        here = here.parent
    return ", ".join(names)


def _today_of(roots: Mapping[str, AdministrativeUnit]) -> dict[str, list[AdministrativeUnit]]:
    """Return the open units into which each went: a province into provinces, a district by its communes."""
    reached: dict[int, set[str]] = {unit.pk: {path} for path, unit in roots.items()}
    districts = [path for path, unit in roots.items() if unit.level == AdministrativeLevel.DISTRICT]
    parts = AdministrativeUnit.objects.filter(parent__path__in=districts).values_list("pk", "path") if districts else ()
    for pk, path in parts:
        reached.setdefault(pk, set()).add(next(one for one in districts if path.startswith(one)))
    today: dict[str, dict[int, AdministrativeUnit]] = {path: {} for path in roots}
    while reached:
        after: dict[int, set[str]] = defaultdict(set)
        for link in UnitSuccession.objects.filter(predecessor__in=reached).select_related("successor__parent"):
            for path in reached[link.predecessor_id]:
                if link.successor.effective_to is None:
                    today[path][link.successor_id] = link.successor
                else:
                    after[link.successor_id].add(path)
        reached = after
    return {
        path: sorted(units.values(), key=lambda one: (bytes(one.sort_key), one.code)) for path, units in today.items()
    }


def communes_out_of(roots: Collection[str]) -> tuple[str, ...]:
    """Return the paths of today's communes that took in land of these units of 30/6/2025: a query for each change since then.

    A former province leads to what its own communes became, not to the larger province of today.
    """
    inside = Q()
    for path in roots:
        inside |= Q(predecessor__path__inside=path)
    found: set[str] = set()
    links = UnitSuccession.objects.filter(inside) if roots else UnitSuccession.objects.none()
    while ahead := list(links.values_list("successor_id", "successor__path", "successor__effective_to").distinct()):
        found |= {path for _pk, path, ended in ahead if ended is None and path.count("/") > 1}
        links = UnitSuccession.objects.filter(predecessor__in=[pk for pk, _path, ended in ahead if ended])
    return tuple(sorted(found))
