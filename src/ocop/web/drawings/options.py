"""The choices of a list from which one is chosen: a filter of the register has a hundred of them, the same at each visit."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

CHOSEN = SafeString(" selected")
NOTHING = SafeString("")


def draw_options(choices: Iterable[tuple[Any, Any]], chosen: Any = "", *, language: str = "") -> SafeString:
    """Return values with their words as options, the chosen one marked; ``language`` says in which one all words are."""
    return _drawn(tuple((str(value), str(words)) for value, words in choices), str(chosen), language)


@lru_cache(maxsize=256)  # words and nothing else: what is kept is all that it shows
def _drawn(choices: tuple[tuple[str, str], ...], chosen: str, language: str) -> SafeString:
    spoken = format_html(' lang="{}"', language) if language else NOTHING
    return format_html_join(
        "",
        '<option value="{}"{}{}>{}</option>',
        ((value, CHOSEN if value == chosen else NOTHING, spoken, words) for value, words in choices),
    )
