"""A part of a page that a room above adds to the page of a record below: its template with what it shows.

The page asks its question (``ocop.asking``) and prints the answers:

    {% for part in parts %}{% include part.template with part=part.context %}{% endfor %}
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """One part: the template of the room that adds it, and what it shows as ``part``."""

    template: str
    context: dict[str, Any]


def present(parts: Iterable[Part | None]) -> list[Part]:
    """Return the parts that have something to show."""
    return [part for part in parts if part]
