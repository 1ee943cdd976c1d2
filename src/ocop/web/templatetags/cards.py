"""``{% load cards %}``: the card of a product, drawn once for each content and language.

A register shows the same cards over and over: beside similar products, in lists, on the pages of producers. What a card shows is all it
depends on, so a process keeps the last few thousand it drew; a card whose content changed is another card.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ocop.web.drawings.product_card import draw_product_card

register = template.Library()
KEPT = 4096
WHOLE = "photo"  # everything else on a card is a word or a number


@register.simple_tag
def product_card(product: Mapping[str, Any] | None) -> SafeString:
    """Draw a card from what ``portal.pages.cards.card`` or the style guide say of a product."""
    words = ((name, value if name == WHOLE else _plain(value)) for name, value in (product or {}).items())
    return _drawn(get_language(), tuple(words))


def _plain(value: Any) -> Any:
    """A translated word as it reads now; numbers and truths as they are."""
    return value if isinstance(value, int | None) else str(value)


@lru_cache(maxsize=KEPT, typed=True)
def _drawn(language: str | None, content: tuple[tuple[str, Any], ...]) -> SafeString:
    return draw_product_card(dict(content))
