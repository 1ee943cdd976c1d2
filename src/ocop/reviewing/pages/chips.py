"""Filters by state above a work list, as links with their numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Chip:
    """A filter by state as a link with its number of dossiers."""

    word: str
    href: str
    count: int
    current: bool


def chips_of(
    filters: Mapping[str, tuple[str, tuple[str, ...]]],
    counts: Mapping[str, int],
    chosen: str,
    address: Callable[[str], str],
) -> list[Chip]:
    """Return the filters that hold something, and the chosen one; a filter without states holds everything."""
    chips = [
        Chip(
            word,
            f"?{address(value)}",
            sum(counts.get(state, 0) for state in states) if states else sum(counts.values()),
            value == chosen,
        )
        for value, (word, states) in filters.items()
    ]
    return [one for one in chips if one.count or one.current]
