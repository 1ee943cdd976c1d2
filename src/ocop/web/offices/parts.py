"""The parts of an office's home, as its template shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from ocop.web.drawings.charts import Chart, Mark
from ocop.web.drawings.dots import Dot, draw_dots

FIRST_PLACES = 8


@dataclass(frozen=True)
class Figure:
    """One large number that is a link; the tone says whether it is good, waits or is late, the word says it too."""

    word: str
    mark: Mark
    tone: str = "leaf"
    note: str = ""


@dataclass(frozen=True)
class Place:
    """A line of the table beside the map: a place and its numbers in the order of the headings."""

    name: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Places:
    """A map and its table; the places with the largest number stand first, the rest is folded."""

    key: str
    title: str
    sentence: str
    heading: str
    headings: Sequence[str]
    places: Sequence[Place]
    dots: Sequence[Dot]
    source: str
    country: bool = False

    @property
    def first(self) -> Sequence[Place]:
        """The places that are seen at once."""
        return self.places[:FIRST_PLACES]

    @property
    def rest(self) -> Sequence[Place]:
        """The places in the fold."""
        return self.places[FIRST_PLACES:]

    @property
    def drawing(self) -> SafeString:
        """The map."""
        return draw_dots(self.dots, country=self.country)


@dataclass(frozen=True)
class RoundLine:
    """A round on the calendar: its two last days, what is open now and for how long, its dossiers where the reader has their list."""

    name: str
    last_proposal: date
    last_day: date
    tag: str
    state: str
    days_left: int
    drawing: SafeString
    dossiers: Mark | None = None


@dataclass(frozen=True)
class Calendar:
    """Rounds against the calendar (Đ.5)."""

    key: str
    sentence: str
    lines: Sequence[RoundLine]
    counted: bool = False


@dataclass(frozen=True)
class OfficeHome:
    """What an office opens on."""

    key: str
    figures: Sequence[Figure]
    charts: Sequence[Chart] = ()
    places: Places | None = None
    calendar: Calendar | None = None


def address(url_name: str, **query: object) -> str:
    """Return the address of a list with its filters; empty ones stay out."""
    chosen = {name.replace("_", "-"): value for name, value in query.items() if value not in (None, "")}
    return f"{reverse(url_name)}?{urlencode(chosen)}" if chosen else reverse(url_name)
