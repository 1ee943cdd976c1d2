"""Which kinds of dossier a product may file on a day: the star that the rooms above know of, under the settings of its place."""

from collections.abc import Iterable, Mapping
from datetime import date

from ocop.filing.arithmetic import HeldStar, KindsToday, Standing, kinds_today
from ocop.filing.asking import held_stars
from ocop.products.models import Product
from ocop.territory.queries.settings import local_values

LATE_FILING, WITH_REASON = "re_recognition.late_filing", "with_reason"


def kinds_of(product: Product, *, on: date) -> KindsToday:
    """Return what may be filed for a product on a day."""
    return kinds_of_all([product], on=on)[product.pk]


def kinds_of_all(products: Iterable[Product], *, on: date) -> dict[int, KindsToday]:
    """Return what may be filed for each of some products, in a fixed number of queries."""
    asked = list(products)
    held = {pk: star for answer in held_stars.ask([one.pk for one in asked], on) for pk, star in answer.items()}
    return kinds_by_star(asked, held, on=on)


def kinds_by_star(products: Iterable[Product], held: Mapping[int, HeldStar], *, on: date) -> dict[int, KindsToday]:
    """Return what may be filed for products whose stars are known; the setting is read only where a window was missed."""
    asked = list(products)
    found = {one.pk: kinds_today(held.get(one.pk), on=on) for one in asked}
    late = [one for one in asked if found[one.pk].standing == Standing.LATE]
    if late:
        values = local_values(LATE_FILING, [one.unit_path for one in late])
        for one in late:
            with_reason = values.at(one.unit_path, on) == WITH_REASON
            found[one.pk] = kinds_today(held.get(one.pk), on=on, late_with_reason=with_reason)
    return found
