"""A person decides in which commune of today imported products are made: one answer for all rows that print the same place."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.products.models import Product
from ocop.products.searching import search_key_of
from ocop.recognition.importing.queries import products_decided_together, products_of_group
from ocop.recognition.importing.rules import may_resolve
from ocop.recognition.operations.publishing import publish_products
from ocop.territory.models import AdministrativeLevel, AdministrativeUnit, UnitMappingCase
from ocop.territory.queries import units_in_force

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


@transaction.atomic
def resolve_product_place(
    case: UnitMappingCase,
    unit: AdministrativeUnit,
    *,
    among: Collection[int] | None = None,
    by: "UserAccount",
    at: datetime,
) -> list[Product]:
    """Set today's commune of the products that a person chose ``among`` those of the same printed place.

    Without a choice: of the case's product and of the same producer's others from that place. Returns the products that were
    decided. Raises ``DomainError`` when the case is decided already, the person may not decide it, or the unit is no commune of
    today in the case's province. What was published stays as it is.
    """
    case = UnitMappingCase.objects.select_for_update(no_key=True).get(pk=case.pk)
    insist(may_resolve(by, case))
    _check_unit(case, unit, at)
    products = products_decided_together(case) if among is None else _chosen(case, among)
    for product in products:
        product.unit, product.unit_path = unit, unit.path
        product.search_key = search_key_of(product)
        product.save(update_fields=["unit", "unit_path", "search_key"])
        UnitMappingCase.objects.filter(product=product).update(resolved_unit=unit, resolved_by=by, resolved_at=at)
        details = {"case": product.mapping_case_id, "unit": unit.code}
        record("product_place_resolved", product, by=by, at=at, unit_path=unit.path, details=details, records=[product])
    publish_products(one.pk for one in products)
    _place_producers(products, unit, by=by, at=at)
    return products


def _chosen(case: UnitMappingCase, among: Collection[int]) -> list[Product]:
    """The products of the group that a person ticked; locked, so that two answers at once do not cross."""
    group = products_of_group(case)
    list(UnitMappingCase.objects.select_for_update(no_key=True).filter(product__in=group).order_by("pk"))
    chosen = [one for one in products_of_group(case) if one.pk in set(among)]
    if not chosen:
        raise DomainError("Hãy đánh dấu ít nhất một sản phẩm mà câu trả lời này áp dụng.", field="products")
    return chosen


def _place_producers(products: list[Product], unit: AdministrativeUnit, *, by: "UserAccount", at: datetime) -> None:
    """A producer whose list printed the same place stands there, too."""
    for product in {one.producer_id: one for one in products}.values():
        producer = product.producer
        if producer.unit_id is None and producer.place_as_published == product.place_as_published:
            producer.unit, producer.unit_path = unit, unit.path
            producer.save(update_fields=["unit", "unit_path"])
            record(
                "producer_place_resolved", producer, by=by, at=at, unit_path=unit.path, details={"unit": unit.code},
                records=[producer],
            )  # fmt: skip


def _check_unit(case: UnitMappingCase, unit: AdministrativeUnit, at: datetime) -> None:
    today = units_in_force(timezone.localdate(at))
    if unit.level != AdministrativeLevel.COMMUNE or not today.filter(pk=unit.pk).exists():
        raise DomainError("Hãy chọn một xã, phường hoặc đặc khu hiện nay.", field="unit")
    if case.province and not unit.path.startswith(case.province.path):
        raise DomainError(f"{unit.full_name} không thuộc {case.province.full_name}.", field="unit")
