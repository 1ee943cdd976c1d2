"""The register as public pages show it: cards, search with its filters, products of a producer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ocop.portal.wording import place_words, set_word
from ocop.recognition.arithmetic import Span, certificate_state
from ocop.recognition.models import RegisterEntry
from ocop.recognition.queries.register import (
    Filters,
    Words,
    near_words,
    read_vocabulary,
    search_near,
    search_register,
    words_of,
)
from ocop.recognition.wording import STATE_TAGS, STATE_WORDS
from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries import provinces
from ocop.vietnamese import slug

PAGE_SIZE = 24
MOST_TYPED = 200
VOCABULARY_SECONDS = 600
MOST_NEAR = 12
PROVINCES_SECONDS = 300


def product_address(product_id: int, name: str) -> str:
    """Return the address of a product page; the number alone counts, the words are for people."""
    return reverse("portal:product", args=[slug(name) or "san-pham", product_id])


def with_details(entries: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    """Fetch what a card shows in the same query, and leave long texts behind."""
    return entries.select_related("product__producer", "product__unit__parent").defer(
        "search_key",
        "product__search_key",
        "product__story",
        "product__story_en",
        "product__description",
        "product__producer__search_key",
    )


def card(entry: RegisterEntry, on: date) -> dict[str, Any]:
    """Return a register row as ``c-product-card`` and the rows of the list read it."""
    state = certificate_state(
        Span(entry.expires_earliest, entry.expires_latest), on=on, ended_on=entry.ended_on, end_reason=entry.end_reason
    )
    return {
        "name": entry.name,
        "href": product_address(entry.pk, entry.name),
        "producer": entry.product.producer.name,
        "place": place_words(entry.product),
        "star": entry.star_rating,
        "state": STATE_TAGS[state],
        "state_word": STATE_WORDS[state],
        "kind": set_word(entry.set_number),
        "seed": str(entry.pk),
        "is_demo": entry.is_demo,
        "note": _("Bản ghi trình diễn") if entry.is_demo else "",
    }


@dataclass
class Found:
    """An answer of the search: the page, and what was searched for instead when nothing matched."""

    page: Page[RegisterEntry]
    cards: list[dict[str, Any]]
    near: bool = False  # nothing matched as typed; these match with a slip of the finger allowed


def find_products(typed: str, filters: Filters, *, page_number: str | int = 1, on: date | None = None) -> Found:
    """Search the register: two queries, and two more only where nothing matched and a slip of the finger is likely."""
    day = on or timezone.localdate()
    typed = typed[:MOST_TYPED]
    page, near = _page(search_register(typed, filters, on=day), page_number), False
    if typed and not page.paginator.count:
        groups = near_groups(typed)
        if groups:
            page, near = _page(search_near(groups, filters, on=day), page_number), True
    return Found(page, [card(entry, day) for entry in page.object_list], near)


def _page(found: QuerySet[RegisterEntry], number: str | int) -> Page[RegisterEntry]:
    paginator = Paginator(with_details(found), PAGE_SIZE)
    paginator.count = found.order_by().values("product_id").count()  # type: ignore[method-assign]
    return paginator.get_page(number)


def near_groups(typed: str) -> Words:
    """Return for each typed word the words it may stand for: itself where the register knows it, else the near ones.

    Empty when every word is known (then nothing was mistyped) or one word has nothing near it.
    """
    vocabulary: frozenset[str] = (
        cache.get_or_set("register-vocabulary", read_vocabulary, VOCABULARY_SECONDS) or frozenset()
    )
    groups: list[tuple[str, ...]] = []
    for word in words_of(typed):
        known = any(one.startswith(word) for one in vocabulary)
        groups.append((word,) if known else tuple(near_words(word, vocabulary)[:MOST_NEAR]))
    typed_as_is = all(group == (word,) for group, word in zip(groups, words_of(typed), strict=True))
    return () if typed_as_is or () in groups else tuple(groups)


def province_choices() -> list[tuple[str, str]]:
    """Return today's provinces as (code, name) in Vietnamese order (kept for five minutes)."""

    def read() -> list[tuple[str, str]]:
        return [(unit.code, unit.full_name) for unit in provinces()]

    return cache.get_or_set("province-choices", read, PROVINCES_SECONDS) or []


def units_of(level: str) -> QuerySet[AdministrativeUnit]:
    """Units in force of a level, in Vietnamese order."""
    from ocop.territory.queries import units_in_force

    return units_in_force().filter(level=level).order_by("sort_key", "code")
