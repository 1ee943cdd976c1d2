"""What the pages of products show: the way to a page, what is written about a product, and photos as the product's own people see them."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ocop.pages.crumbs import Trail, trail
from ocop.people.models import UserAccount
from ocop.people.rules import is_official
from ocop.people.tasks import Task
from ocop.producers.models import Producer
from ocop.products.choosing import choices_for, offers_for
from ocop.products.fields import FIELDS, IDENTITY, in_words
from ocop.products.models import Product, ProductPhoto
from ocop.products.queries import producers_without_products
from ocop.products.showing import ShownPhoto, shown


def shown_to_editors(photo: ProductPhoto, product: Product) -> ShownPhoto:
    """A photo as its product's own people and officials see it, before it is published as well."""
    return shown(
        photo,
        lambda width, ending: reverse("products:photo", args=[product.pk, photo.pk, width, ending]),
        name=product.name,
    )


def written_rows(product: Product) -> list[tuple[str, str]]:
    """What is written about a product as its page lists it; name and set stand at the head of the page."""
    return [(one.label, in_words(one, getattr(product, one.name))) for one in FIELDS if one.name not in IDENTITY]


def tasks_for(user: UserAccount) -> list[Task]:
    """A producer without products registers its first one."""
    if is_official(user):
        return []
    return [
        Task(f"Đăng ký sản phẩm đầu tiên của {producer.name}", reverse("products:create", args=[producer.pk]), "Chưa có sản phẩm")
        for producer in producers_without_products(user)
    ]  # fmt: skip


def chooser(producer: Producer, text: str, *, address: str, regime: str) -> dict[str, Any]:
    """What the choice of a set shows (``products/_choose_set.html``): the sets a name leads to, and all by sector."""
    words = f"{urlencode({'ten': text})}&" if text else ""
    return {
        "producer": producer,
        "q": text,
        "address": address,
        "chosen": f"{address}?{words}bo=",
        "offers": offers_for(producer, text, regime=regime),
        "sectors": choices_for(producer, regime=regime),
    }


def product_trail(producer: Producer, last: str, *, product: Product | None = None) -> Trail:
    """The way to a page of a producer's product."""
    steps = [("Chủ thể", reverse("producers:list")), (producer.name, reverse("producers:detail", args=[producer.pk]))]
    if product:
        steps.append((product.name, reverse("products:detail", args=[product.pk])))
    return trail(*steps, last=last)
