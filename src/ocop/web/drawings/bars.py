"""Bars whose length is an SVG attribute: a strict content policy allows no inline style."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True)
class Bar:
    """One bar: its code and title, the points as written, the share as an SVG length such as ``77.5%``."""

    code: str
    title: str
    points: Any
    most: Any
    length: str


def share(points: Any, most: Any) -> str:
    """Return points of most as an SVG length between 0 and 100 %, with a point whatever the language of the page."""
    try:
        value = Decimal(str(points).replace(",", ".")) * 100 / Decimal(str(most))
    except (InvalidOperation, ZeroDivisionError):
        return "0%"
    return f"{min(max(value, Decimal(0)), Decimal(100)):.1f}%"


def bars(parts: list[dict[str, Any]]) -> list[Bar]:
    """Return the bars of the parts of a score."""
    return [
        Bar(part["code"], part["title"], part["points"], part["max"], share(part["points"], part["max"]))
        for part in parts
    ]
