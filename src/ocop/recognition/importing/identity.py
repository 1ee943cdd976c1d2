"""When are two lines about the same producer, the same product, the same recognition? Pure; never (name, province) alone.

Names are equal when they have the same letters and tones, however the tone mark is placed and in whatever case. An enterprise is known by
its name in its province: two enterprises may not carry the same registered name (NĐ 01/2021, Đ.17). Everyone else is known by name and
place as published. Where the list names no producer, nothing says that two products have the same one: each gets its own.
"""

import hashlib
import re

from ocop.producers import search
from ocop.recognition.importing.checking import Row
from ocop.vietnamese import fold, tone_key

Key = tuple[str, ...]
UNNAMED = search.UNNAMED
_SPACES = re.compile(r"\s+")
_ENTERPRISE = re.compile(r"(cong ty|cty|ct cp|ct tnhh|ctcp|doanh nghiep tu nhan|dntn)\b")


def name_key(text: str) -> str:
    """Return the form in which names are compared."""
    return _SPACES.sub(" ", tone_key(text).casefold()).strip()


def is_enterprise(name: str) -> bool:
    """Whether a producer's name says that it is a registered enterprise."""
    return _ENTERPRISE.match(fold(name)) is not None


def producer_key(name: str, place: str, province_path: str, product: str) -> Key:
    """Return what identifies a producer; ``product`` only matters where the list names none."""
    if not name or name == UNNAMED:
        return ("unnamed", name_key(place), name_key(product))
    if is_enterprise(name):
        return ("enterprise", name_key(name), province_path or name_key(place))
    return ("producer", name_key(name), name_key(place))


def import_key(row: Row) -> str:
    """Return the hash that identifies one recognition in any file: what was recognised, whose, where, how and when."""
    parts = (row.product, row.producer, row.commune, row.district, row.province, row.as_published, row.decision_number)
    return hashlib.sha256("\x1f".join([*map(name_key, parts), str(row.star)]).encode()).hexdigest()
