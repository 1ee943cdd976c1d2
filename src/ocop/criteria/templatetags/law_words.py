"""``{% load law_words %}``: the label of a part of the law in the language of the page."""

from typing import Any

from django import template

from ocop.criteria.pages import in_page_language

register = template.Library()


@register.filter
def worded(thing: Any) -> str:
    """Return the title or label of a sheet, part, criterion, level or regime in the language of the page."""
    return in_page_language(thing)
