"""By which former names a unit of today is found, and which units of today a former name leads to (NQ 202/2025/QH15)."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from ocop.territory.former import former_word, words_by_code
from ocop.territory.models import UnitSuccession

NAMED = ("level", "code", "unit_type", "name")
BEFORE = [f"predecessor__{above}{name}" for above in ("", "parent__", "parent__parent__") for name in NAMED]
AT_ONCE = 5_000


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
                found[one] |= dict.fromkeys(_words(names))
            earlier[predecessor] |= reached[successor]
        reached = earlier
    return {pk: tuple(words) for pk, words in found.items()}


def _links(units: Collection[int]) -> list[tuple[Any, ...]]:
    links = UnitSuccession.objects.order_by("pk").values_list("successor_id", "predecessor_id", *BEFORE)
    wanted = sorted(units)
    parts = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return [link for part in parts for link in links.filter(successor__in=part)]


def _words(names: list[Any]) -> list[str]:
    found = []
    for level, code, kind, name in zip(*[iter(names)] * len(NAMED), strict=True):
        if name:
            found += [former_word(f"{kind} {name}"), *words_by_code().get((level, code), ())]
    return [word for word in found if word]
