"""Take back what a person answered about a printed place: its products wait again, unless something was built upon the place since."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.products.searching import search_key_of
from ocop.recognition.importing.foundations import built_upon_places
from ocop.recognition.importing.queries import products_answered_with
from ocop.recognition.importing.rules import may_take_back
from ocop.recognition.operations.publishing import publish_products
from ocop.territory.models import AdministrativeUnit, UnitMappingCase

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


@transaction.atomic
def take_back_place(case: UnitMappingCase, *, reason: str, by: "UserAccount", at: datetime) -> list[Product]:
    """Take back the whole answer to which a case belongs; return the products that wait again.

    Raises ``DomainError`` when the case waits already, the person may not decide it, or something was built upon the place: it is
    named, and nothing is changed.
    """
    case = UnitMappingCase.objects.select_for_update(no_key=True).get(pk=case.pk)
    insist(may_take_back(by, case))
    products = products_answered_with(case)
    producers = _placed_by(products, case)
    if hindrances := built_upon_places(products, producers):
        raise DomainError(f"Chưa rút lại được nơi sản xuất này: {' '.join(hindrances)}")
    home = case.province
    UnitMappingCase.objects.filter(product__in=products).update(resolved_unit=None, resolved_by=None, resolved_at=None)
    for product in products:
        _send_home(product, home)
        product.search_key = search_key_of(product)
        product.save(update_fields=["unit", "unit_path", "search_key"])
        details = {"case": product.mapping_case_id}
        record(
            "product_place_taken_back", product, by=by, at=at, unit_path=product.unit_path, reason=reason,
            details=details, records=[product],
        )  # fmt: skip
    for producer in producers:
        _send_home(producer, home)
        producer.save(update_fields=["unit", "unit_path"])
        record(
            "producer_place_taken_back", producer, by=by, at=at, unit_path=producer.unit_path, reason=reason,
            records=[producer],
        )  # fmt: skip
    publish_products(one.pk for one in products)
    return products


def _placed_by(products: list[Product], case: UnitMappingCase) -> list[Producer]:
    """Producers that stand where they do because of this answer alone."""
    found = {one.producer_id: one.producer for one in products if _same_printed(one, case)}
    others = Product.objects.filter(producer__in=found, mapping_case__resolved_unit=case.resolved_unit_id)
    others = others.filter(place_as_published=case.place_as_published).exclude(pk__in=[one.pk for one in products])
    kept = set(others.values_list("producer_id", flat=True))
    return [one for pk, one in sorted(found.items()) if pk not in kept]


def _same_printed(product: Product, case: UnitMappingCase) -> bool:
    producer = product.producer
    return producer.unit_id == case.resolved_unit_id and producer.place_as_published == case.place_as_published


def _send_home(thing: Product | Producer, province: AdministrativeUnit | None) -> None:
    thing.unit, thing.unit_path = None, province.path if province else ""
