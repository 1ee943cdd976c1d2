"""Charts of the home pages: a table whose rows carry a bar, so that figures, drawing and text alternative are one thing.

A bar is an SVG without a word of style in it (a strict content policy allows no inline style); each part is a link to its list, as the
number beside it is, and only the number is there for a keyboard and a reader's voice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

HEIGHT = 22
NARROWEST_WITH_A_NUMBER = 9.0  # percent of the chart's width


@dataclass(frozen=True)
class Column:
    """One kind of part: its word, and the tone it is drawn in (leaf, gold, clay, sky, line)."""

    word: str
    tone: str


@dataclass(frozen=True)
class Mark:
    """A number and the list that shows what it counts."""

    number: int
    href: str


@dataclass(frozen=True)
class ChartRow:
    """One bar: what it is about, its parts in the order of the columns, all of them together, and a word beside."""

    title: str
    marks: Sequence[Mark]
    total: Mark
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A question as the title, one sentence that answers it, the bars, and where the figures come from."""

    key: str
    title: str
    sentence: str
    heading: str  # of the first column
    columns: Sequence[Column]
    rows: Sequence[ChartRow]
    source: str
    note_heading: str = ""
    empty: str = ""
    with_total: bool = True

    @property
    def lines(self) -> list[tuple[ChartRow, SafeString, list[tuple[Mark, str]]]]:
        """Every row with its drawing and its marks with their tones; the longest bar fills the width."""
        most, tones = max((row.total.number for row in self.rows), default=0), [one.tone for one in self.columns]
        return [
            (row, draw_bar(row, self.columns, most=most), list(zip(row.marks, tones, strict=True))) for row in self.rows
        ]


def draw_bar(row: ChartRow, columns: Sequence[Column], *, most: int) -> SafeString:
    """Draw the parts of a row side by side, from zero; ``most`` is the number that fills the width."""
    parts, start = [], 0.0
    for mark, column in zip(row.marks, columns, strict=True):
        width = mark.number * 100 / most if most else 0.0
        if mark.number:
            words = f"{row.title}, {column.word.lower()}: {mark.number}"
            parts.append((mark.href, column.tone, f"{start:.2f}%", f"{width:.2f}%", words, _number(mark, start, width)))
        start += width
    drawn = format_html_join(
        "",
        '<a href="{}" tabindex="-1" class="chart__part chart__part--{}"><rect x="{}" width="{}" height="22"/><title>{}</title>{}</a>',
        parts,
    )
    return format_html(
        '<svg class="chart__bar" width="100%" height="{}" aria-hidden="true" focusable="false">{}</svg>',
        str(HEIGHT),
        drawn,
    )


def _number(mark: Mark, start: float, width: float) -> SafeString:
    if width < NARROWEST_WITH_A_NUMBER:
        return SafeString("")
    return format_html('<text x="{}" y="16" text-anchor="middle">{}</text>', f"{start + width / 2:.2f}%", mark.number)


@dataclass(frozen=True)
class Stretch:
    """A time on a line: first and last day, and its tone."""

    first: date
    last: date
    tone: str


def draw_line(stretches: Sequence[Stretch], *, first: date, last: date, today: date) -> SafeString:
    """Draw times of one row on the calendar that all rows share, with a dashed line at today."""
    days = max((last - first).days + 1, 1)

    def at(day: date) -> float:
        return min(max((day - first).days * 100 / days, 0.0), 100.0)

    bars = [
        (one.tone, f"{at(one.first):.2f}%", f"{at(one.last) + 100 / days - at(one.first):.2f}%") for one in stretches
    ]
    drawn = format_html_join("", '<rect class="chart__part--{}" x="{}" width="{}" y="4" height="14"/>', bars)
    now = f"{at(today):.2f}%"
    return format_html(
        '<svg class="chart__bar" width="100%" height="{}" aria-hidden="true" focusable="false">{}'
        '<line class="chart__today" x1="{}" x2="{}" y1="0" y2="{}"/></svg>',
        str(HEIGHT),
        drawn,
        now,
        now,
        str(HEIGHT),
    )
