"""The card of a product: picture, name, star and state in words, whose it is, where it is from.

Drawn here and not in a template: a page shows four to twenty-four of them, and a template costs four times as much.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from ocop.pages.filling import fill
from ocop.web.drawings.patterns import draw_pattern
from ocop.web.drawings.photo import draw_photo
from ocop.web.drawings.stars import say_stars
from ocop.web.drawings.states import draw_state

SIZES = "(min-width: 64rem) 18rem, (min-width: 40rem) 45vw, 100vw"
NOTHING = SafeString("")


def draw_product_card(product: Mapping[str, Any]) -> SafeString:
    """Return a card; what a product does not say is left out."""
    given = product.get
    note = given("note")
    return fill(
        """
<li class="product-card">
  <div class="product-card__picture">{picture}</div>
  <div class="product-card__words">
    <p class="product-card__name" lang="vi"><a href="{href}">{name}</a></p>
    <p class="product-card__state">{star}{state}</p>
    <p class="product-card__who" lang="vi">{producer}</p>
    <p class="product-card__place" lang="vi">{place}</p>
    {note}
  </div>
</li>
""",
        picture=draw_photo(given("photo"), sizes=SIZES) if given("photo") else draw_pattern(_seed(product)),
        href=given("href", ""),
        name=given("name", ""),
        star=say_stars(given("star"), size="s") if given("star") else NOTHING,
        state=draw_state(given("state", ""), given("state_word")) if given("state_word") else NOTHING,
        producer=given("producer", ""),
        place=given("place", ""),
        note=fill('<p class="product-card__note">{note}</p>', note=note) if note else NOTHING,
    )


def _seed(product: Mapping[str, Any]) -> str:
    return str(product.get("seed") or product.get("name", ""))
