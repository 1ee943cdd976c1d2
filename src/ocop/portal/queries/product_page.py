"""Everything a product page shows, in four queries."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.db.models import BigAutoField, Q, QuerySet
from django.http import Http404

from ocop.portal.wording import ORGANISATIONS, in_english, place_words, sector_word, set_word
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.products.showing import ShownPhoto
from ocop.recognition.models import Certificate, RegisterEntry
from ocop.recognition.queries.certificates import LiveState, live_state
from ocop.recognition.queries.register import state_condition

from .catalogue import Row, product_address, read_rows, register_rows
from .pictures import cards, page_photos, public_photo

SIMILAR = 4
PUBLIC_FIELDS = (
    "certificate_id", "name", "province_code", "sector_code", "set_number", "is_demo",
    # What decides the star: a change here makes a kept page out of date at once (portal/caching.py).
    "star_rating", "issued_latest", "expires_earliest", "expires_latest", "ended_on", "end_reason",
    *(f"product__{name}" for name in (
        "name", "name_en", "set_number", "sector_code", "place_as_published", "specification", "standard", "description",
        "story", "story_en", "product_code",
    )),
    *(f"product__producer__{name}" for name in ("name", "organisation_type")),
    *(f"product__unit__{name}" for name in ("code", "unit_type", "name", "latitude", "longitude")),
    *(f"product__unit__parent__{name}" for name in ("unit_type", "name")),
)  # fmt: skip


@dataclass(frozen=True)
class CertificateLine:
    """One certificate of the history with its state today."""

    certificate: Certificate
    live: LiveState


@dataclass(frozen=True)
class ProductPage:
    """A published product as the public sees it."""

    product: Product
    producer: Producer
    certificate: Certificate
    live: LiveState
    place: str
    kind: str
    sector: str
    organisation: Any
    history: list[CertificateLine]
    similar: list[dict[str, Any]]
    photos: list[ShownPhoto]  # the main one first
    address: str
    story: str
    story_language: str
    name: str
    source_host: str
    is_demo: bool


@cache
def _published() -> QuerySet[RegisterEntry]:
    # Built once in a process, like ``catalogue.register_rows``; what is never public is not even read.
    related = RegisterEntry.objects.select_related("product__producer", "product__unit__parent")
    return related.only(*PUBLIC_FIELDS)


def get_published(pk: int) -> RegisterEntry:
    """Return the register row of a published product; raises ``Http404`` for anything that is not published."""
    if pk > BigAutoField.MAX_BIGINT:  # the database would refuse the question
        raise Http404
    try:
        return _published().get(pk=pk)
    except RegisterEntry.DoesNotExist as unknown:
        raise Http404 from unknown


def product_page(entry: RegisterEntry, *, on: date) -> ProductPage:
    """Put a product page together from its register row."""
    product = entry.product
    certificates = product.certificates.all()
    history = sorted(
        (CertificateLine(one, live_state(one, on=on)) for one in certificates),
        key=lambda line: (line.live.issued.latest or date.min, line.certificate.pk),
        reverse=True,
    )
    english = in_english()
    story = product.story_en if english and product.story_en else product.story
    near = _similar(entry, on)
    own, mains = page_photos(product.pk, [row["id"] for row in near])
    name = product.name_en if english and product.name_en else product.name
    current = next(line for line in history if line.certificate.pk == entry.certificate_id)
    return ProductPage(
        product=product,
        producer=product.producer,
        certificate=current.certificate,
        live=current.live,
        place=place_words(product),
        kind=set_word(product.set_number),
        sector=sector_word(product.sector_code),
        organisation=ORGANISATIONS.get(product.producer.organisation_type, ""),
        history=history,
        similar=cards(near, mains),
        photos=[public_photo(one, name) for one in own],
        address=product_address(product.pk, product.name),
        story=story,
        story_language="en" if english and product.story_en else "vi",
        name=name,
        source_host=(urlsplit(current.certificate.source_url).hostname or "").removeprefix("www."),
        is_demo=entry.is_demo,
    )


def _similar(entry: RegisterEntry, on: date) -> list[Row]:
    """Products in force of the same province and the same set, or sector where the set is not known."""
    same = Q(set_number=entry.set_number) if entry.set_number else Q(sector_code=entry.sector_code)
    near = (
        register_rows()
        .filter(same, state_condition("in_force", on), province_code=entry.province_code)
        .exclude(pk=entry.pk)
    )
    return read_rows(near.order_by("sort_key")[:SIMILAR], on)
