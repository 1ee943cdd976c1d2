"""Addresses of public pages that are printed many times on a page."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from ocop.vietnamese import slug

_NAME, _NUMBER = "mot-ten-nao-do", 9_876_543_210


def product_address(product_id: int, name: str) -> str:
    """Return the address of a product page; the number alone counts, the words are for people."""
    pattern = _pattern("portal:product", (_NAME, _NUMBER), get_language(), get_script_prefix())
    return pattern % (slug(name) or "san-pham", product_id)


def producer_address(producer_id: int) -> str:
    """Return the address of a producer's page."""
    return _pattern("portal:producer", (_NUMBER,), get_language(), get_script_prefix()) % producer_id


def scan_paths(token: str) -> tuple[str, str]:
    """Return where a QR code leads and where its picture lies; a token is made of letters and digits that addresses leave as they are."""
    page, picture = (_pattern(name, (_NAME,), get_language(), get_script_prefix()) for name in ("scan", "scan_qr"))
    return page % token, picture % token


@lru_cache(maxsize=64)
def _pattern(page: str, given: tuple[str | int, ...], language: str | None, prefix: str) -> str:
    """An address with places for what is given: a page of cards asks for it 24 times."""
    address = reverse(page, args=given).replace("%", "%%")
    for one in given:
        address = address.replace(str(one), "%s", 1)
    return address
