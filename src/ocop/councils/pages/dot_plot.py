"""Pure: the dot plot of members' totals on a line from 0 to 100, with the star limits; positions for a server-drawn SVG."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

WIDTH, MARGIN, LOWEST_BASE, STEP = 720, 36, 118, 17
LABELS = 36  # the words of the limits stand above; no dot reaches them
NEAR_THE_EDGE = 12  # points from an end at which words beside a mark would run out of the drawing
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
    left, right = MARGIN, WIDTH - MARGIN
    base: int
    dots: tuple[Place, ...]
    limits: tuple[Place, ...]
    ticks: tuple[Place, ...]
    mean: Place
    label: str
    mean_anchor: str

    @property
    def height(self) -> int:
        """The axis and what stands below it: ticks, the mean and its words."""
        return self.base + 70


def dot_plot(totals: Iterable[Fraction], mean: Fraction, limits: Iterable[tuple[int, int]]) -> DotPlot:
    """Lay out totals that would touch one above the other; the plot names nobody."""
    given = sorted(totals)
    heights = _heights(given)
    base = max(LOWEST_BASE, LABELS + STEP * (max(heights, default=0) + 1) + 4)
    dots = [
        Place(_x(total), str(base - 13 - STEP * height), _number(total))
        for total, height in zip(given, heights, strict=True)
    ]
    marks = tuple(Place(_x(Fraction(lowest)), str(base), f"{star} sao từ {lowest}") for lowest, star in limits)
    anchor = "start" if mean < NEAR_THE_EDGE else "end" if mean > 100 - NEAR_THE_EDGE else "middle"
    return DotPlot(
        base=base,
        mean_anchor=anchor,
        dots=tuple(dots),
        limits=marks,
        ticks=tuple(Place(_x(Fraction(tick)), str(base + 34), str(tick)) for tick in TICKS),
        mean=Place(_x(mean), str(base), _number(mean)),
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
