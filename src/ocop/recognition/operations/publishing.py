"""Keep the public register in step with the certificates: one narrow row per product that has one."""

import re
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ocop.products.models import Product
from ocop.products.searching import other_words_of, refresh_search_keys
from ocop.recognition.arithmetic import expiry_span, issue_span, place_in_order
from ocop.recognition.models import Certificate, RegisterEntry
from ocop.vietnamese import sort_key

BATCH = 500
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
OF_CERTIFICATE = ("star_rating", "ended_on", "end_reason")  # stand in the register as they stand there
OF_PRODUCT = ("name", "unit_path", "sector_code", "set_number")
FIELDS = [field.attname for field in RegisterEntry._meta.concrete_fields if not field.primary_key]
STATED = [name for name in FIELDS if name != "other_words"]  # follow from certificate and product alone, on any day


def searchable(folded: str) -> str:
    """Return folded text as words with one space before each, so that " tra" finds words that begin with "tra"."""
    return NOT_A_LETTER.sub(" ", f" {folded}").rstrip()


@transaction.atomic
def publish_products(product_ids: Iterable[int]) -> int:
    """Write the register rows of these products from their newest certificates; return how many are published.

    Called by every operation that writes certificates; calling it again changes nothing. Products without a certificate
    are not in the register.
    """
    wanted = sorted(set(product_ids))
    published = 0
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        entries = entries_of(part)
        RegisterEntry.objects.filter(product__in=set(part) - {entry.product_id for entry in entries}).delete()
        RegisterEntry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["product_id"], update_fields=FIELDS
        )
        published += len(entries)
    return published


def entries_of(product_ids: list[int]) -> list[RegisterEntry]:
    """Return the rows that the register must hold for these products, written by nobody: one for each that has a certificate."""
    newest = _newest_certificates(product_ids)
    products = list(Product.objects.filter(pk__in=list(newest)).select_related("producer", "unit__parent"))
    return [
        _entry(product, newest[product.pk], other)
        for product, other in zip(products, other_words_of(products), strict=True)
    ]


def refresh_words(product_ids: list[int]) -> int:
    """Write anew by which words these products are found, after units or our own data changed; return for how many.

    Repeating it changes nothing.
    """
    products = list(Product.objects.filter(pk__in=product_ids).select_related("producer", "unit__parent"))
    changed = refresh_search_keys(products)
    shown = RegisterEntry.objects.in_bulk(product_ids)
    differing = []
    for product, other in zip(products, other_words_of(products), strict=True):
        if (entry := shown.get(product.pk)) and entry.other_words != other:
            entry.other_words = other
            differing.append(entry)
    RegisterEntry.objects.bulk_update(differing, ["other_words"])
    return max(changed, len(differing))


def _newest_certificates(product_ids: list[int]) -> dict[int, Certificate]:
    newest: dict[int, tuple[date, int, Certificate]] = {}
    for certificate in Certificate.objects.filter(product__in=product_ids):
        issued = issue_span(certificate.issued_on, certificate.issued_as_published)
        latest = place_in_order(issued, certificate.ended_on)
        rank = (latest, certificate.pk, certificate)
        if certificate.product_id not in newest or rank[:2] > newest[certificate.product_id][:2]:
            newest[certificate.product_id] = rank
    return {product: rank[2] for product, rank in newest.items()}


def _entry(product: Product, certificate: Certificate, other_words: str) -> RegisterEntry:
    issued = issue_span(certificate.issued_on, certificate.issued_as_published)
    expiry = expiry_span(issued, certificate.regime, certificate.expires_on)
    return RegisterEntry(
        product=product,
        certificate=certificate,
        issued_latest=issued.latest,
        expires_earliest=expiry.earliest,
        expires_latest=expiry.latest,
        search_key=searchable(product.search_key),
        other_words=other_words,
        sort_key=bytes(product.sort_key) or sort_key(product.name).encode()[:600],
        province_code=product.unit_path[:2],
        is_demo=product.is_demo or certificate.is_demo,
        **{name: getattr(certificate, name) for name in OF_CERTIFICATE},
        **{name: getattr(product, name) for name in OF_PRODUCT},
    )
