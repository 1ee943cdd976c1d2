"""Reads about public bodies: what one was called on a day, the head of its papers on that day, what became of it.

``body_name_on(body, day)`` is the one answer for every paper and decision, which keep it in their snapshot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ocop.people.models import BodyKind, BodyLetterhead, BodyName, BodySuccession, PublicBody, RoleAssignment
from ocop.people.rights import in_force
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold

MINISTRY, CAPITAL = "Bộ Nông nghiệp và Môi trường", "Hà Nội"
UNKNOWN_START = date(1900, 1, 1)  # stands for a first day that nobody wrote down
Row = TypeVar("Row", BodyName, BodyLetterhead)


@dataclass(frozen=True)
class Letterhead:
    """The head of a paper as NĐ 30/2020, Phụ lục I asks: who issues it, under whom, from where, with which letters in its number."""

    issuer: str
    superior: str  # printed above the issuer; empty for a People's Committee
    place: str
    abbreviation: str


@dataclass(frozen=True)
class Period:
    """A name or a letterhead with the days between which it holds; None where the day is not known or not yet come."""

    row: BodyName | BodyLetterhead
    since: date | None
    until: date | None


def body_name_on(body: PublicBody | None, day: date) -> str:
    """Return what a body was called on a day; an ended body keeps its last name, no body has none.

    Reads ``body.names``, so that a list which prefetched them asks nothing more.
    """
    row = _row_on(body.names.all(), day) if body else None
    return row.name if row else ""


def letterhead_on(body: PublicBody, day: date) -> Letterhead:
    """Return the head of a body's papers on a day."""
    name = _row_on(body.names.all(), day)
    head = _row_on(body.letterheads.select_related("superior"), day)
    return Letterhead(
        issuer=name.name if name else "",
        superior=body_name_on(head.superior, day) if head else "",
        place=head.place_name if head else "",
        abbreviation=name.abbreviation if name else "",
    )


def committee_letterhead(unit: AdministrativeUnit, kind: str, *, on: date) -> Letterhead:
    """Return the head of a People's Committee's papers on a day; of one that is not recorded, what its territory says."""
    return letterhead_in(unit, kind, on=on, unrecorded=f"Ủy ban nhân dân {unit.name_in_text}")


def ministry_letterhead(*, on: date) -> Letterhead:
    """Return the head of the papers of the ministry of agriculture and environment on a day, recorded or not."""
    body = body_of(None, BodyKind.AGRICULTURE_MINISTRY, on=on)
    head = letterhead_on(body, on) if body else Letterhead("", "", "", "")
    return replace(head, issuer=head.issuer or MINISTRY, place=head.place or CAPITAL)


def letterhead_in(unit: AdministrativeUnit, kind: str, *, on: date, unrecorded: str) -> Letterhead:
    """Return the head of the papers of a territory's body of a kind on a day; ``unrecorded`` names one that is not recorded."""
    body = body_of(unit, kind, on=on)
    head = letterhead_on(body, on) if body else Letterhead("", "", "", "")
    return replace(head, issuer=head.issuer or unrecorded, place=head.place or unit.name)


def _row_on(rows: Iterable[Row], day: date) -> Row | None:
    """Return the row that holds on a day; before the first one the first, since nothing older is known."""
    ordered = sorted(rows, key=lambda row: row.effective_from)
    return next((row for row in reversed(ordered) if row.effective_from <= day), ordered[0] if ordered else None)


def body_of(unit: AdministrativeUnit | None, kind: str, *, on: date) -> PublicBody | None:
    """Return the body of a kind that works for a territory on a day: the committee of a commune, the ministry."""
    same_place = Q(unit__path=unit.path) if unit else Q(unit__isnull=True)
    return working_bodies(on).filter(same_place, kind=kind).order_by("pk").first()


def working_bodies(on: date | None = None) -> QuerySet[PublicBody]:
    """Bodies that work on a day, today by default, with their names, in Vietnamese order."""
    day = on or timezone.localdate()
    return _listed(PublicBody.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day)))


def bodies_matching(text: str, *, kind: str = "", province: AdministrativeUnit | None = None) -> QuerySet[PublicBody]:
    """Bodies whose newest name contains the text, with or without diacritics, with the number of roles held in them today."""
    found = PublicBody.objects.filter(name_key__contains=fold(text).strip())
    if kind:
        found = found.filter(kind=kind)
    if province:
        found = found.filter(unit__path__inside=province.path)
    held = RoleAssignment.objects.filter(in_force(timezone.localdate()))
    return _listed(found.annotate(roles_held=Count("role_assignments", filter=Q(role_assignments__in=held))))


def _listed(bodies: QuerySet[PublicBody]) -> QuerySet[PublicBody]:
    return bodies.select_related("unit").prefetch_related("names").order_by("sort_key", "pk")


def province_of(body: PublicBody) -> AdministrativeUnit | None:
    """Return the province in which a body works; None for one of the whole country."""
    return (body.unit.parent or body.unit) if body.unit else None


def names_of(body: PublicBody) -> list[Period]:
    """All names of a body, the newest first."""
    return _periods(list(body.names.all()), body.ended_on)


def letterheads_of(body: PublicBody) -> list[Period]:
    """All letterheads of a body, the newest first."""
    return _periods(
        list(body.letterheads.select_related("superior").prefetch_related("superior__names")), body.ended_on
    )


def _periods(rows: Sequence[BodyName | BodyLetterhead], last_day: date | None) -> list[Period]:
    periods, until = [], last_day
    for row in reversed(rows):
        periods.append(Period(row, None if row.effective_from == UNKNOWN_START else row.effective_from, until))
        until = row.effective_from - timedelta(days=1)
    return periods


def successions_of(body: PublicBody) -> tuple[list[BodySuccession], list[BodySuccession]]:
    """What a body came from, and what it went into."""
    rows = BodySuccession.objects.select_related("predecessor", "successor")
    rows = rows.prefetch_related("predecessor__names", "successor__names")
    return list(rows.filter(successor=body)), list(rows.filter(predecessor=body))


def leads_to(start: PublicBody, wanted: PublicBody) -> bool:
    """Whether ``start`` went into ``wanted``, directly or through others."""
    seen, ahead = set[int](), {start.pk}
    while ahead and wanted.pk not in ahead:
        seen |= ahead
        ahead = set(BodySuccession.objects.filter(predecessor__in=ahead).values_list("successor", flat=True)) - seen
    return wanted.pk in ahead
