"""Producers as the public list shows them: who has products in the register, where, how many and with which star."""

from django.core.cache import cache as kept
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from ocop.producers.models import Producer
from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.importing.identity import UNNAMED
from ocop.recognition.models import RegisterEntry
from ocop.recognition.queries.register import words_of

PAGE_SIZE = 24
COUNT_SECONDS = 60
HOLDS = frozenset({CertificateState.VALID, CertificateState.EXPIRING})


def published_producers() -> QuerySet[Producer]:
    """Return the producers with at least one product in the register, without their protected fields."""
    entries = RegisterEntry.objects.filter(product__producer=OuterRef("pk"))
    return Producer.objects.filter(Exists(entries)).defer("phone", "email", "registration_number")


def find_producers(typed: str, province_code: str, page_number: str | int) -> Page[Producer]:
    """Return a page of named producers: every typed word begins a word of the name; in Vietnamese order. Two queries.

    Without words the page is found by its order, and how many there are is counted once a minute: counting reads every producer.
    """
    found = published_producers().exclude(name=UNNAMED)
    if province_code:
        found = found.filter(unit_path__inside=f"{province_code}/")
    for word in words_of(typed):
        found = found.filter(Q(search_key__startswith=word) | Q(search_key__contains=f" {word}"))
    ordered = found.select_related("unit__parent").order_by("sort_key", "pk")
    paginator = Paginator(ordered, PAGE_SIZE)
    if not words_of(typed):
        paginator.count = kept.get_or_set(f"producers-count-{province_code}", found.count, COUNT_SECONDS) or 0
    return paginator.get_page(page_number)
