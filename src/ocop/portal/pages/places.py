"""The map of the register: each place as a dot with its number, and the same figures as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop.portal.queries.places import PlaceCounts
from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.queries.register_filters import IN_FORCE
from ocop.territory.models import AdministrativeLevel
from ocop.vietnamese import format_integer

STARS = (5, 4, 3)


@dataclass(frozen=True)
class Place:
    """A place as the map draws it and its line of the table shows it; every number is a link to its list."""

    name: str
    map_href: str  # its own map, for a province
    point: tuple[float, float] | None
    number: int
    href: str
    words: str
    tone: str
    numbers: Sequence[tuple[int, str]]  # in force, by star, running out


def places_of(counted: Sequence[PlaceCounts]) -> list[Place]:
    """Return places, those with most products first."""
    return sorted(map(_place, counted), key=lambda one: [-number for number, _href in one.numbers])


def _place(one: PlaceCounts) -> Place:
    unit = one.unit
    is_province = unit.level == AdministrativeLevel.PROVINCE
    where = {"tinh": unit.path.partition("/")[0]} | ({} if is_province else {"xa": unit.code})
    listed = reverse("portal:search")

    def at(**more: Any) -> str:
        return f"{listed}?{urlencode(where | {name.replace('_', '-'): value for name, value in more.items()})}"

    numbers = [(one.in_force, at(trang_thai=IN_FORCE))]
    numbers += [(one.by_star.get(star, 0), at(sao=star, trang_thai=IN_FORCE)) for star in STARS]
    numbers += [(one.expiring, at(trang_thai=CertificateState.EXPIRING))]
    words = ngettext("%(place)s: %(n)s sản phẩm", "%(place)s: %(n)s sản phẩm", one.in_force)
    return Place(
        name=unit.full_name,
        map_href=f"{reverse('portal:map')}?{urlencode(where)}" if is_province else "",
        point=one.point,
        number=one.in_force,
        href=numbers[0][1] if one.in_force else "",
        words=words % {"place": unit.full_name, "n": format_integer(one.in_force)},
        tone="gold" if one.expiring else "leaf",
        numbers=numbers,
    )


def map_page(places: Sequence[Place], elsewhere: int) -> dict[str, Any]:
    """Return the places for the drawing, those with products for the table, and their sum with what lies in no place."""
    held = [one for one in places if one.number]
    return {
        "places": places,
        "held": held,
        "elsewhere": elsewhere,
        "total": sum(one.number for one in held) + elsewhere,
        "headings": [_("Đang có hiệu lực"), *(f"{star} {_('sao')}" for star in STARS), _("Sắp hết hạn")],
    }
