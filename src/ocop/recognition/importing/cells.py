"""The cells of a list as text: one form of letters, nothing invisible, numbers and days as people print them."""

import datetime as dt
import re
from functools import lru_cache

from ocop.vietnamese import nfc

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(r"\s+")


def clean(value: object) -> str:
    """Return a cell as text: NFC, Ð as Đ, no invisible characters, single spaces; 4.0 is "4", a date is ISO."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, dt.datetime):
        value = value.date()
    return _clean(value.isoformat() if isinstance(value, dt.date) else str(value))


@lru_cache(maxsize=20_000)  # a cell is asked for again and again while its row is read
def _clean(text: str) -> str:
    return _SPACES.sub(" ", _INVISIBLE.sub("", nfc(text))).strip()
