"""``{% load law_labels %}``: short forms in labels of the law say what they mean, and due dates whether they may still move."""

import re
from datetime import date
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ocop.law.abbreviations import abbreviations
from ocop.law.calendar import unannounced_year

register = template.Library()


LABELS = 8192  # of all sheets together there are fewer


@register.filter
def opened(label: str) -> SafeString:
    """Return a label of the law's data whose short forms say what they mean.

    A pointer reads it by title, a finger and a reader of the screen in words. English labels have no Vietnamese short forms.
    """
    return conditional_escape(label) if get_language() == "en" else _opened(str(label))


@lru_cache(LABELS)
def _opened(label: str) -> SafeString:
    parts = [
        format_html('<abbr title="{1}">{0}<span class="means"> ({1})</span></abbr>', part, abbreviations()[part])
        if part in abbreviations()
        else conditional_escape(part)
        for part in re.split(r"(?<!\w)([A-ZĐ]{2,})(?!\w)", label)
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


@register.filter
def unannounced(due: date) -> int | None:
    """Return the year of a due date in working days whose days off are not announced yet."""
    return unannounced_year(due)
