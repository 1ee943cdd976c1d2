"""Photos of published products: those on cards, those of a product page, and one file by its number."""

from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from ocop.ledger.prepared import Prepared
from ocop.products.models import ProductPhoto

PHOTO_COLUMNS = [field.attname for field in ProductPhoto._meta.concrete_fields]


def _of_page(product_id: Any, *others: Any) -> QuerySet[ProductPhoto, Any]:
    """All photos of the first product and the main photos of the others: one condition each, so that each is found by index."""
    wanted = Q(product_id=product_id, removed_at=None)
    for other in others:
        wanted |= Q(product_id=other, is_main=True)
    return ProductPhoto.objects.filter(wanted).order_by("-is_main", "added_at", "pk").values_list(*PHOTO_COLUMNS)


@cache
def _prepared(others: int) -> Prepared:
    return Prepared(_of_page, values=1 + others)


def page_photos(product_id: int, others: Collection[int]) -> tuple[list[ProductPhoto], dict[int, ProductPhoto]]:
    """Photos of a product, the main one first, and the main photos of other products, in one query."""
    rows = _prepared(len(others)).rows(product_id, *others)
    found = [ProductPhoto.from_db(connection.alias, PHOTO_COLUMNS, row) for row in rows]
    return (
        [one for one in found if one.product_id == product_id],
        {one.product_id: one for one in found if one.product_id != product_id},
    )


def get_published_photo(pk: int) -> ProductPhoto:
    """Return a photo of a published product; raises ``Http404`` for removed ones and for anything not published."""
    photo = ProductPhoto.objects.filter(pk=pk, removed_at=None, product__register_entry__isnull=False).first()
    if photo is None:
        raise Http404
    return photo
