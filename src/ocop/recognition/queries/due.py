"""Which stars run out, and what can still be done about each (QĐ 26/2026, Đ.4.3, 7.6.a): the rows and sums of the radar.

A record that names no day counts by the earliest day on which it can run out, so that nothing is noticed too late.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise

from ocop.dossiers.models import TERMINAL_STATES, Dossier, DossierState
from ocop.dossiers.states import NEXT_STATES
from ocop.law.settings import setting
from ocop.law.validity import Window, expires_on, re_recognition_window
from ocop.recognition.models import RegisterEntry

# A draft is the producer's own until it is filed.
UNDER_WAY = sorted(set(NEXT_STATES) - {DossierState.DRAFT, *TERMINAL_STATES})


@dataclass(frozen=True)
class DueFilters:
    """What narrows the radar. ``ahead`` months; ``lapsed`` shows what ran out already instead; empty values mean all."""

    ahead: int
    lapsed: bool = False
    star: int | None = None
    month: date | None = None  # its first day
    unit_path: str = ""


@dataclass(frozen=True)
class DueRow:
    """A product whose star runs out or ran out: its window, and the dossier that is under way."""

    entry: RegisterEntry
    place: str
    window: Window | None
    day_known: bool
    under_way: str | Promise  # words of the state of a filed dossier; empty where there is none
    standing: str  # lapsed | under_way | not_yet | open | missed


def months_ahead(on: date) -> tuple[int, ...]:
    """Return the distances of the radar in months, the nearest first (setting ``radar.months_ahead``)."""
    return tuple(sorted(setting("radar.months_ahead", on)))


def due_entries(inside: Q, chosen: DueFilters, *, on: date) -> QuerySet[RegisterEntry]:
    """Return the register rows inside the reader's territory that run out, or ran out, as chosen, the nearest day first."""
    found = RegisterEntry.objects.filter(inside, Q(ended_on__isnull=True) | Q(ended_on__gt=on), _days(chosen, on))
    if chosen.star:
        found = found.filter(star_rating=chosen.star)
    if chosen.unit_path:
        found = found.filter(unit_path__inside=chosen.unit_path)
    if chosen.month:
        month = Q(expires_earliest__year=chosen.month.year, expires_earliest__month=chosen.month.month)
        found = found.filter(month)
    return found.order_by("expires_earliest", "sort_key", "product_id")


def _days(chosen: DueFilters, on: date) -> Q:
    if chosen.lapsed:
        since = expires_on(on, -int(setting("radar.lapsed_months", on)))
        return Q(expires_latest__lt=on, expires_latest__gte=since)
    return Q(expires_earliest__gte=on, expires_earliest__lte=expires_on(on, chosen.ahead))


def count_due(inside: Q, *, on: date) -> tuple[dict[int, int], int]:
    """Count what runs out within each distance, and what ran out within the time of ``radar.lapsed_months`` (one query)."""
    distances = months_ahead(on)
    sums = {f"in_{one}": Count("pk", filter=_days(DueFilters(one), on)) for one in distances}
    running = RegisterEntry.objects.filter(inside, Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    found = running.aggregate(**sums, lapsed=Count("pk", filter=_days(DueFilters(0, lapsed=True), on)))
    return {one: found[f"in_{one}"] for one in distances}, found["lapsed"]


def due_by_month(entries: QuerySet[RegisterEntry]) -> dict[date, dict[int, int]]:
    """Count rows by the month in which they run out and by star (one query), the nearest month first."""
    rows = entries.order_by().values_list(TruncMonth("expires_earliest"), "star_rating").annotate(Count("pk"))
    months: dict[date, dict[int, int]] = {}
    for month, star, number in sorted(rows):
        months.setdefault(month, {})[star] = number
    return months


def due_by_place(entries: QuerySet[RegisterEntry], column: str) -> dict[str, dict[int, int]]:
    """Count rows by ``unit_path`` or ``province_code`` and by star (one query), the place with the most first."""
    places: dict[str, dict[int, int]] = {}
    for place, star, number in entries.order_by().values_list(column, "star_rating").annotate(Count("pk")):
        if place:
            places.setdefault(place, {})[star] = number
    return dict(sorted(places.items(), key=lambda one: (-sum(one[1].values()), one[0])))


def with_what_is_shown(entries: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    """Read along what a row of the radar shows."""
    return entries.select_related("product__producer", "product__unit__parent")


def due_rows(entries: Iterable[RegisterEntry], *, on: date) -> list[DueRow]:
    """Say of each row what can still be done (one query for all dossiers under way)."""
    listed = list(entries)
    filed = Dossier.objects.filter(product__in=[one.pk for one in listed], state__in=UNDER_WAY)
    states = {one.product_id: one.get_state_display() for one in filed}
    return [_row(one, states.get(one.pk, ""), on) for one in listed]


def _row(entry: RegisterEntry, under_way: str | Promise, on: date) -> DueRow:
    first = entry.expires_earliest
    window = re_recognition_window(first, on=on) if first else None
    product = entry.product
    place = product.unit.full_name if product.unit else product.place_as_published
    known = first == entry.expires_latest
    return DueRow(entry, place, window, known, under_way, _standing(entry, window, under_way=bool(under_way), on=on))


def _standing(entry: RegisterEntry, window: Window | None, *, under_way: bool, on: date) -> str:
    if under_way:
        return "under_way"
    if window is None or entry.expires_earliest is None or entry.expires_earliest < on:
        return "lapsed"
    if on < window.opens_on:
        return "not_yet"
    return "open" if on <= window.closes_on else "missed"
