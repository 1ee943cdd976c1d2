"""Pure: the dot plot of members' totals on a line from 0 to 100, with the star limits; positions for a server-drawn SVG."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

WIDTH, MARGIN, BASE, STEP = 720, 36, 118, 17
SCALE = Fraction(WIDTH - 2 * MARGIN, 100)
TICKS = range(0, 101, 10)


class Place(NamedTuple):
    """A point of the drawing, as text with a decimal point."""

    x: str
    y: str
    words: str


@dataclass(frozen=True)
class DotPlot:
    """Dots, limits and the mean, ready to print in a frame that is always the same."""

    width = WIDTH
    height = BASE + 60
    base = BASE
    left, right = MARGIN, WIDTH - MARGIN
    dots: tuple[Place, ...]
    limits: tuple[Place, ...]
    ticks: tuple[Place, ...]
    mean: Place
    label: str


def dot_plot(totals: Iterable[Fraction], mean: Fraction, limits: Iterable[tuple[int, int]]) -> DotPlot:
    """Lay out totals that would touch one above the other; the plot names nobody."""
    given = sorted(totals)
    dots = [
        Place(_x(total), str(BASE - 13 - STEP * height), _number(total))
        for total, height in zip(given, _heights(given), strict=True)
    ]
    marks = tuple(Place(_x(Fraction(lowest)), str(BASE), f"{star} sao từ {lowest}") for lowest, star in limits)
    return DotPlot(
        dots=tuple(dots),
        limits=marks,
        ticks=tuple(Place(_x(Fraction(tick)), str(BASE + 34), str(tick)) for tick in TICKS),
        mean=Place(_x(mean), str(BASE), _number(mean)),
        label=f"{len(given)} phiếu, từ {_number(min(given))} đến {_number(max(given))} điểm, trung bình {_number(mean)}",
    )


def _heights(rising: list[Fraction]) -> list[int]:
    """Return for each total, from the lowest, the first row in which its dot touches no other."""
    ends: list[Fraction] = []
    heights = []
    for total in rising:
        place = total * SCALE
        row = next((index for index, end in enumerate(ends) if place >= end), len(ends))
        ends[row : row + 1] = [place + STEP]
        heights.append(row)
    return heights


def _x(value: Fraction) -> str:
    return f"{float(MARGIN + value * SCALE):.1f}"


def _number(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")
