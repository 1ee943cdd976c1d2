"""Percent-encoding of a Digital Link (RFC 3986): in the query a blank is a plus, in the path a plus is a plus.

Bytes stand for themselves (Latin-1): element strings hold ASCII only, so anything else is refused later, by its component.

>>> escape("A B+C", in_query=True), escape("A B+C", in_query=False)
('A+B%2BC', 'A%20B%2BC')
"""

from urllib.parse import quote, quote_plus, unquote


def escape(text: str, *, in_query: bool) -> str:
    """Encode what is not unreserved."""
    return (quote_plus if in_query else quote)(text, safe="", encoding="utf-8")


def unescape(text: str, *, in_query: bool) -> str:
    """Decode; what is no whole sequence stays as it is."""
    return unquote(text.replace("+", " ") if in_query else text, encoding="latin-1")
