"""Products of the register by place, for the map: in force by star, and those that run out; two queries for a map, kept for a minute."""

from dataclasses import dataclass, field
from datetime import date

from django.core.cache import cache
from django.db.models import Count

from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.queries.register import filtered
from ocop.recognition.queries.register_filters import IN_FORCE, Filters, state_condition
from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries.units import communes_of, points_of_provinces, provinces

SECONDS = 60  # the whole register is counted: once a minute, whoever asks how often


@dataclass
class PlaceCounts:
    """A place and its products in force on a day."""

    unit: AdministrativeUnit
    point: tuple[float, float] | None
    by_star: dict[int, int] = field(default_factory=dict)
    expiring: int = 0  # of them

    @property
    def in_force(self) -> int:
        """All products in force."""
        return sum(self.by_star.values())


def provinces_counted(*, on: date) -> list[PlaceCounts]:
    """Return today's provinces with their products, in Vietnamese order (three queries)."""
    points = points_of_provinces(on)
    places = {one.code: PlaceCounts(one, points.get(one.code)) for one in provinces(on)}
    _count(places, "province_code", Filters(), on)
    return list(places.values())


def communes_counted(province: AdministrativeUnit, *, on: date) -> tuple[list[PlaceCounts], int]:
    """Return the communes of a province with their products, and how many products name the province alone (two queries)."""
    places = {one.path: PlaceCounts(one, _point(one)) for one in communes_of(province, on)}
    elsewhere = _count(places, "unit_path", Filters(province_code=province.code), on)
    return list(places.values()), elsewhere


def _point(unit: AdministrativeUnit) -> tuple[float, float] | None:
    if unit.latitude is None or unit.longitude is None:
        return None
    return float(unit.latitude), float(unit.longitude)


def _count(places: dict[str, PlaceCounts], column: str, filters: Filters, on: date) -> int:
    """Fill the places; return how many products in force lie in none of them."""
    rows = filtered(filters, on=on).filter(state_condition(IN_FORCE, on)).order_by().values_list(column, "star_rating")
    asked = rows.annotate(number=Count("pk"), ending=Count("pk", filter=state_condition(CertificateState.EXPIRING, on)))
    counted = cache.get_or_set(f"map-{column}-{filters.province_code}-{on}", lambda: list(asked), SECONDS) or []
    elsewhere = 0
    for key, star, number, ending in counted:
        if place := places.get(key):
            place.by_star[star] = place.by_star.get(star, 0) + number
            place.expiring += ending
        else:
            elsewhere += number
    return elsewhere
