"""``{% load cards %}``: a product as a card or as a line of a list, drawn once for each content and language.

A register shows the same products over and over: beside similar ones, in lists, on the pages of producers. What a card shows is all it
depends on, so a process keeps the last few thousand it drew; a card whose content changed is another card.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ocop.web.drawings.product_card import draw_product_card
from ocop.web.drawings.product_row import draw_product_row

register = template.Library()
KEPT = 4096
WHOLE = "photo"  # everything else on a card is a word or a number
_PLAIN = frozenset({str, SafeString, int, bool, type(None)})


@register.simple_tag
def product_card(product: Mapping[str, Any] | None) -> SafeString:
    """Draw a card from what ``portal.pages.cards.card`` or the style guide say of a product."""
    return _drawn(draw_product_card, get_language(), _content(product or {}))


@register.simple_tag
def product_row(product: Mapping[str, Any]) -> SafeString:
    """Draw a line of a list from what ``portal.pages.cards.card`` says of a product."""
    return _drawn(draw_product_row, get_language(), _content(product))


def _content(product: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple([(name, _plain(value) if name != WHOLE else value) for name, value in product.items()])


def _plain(value: Any) -> Any:
    """A translated word as it reads now; text, numbers and truths as they are."""
    return value if type(value) in _PLAIN else str(value)


@lru_cache(maxsize=KEPT, typed=True)
def _drawn(
    draw: Callable[[Mapping[str, Any]], SafeString], language: str | None, content: tuple[tuple[str, Any], ...]
) -> SafeString:
    return draw(dict(content))
