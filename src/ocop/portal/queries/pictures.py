"""Photos of published products: those on cards, those of a product page, and one file by its number."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from ocop.portal.queries.catalogue import card
from ocop.products.models import ProductPhoto
from ocop.products.queries import main_photos
from ocop.products.showing import ShownPhoto, shown


def public_photo(photo: ProductPhoto, name: str) -> ShownPhoto:
    """A photo as public pages show it."""
    return shown(photo, lambda width, ending: reverse("photo", args=[photo.pk, width, ending]), name=name)


def cards(rows: Sequence[Mapping[str, Any]], photos: Mapping[int, ProductPhoto] | None = None) -> list[dict[str, Any]]:
    """Return register rows as cards with their main photos (one query, none where ``photos`` are known)."""
    known = main_photos([row["id"] for row in rows]) if photos is None else photos
    return [
        card(dict(row)) | {"photo": public_photo(known[row["id"]], row["name"]) if row["id"] in known else None}
        for row in rows
    ]


def page_photos(product_id: int, others: Collection[int]) -> tuple[list[ProductPhoto], dict[int, ProductPhoto]]:
    """Photos of a product, the main one first, and the main photos of other products, in one query."""
    own = Q(product=product_id, removed_at=None)
    rows = ProductPhoto.objects.filter(own | Q(product__in=others, is_main=True)).order_by("-is_main", "added_at", "pk")
    found = list(rows)
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
