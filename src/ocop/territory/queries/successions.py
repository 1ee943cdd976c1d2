"""Where a former unit is today, and which units made a present one (NQ 202/2025/QH15)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ocop.territory.models import AdministrativeUnit, UnitSuccession


@dataclass(frozen=True)
class Successor:
    """A unit of today in which a former unit lies, wholly or only in part."""

    unit: AdministrativeUnit
    whole: bool


def current_units_of(old: AdministrativeUnit) -> list[Successor]:
    """Return the open units into which a unit went, through every later change; the unit itself while it is open.

    A district has no successors of its own: its communes have.
    """
    found: dict[int, Successor] = {}
    frontier = {old.pk: Successor(old, whole=True)}
    while frontier:
        found |= {pk: one for pk, one in frontier.items() if one.unit.effective_to is None}
        ended = {pk: one for pk, one in frontier.items() if one.unit.effective_to is not None}
        frontier = {}
        links = UnitSuccession.objects.filter(predecessor__in=ended).select_related("successor__parent")
        for link in links:
            whole = link.whole and ended[link.predecessor_id].whole
            frontier[link.successor_id] = Successor(link.successor, whole)
    return sorted(found.values(), key=lambda one: (not one.whole, bytes(one.unit.sort_key), one.unit.code))


def origins_of(unit: AdministrativeUnit) -> QuerySet[UnitSuccession]:
    """Successions that made a unit, with the former units and what contained them."""
    return (
        UnitSuccession.objects.filter(successor=unit)
        .select_related("predecessor__parent__parent")
        .order_by("-whole", "predecessor__sort_key", "predecessor__code")
    )
