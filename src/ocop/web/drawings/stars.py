"""A plain five-pointed star of our own; the programme's star stamps are protected marks and are not drawn."""

from functools import cache, lru_cache
from math import cos, pi, sin
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

MOST = 5
OUTER, INNER, CENTRE, PITCH = 10.5, 4.4, 12.0, 25.0


def _star(offset: float) -> str:
    corners = []
    for corner in range(10):
        radius = INNER if corner % 2 else OUTER
        angle = corner * pi / 5 - pi / 2
        corners.append(f"{offset + CENTRE + radius * cos(angle):.1f} {CENTRE + 0.6 + radius * sin(angle):.1f}")
    return "M" + "L".join(corners) + "Z"


@cache
def draw_stars(count: int) -> SafeString:
    """Return five stars in a row, ``count`` of them full; hidden from screen readers, the words stand beside."""
    full = "".join(_star(place * PITCH) for place in range(count))
    open_ = "".join(_star(place * PITCH) for place in range(count, MOST))
    return format_html(
        '<svg class="stars__drawing" viewBox="0 0 124 24" width="124" height="24" aria-hidden="true" focusable="false">'
        '<path class="stars__open" d="{}"/><path class="stars__full" d="{}"/></svg>',
        open_,
        full,
    )


def say_stars(count: Any, *, label: str = "", size: str = "m") -> SafeString:
    """Return five stars, ``count`` of them full, and the same in words."""
    full = min(max(int(count or 0), 0), MOST)
    return _said(full, str(label or _words(full, get_language())), size)


@lru_cache(maxsize=2 * (MOST + 1))
def _words(count: int, _language: str | None) -> str:
    return ngettext("%(n)s sao", "%(n)s sao", count) % {"n": count} if count else gettext("Chưa có sao")


@lru_cache(maxsize=256, typed=True)
def _said(full: int, words: str, size: str) -> SafeString:
    return format_html(
        '<span class="stars stars--{}">{}<span class="stars__label">{}</span></span>', size, draw_stars(full), words
    )
