"""A product as a line of a list: its name, star and state in words, whose it is, where it is from and what it is.

Drawn here for the same reason as the card: a page shows twenty-four of them.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ocop.pages.filling import fill
from ocop.web.drawings.stars import say_stars
from ocop.web.drawings.states import draw_state

NOTHING = SafeString("")


def draw_product_row(product: Mapping[str, Any]) -> SafeString:
    """Return a line of a list; what a product does not say is left out."""
    given = product.get
    return fill(
        """
<li class="product-row">
  <p class="product-row__name" lang="vi"><a href="{href}">{name}</a></p>
  <p class="product-row__state">{star}{state}{demo}</p>
  <p class="product-row__who"><span lang="vi">{producer}</span>{place}{kind}</p>
</li>
""",
        href=given("href", ""),
        name=given("name", ""),
        star=say_stars(given("star"), size="s") if given("star") else NOTHING,
        state=draw_state(given("state", ""), given("state_word")) if given("state_word") else NOTHING,
        demo=draw_state("info", _("Trình diễn")) if given("is_demo") else NOTHING,
        producer=given("producer", ""),
        place=fill(' · <span class="soft" lang="vi">{place}</span>', place=given("place"))
        if given("place")
        else NOTHING,
        kind=fill(' · <span class="soft">{kind}</span>', kind=given("kind")) if given("kind") else NOTHING,
    )
