"""A place that is no more, as a filter of the register: what lies in its communes, and what was published with its name (NQ 202/2025/QH15)."""

from collections.abc import Sequence

from ocop.territory.queries.former import FormerUnit, communes_out_of, former_units_named
from ocop.vietnamese.same import whole
from ocop.vietnamese.words import words

from .register_filters import FormerPlace

OF_PROVINCES = ("tinh",)  # a published place names its province without the type


def named_places(typed: str) -> list[FormerUnit]:
    """Return the places that ended under the name typed; where a type was typed with it ("thị xã Hòa Thành") those of that type alone."""
    found = former_units_named(typed)
    key = words(typed.partition(",")[0])
    typed_so = [one for one in found if words(one.name)[: len(key)] == key]
    return typed_so or found


def former_place(places: Sequence[FormerUnit]) -> FormerPlace | None:
    """Return what the register is asked for to show these places, None without one."""
    if not places:
        return None
    provinces = {f"{unit.path.partition('/')[0]}/" for one in places for unit in one.today}
    names = dict.fromkeys(_name(one) for one in places)
    communes = communes_out_of({root for one in places for root in one.roots})
    return FormerPlace(communes, tuple(sorted(provinces)), (tuple(whole(name) for name in names),))


def _name(place: FormerUnit) -> tuple[str, ...]:
    """The words of the place itself, not of what it lay in."""
    own = tuple(words(place.name.partition(",")[0]))
    return own[1:] if own[:1] == OF_PROVINCES else own
