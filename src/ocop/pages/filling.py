"""Markup filled with values, each escaped unless it is markup already: Django's ``format_html`` for pieces that a page shows dozens of.

>>> fill('<a href="{href}">{name}</a>', href="/san-pham/", name="Trà & sen")
'<a href="/san-pham/">Trà &amp; sen</a>'
"""

from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def fill(markup: str, **values: Any) -> SafeString:
    """Return ``markup`` of ours with the values in their places; Django itself only sees those that are neither text nor markup."""
    return SafeString(markup.format(**{name: _escaped(value) for name, value in values.items()}))


def _escaped(value: Any) -> str:
    kind = type(value)
    if kind is SafeString:
        return value  # type: ignore[no-any-return]
    return escape(value) if kind is str else conditional_escape(value)
