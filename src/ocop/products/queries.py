"""Reads about products: whom they belong to decides who sees them."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404

from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.producers.queries import producers_acted_for, producers_visible_to

from .models import Product, ProductPhoto


def products_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Product]:
    """Products of the producers a person may see."""
    return Product.objects.filter(producer__in=producers_visible_to(user).values("pk"))


def get_product_for(user: UserAccount | AnonymousUser, pk: int) -> Product:
    """Return a product this person may see; raises ``Http404`` outside the person's rights."""
    return get_object_or_404(products_visible_to(user).select_related("producer", "unit__parent"), pk=pk)


def own_products(user: UserAccount) -> QuerySet[Product]:
    """Products of the producers a person acts for, in Vietnamese order."""
    own = Product.objects.filter(producer__in=producers_acted_for(user).values("pk"))
    return own.select_related("producer").order_by("producer__sort_key", "producer", "sort_key", "pk")


def products_of(producer: Producer) -> QuerySet[Product]:
    """Products of a producer, in Vietnamese order."""
    return Product.objects.filter(producer=producer).order_by("sort_key", "pk")


def producers_without_products(user: UserAccount) -> QuerySet[Producer]:
    """Producers a person acts for that have not registered a product yet."""
    having = Product.objects.filter(producer=OuterRef("pk"))
    return producers_acted_for(user).filter(~Exists(having)).order_by("pk")


def photos_of(product: Product) -> QuerySet[ProductPhoto]:
    """Photos of a product that are shown, the main one first."""
    return product.photos.filter(removed_at=None).order_by("-is_main", "added_at", "pk")


def removed_photos_of(product: Product) -> QuerySet[ProductPhoto]:
    """Photos that were taken away and can be brought back, the newest first."""
    return product.photos.exclude(removed_at=None).order_by("-removed_at", "-pk")


def main_photos(product_ids: Collection[int]) -> dict[int, ProductPhoto]:
    """The main photo of each of these products that has one, by product (one query)."""
    if not product_ids:
        return {}
    return {one.product_id: one for one in ProductPhoto.objects.filter(product__in=product_ids, is_main=True)}
