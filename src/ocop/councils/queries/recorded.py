"""What the products of a meeting that is over were called: as its signed minutes name them (Đ.7.3.d)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ocop.councils.models import AgendaItem, CouncilMeeting, CouncilReport, MeetingState
from ocop.people.naming import Named, named


@dataclass(frozen=True)
class ItemNames:
    """A product on an agenda, its producer and the place: as minuted, beside today's; today's alone while the meeting runs."""

    product: Named
    producer: Named
    place: Named


def names_of_items(meetings: Iterable[CouncilMeeting], items: Iterable[AgendaItem]) -> dict[int, ItemNames]:
    """Return the names of items of these meetings; one query where one of them is over, none before."""
    lines = {one["item"]: one for one in _minuted(meetings)}
    found = {}
    for item in items:
        dossier, line = item.dossier, lines.get(item.pk, {})
        today = {"product": dossier.product.name, "producer": dossier.producer.name, "place": dossier.unit.full_name}
        found[item.pk] = ItemNames(**{key: named(line.get(key, name), name) for key, name in today.items()})
    return found


def minuted_products(meeting: CouncilMeeting) -> dict[int, str]:
    """Return the names of the products in the minutes of a meeting that is over, by item."""
    return {one["item"]: one["product"] for one in _minuted([meeting])}


def _minuted(meetings: Iterable[CouncilMeeting]) -> Iterator[dict[str, Any]]:
    if over := {one.pk for one in meetings if one.state == MeetingState.CLOSED}:
        for lines in CouncilReport.objects.filter(meeting__in=over).values_list("content__items", flat=True):
            yield from lines
