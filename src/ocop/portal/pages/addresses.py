"""Addresses of public pages that are printed many times on a page."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from ocop.vietnamese import slug

TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")  # anything else was never given out and does not reach the database
_NO_TOKEN = re.compile(r"[^A-Za-z0-9_-]+")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")  # what programs for writing put in place of a hyphen
_NAME, _NUMBER = "mot-ten-nao-do", 9_876_543_210


def product_address(product_id: int, name: str) -> str:
    """Return the address of a product page; the number alone counts, the words are for people."""
    return product_addresses()(product_id, name)


def product_addresses() -> Callable[[int, str], str]:
    """Return what writes addresses of products in the language of now, which is found out once for all of them."""
    pattern = _pattern("portal:product", (_NAME, _NUMBER), get_language(), get_script_prefix())
    return lambda product_id, name: pattern % (slug(name) or "san-pham", product_id)


def producer_address(producer_id: int) -> str:
    """Return the address of a producer's page."""
    return _pattern("portal:producer", (_NUMBER,), get_language(), get_script_prefix()) % producer_id


def scan_paths(token: str) -> tuple[str, str]:
    """Return where a QR code leads and where its picture lies; a token is made of letters and digits that addresses leave as they are."""
    here = get_language(), get_script_prefix()
    return _pattern("scan", (_NAME,), *here) % token, _pattern("scan_qr", (_NAME,), *here) % token


def tokens_in(printed: str) -> list[str]:
    """Return the tokens that an address may mean which came here with something around its token, the likeliest first.

    Readers of codes, messages and hands add blanks, line ends, full stops, brackets, invisible signs, letters of full width or
    another part behind a slash. A letter in the other case is another token: it could belong to another certificate.
    """
    text = unicodedata.normalize("NFKC", unquote(printed)).translate(_DASHES)
    parts = [one for one in _NO_TOKEN.split(text) if one]
    found = ["".join(parts), *parts[:1], *sorted(parts[1:], key=len, reverse=True)[:1]]
    return list(dict.fromkeys(one for one in found if TOKEN.fullmatch(one)))


@lru_cache(maxsize=64)
def _pattern(page: str, given: tuple[str | int, ...], language: str | None, prefix: str) -> str:
    """An address with places for what is given: a page of cards asks for it 24 times."""
    address = reverse(page, args=given).replace("%", "%%")
    for one in given:
        address = address.replace(str(one), "%s", 1)
    return address
