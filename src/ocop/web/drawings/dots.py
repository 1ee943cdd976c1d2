"""Places as dots, one for each commune or province: the size is the figure, the colour the state.

The table with the same figures stands beside the map and is what a keyboard and a reader's voice meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .place_map import ISLANDS
from .projection import HEIGHT, WIDTH, project

LARGEST, SMALLEST = 0.055, 0.014  # radius of the largest and of an empty dot, as parts of the drawing's width
LETTER = 0.034  # height of a figure on its dot, as a part of the drawing's width
MARGIN = 0.09
NARROWEST = 8.0  # drawing units: a province of few communes is not blown up without end


@dataclass(frozen=True)
class Dot:
    """One place: where it lies, its figure, the list behind it; a place without a figure is a small grey dot."""

    latitude: float
    longitude: float
    words: str
    number: int = 0
    href: str = ""
    tone: str = "leaf"


def draw_dots(dots: Sequence[Dot], *, country: bool = False, numbered: bool = False) -> SafeString:
    """Draw the dots, the largest first so that small ones stay visible; ``country`` puts them on the whole map.

    ``numbered`` writes the figure on every dot that has one.
    """
    placed = [(*project(dot.latitude, dot.longitude), dot) for dot in dots]
    left, top, width, height = (0.0, 0.0, WIDTH, HEIGHT) if country else _frame([(x, y) for x, y, _dot in placed])
    most = max((dot.number for _x, _y, dot in placed), default=0) or 1
    ordered = sorted(placed, key=lambda one: one[2].number, reverse=True)
    marks = [
        _draw(
            dot,
            x,
            y,
            width * (SMALLEST + (LARGEST - SMALLEST) * sqrt(dot.number / most) if dot.number else SMALLEST / 2),
        )
        for x, y, dot in ordered
    ]
    if numbered:  # above all dots: a figure is not hidden by its neighbour
        marks += [_write(dot.number, x, y, width * LETTER) for x, y, dot in ordered if dot.number]
    return format_html(
        '<svg class="dot-map" viewBox="{} {} {} {}" aria-hidden="true" focusable="false">{}{}</svg>',
        *(f"{value:.1f}" for value in (left, top, width, height)),
        _ground() if country else "",
        format_html_join("", "{}", ((mark,) for mark in marks)),
    )


def _frame(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a box around the points, with a margin."""
    across, down = [x for x, _y in points] or [0.0], [y for _x, y in points] or [0.0]
    width, height = max(max(across) - min(across), NARROWEST), max(max(down) - min(down), NARROWEST)
    edge = MARGIN * max(width, height)
    return min(across) - edge, min(down) - edge, width + 2 * edge, height + 2 * edge


def _ground() -> SafeString:
    image = format_html(
        '<image href="{}" width="{}" height="{}"/>', static("web/built/vietnam.svg"), str(WIDTH), str(HEIGHT)
    )
    names = format_html_join(
        "",
        '<text class="place-map__islands" x="{}" y="{}">{}</text>',
        ((str(x), str(y), name) for name, (x, y) in ISLANDS),
    )
    return image + names


def _draw(dot: Dot, x: float, y: float, radius: float) -> SafeString:
    tone = dot.tone if dot.number else "line"
    circle = format_html(
        '<circle class="dot-map__dot dot-map__dot--{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>',
        tone, f"{x:.1f}", f"{y:.1f}", f"{radius:.2f}", dot.words,
    )  # fmt: skip
    return format_html('<a href="{}" tabindex="-1">{}</a>', dot.href, circle) if dot.href else circle


def _write(number: int, x: float, y: float, letter: float) -> SafeString:
    """A figure in the middle of its dot; a click goes through it to the dot."""
    return format_html(
        '<text class="dot-map__number" x="{}" y="{}" font-size="{}">{}</text>',
        f"{x:.1f}", f"{y + letter * 0.35:.1f}", f"{letter:.2f}", number,
    )  # fmt: skip
