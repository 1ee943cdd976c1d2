"""Addresses of public pages that are printed many times on a page."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from ocop.vietnamese import slug


def product_address(product_id: int, name: str) -> str:
    """Return the address of a product page; the number alone counts, the words are for people."""
    before, between, after = _address_parts(get_language(), get_script_prefix())
    return f"{before}{slug(name) or 'san-pham'}{between}{product_id}{after}"


@lru_cache(maxsize=16)
def _address_parts(language: str | None, prefix: str) -> tuple[str, str, str]:
    """What stands before, between and after name and number: a page of cards asks for it 24 times."""
    name, number = "ten-san-pham", 9_876_543_210
    before, _, rest = reverse("portal:product", args=[name, number]).partition(name)
    between, _, after = rest.partition(str(number))
    return before, between, after
