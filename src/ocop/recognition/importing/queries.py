"""Reads of the mapping queue: open cases a person may decide, and what the page of one case shows."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds, inside_units_of
from ocop.products.models import Product
from ocop.recognition.importing.identity import UNNAMED
from ocop.recognition.models import Certificate, ImportBatch
from ocop.territory.models import UnitMappingCase
from ocop.vietnamese.words import words


def cases_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[UnitMappingCase]:
    """Cases of the provinces where a person is an officer; a system administrator sees all, also those without a province."""
    if not isinstance(user, UserAccount):
        return UnitMappingCase.objects.none()
    if holds(user, Role.SYSTEM_ADMINISTRATOR):
        return UnitMappingCase.objects.all()
    return UnitMappingCase.objects.filter(inside_units_of(user, [Role.PROVINCIAL_OFFICER], "province__path"))


def open_cases(user: UserAccount | AnonymousUser, *, text: str = "") -> QuerySet[UnitMappingCase]:
    """Cases that wait, with product, producer, province and the number of candidates, the easiest first."""
    waiting = cases_visible_to(user).filter(resolved_at__isnull=True)
    if key := " ".join(words(text)):
        waiting = waiting.filter(Q(product__search_key__contains=key))
    return (
        waiting.select_related("province", "product__producer")
        .annotate(choices=Count("candidates"))
        .order_by("province__sort_key", "place_as_published", "product__producer__name", "pk")
    )


def get_case_for(user: UserAccount | AnonymousUser, pk: int) -> UnitMappingCase:
    """Return a case this person may see; raises ``Http404`` for every other id."""
    visible = cases_visible_to(user).select_related(
        "province", "product__producer", "resolved_unit__parent", "resolved_by"
    )
    return get_object_or_404(visible, pk=pk)


def imports_kept() -> QuerySet[ImportBatch]:
    """Imports that can be taken back, or of which the name of the file or cells of the list are still kept, the newest first."""
    with_words = ~Q(file_name="", findings=[])
    return ImportBatch.objects.filter(with_words | Q(undone_at=None)).order_by("-imported_at", "-pk")


def products_decided_together(case: UnitMappingCase) -> list[Product]:
    """Products whose place one decision settles: the same producer and the same place as published, not decided yet.

    Products of unnamed producers are decided one by one.
    """
    product = Product.objects.select_related("producer").filter(mapping_case=case).first()
    if product is None:
        return []
    if product.producer.name == UNNAMED:
        return [product]
    together = Product.objects.filter(
        producer=product.producer,
        place_as_published=product.place_as_published,
        mapping_case__resolved_at__isnull=True,
        mapping_case__isnull=False,
    )
    return list(together.select_related("producer", "mapping_case").order_by("sort_key", "pk"))


def products_of_group(case: UnitMappingCase) -> QuerySet[Product]:
    """Products that wait with the same printed place in the same province: one answer can hold for all of them."""
    same = Product.objects.filter(
        mapping_case__place_as_published=case.place_as_published,
        mapping_case__province=case.province_id,
        mapping_case__resolved_at__isnull=True,
    )
    return same.select_related("producer", "mapping_case").order_by("producer__sort_key", "sort_key", "pk")


def products_answered_with(case: UnitMappingCase) -> list[Product]:
    """Products whose place was decided by the same answer as this case's."""
    same = Product.objects.filter(
        mapping_case__place_as_published=case.place_as_published,
        mapping_case__province=case.province_id,
        mapping_case__resolved_unit=case.resolved_unit_id,
        mapping_case__resolved_by=case.resolved_by_id,
        mapping_case__resolved_at=case.resolved_at,
    )
    return list(same.select_related("producer", "mapping_case").order_by("sort_key", "pk"))


def sources_of(products: Collection[Product]) -> list[Certificate]:
    """Certificates by which the place of these products is known, the newest first, with their list."""
    held = Certificate.objects.filter(product__in=products).select_related("batch", "product")
    return list(held.order_by("-issued_on", "-issued_as_published", "-pk"))
