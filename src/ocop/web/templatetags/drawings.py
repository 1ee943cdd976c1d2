"""``{% load drawings %}``: icons, stars, bars, patterns, the map and the choices of a list."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from ocop.web.drawings.bars import Bar, bars, share
from ocop.web.drawings.dots import Dot, draw_dots
from ocop.web.drawings.icons import draw_icon
from ocop.web.drawings.options import draw_options
from ocop.web.drawings.patterns import draw_pattern
from ocop.web.drawings.photo import draw_photo
from ocop.web.drawings.place_map import draw_place_map
from ocop.web.drawings.stars import say_stars
from ocop.web.drawings.states import draw_state
from ocop.web.fixed import fixed_tag

register = template.Library()


@fixed_tag(register)
def icon(name: str, size: int | str = 20) -> SafeString:
    """Draw a Lucide icon; the word stands beside it."""
    return draw_icon(str(name), int(size))


@register.simple_tag
def stars(count: Any, label: str = "", size: str = "m") -> SafeString:
    """Draw five stars, ``count`` of them full, and say it in words."""
    return say_stars(count, label=label, size=size)


@register.simple_tag
def state_tag(state: str, words: str) -> SafeString:
    """Say a state in words with its shape."""
    return draw_state(state, str(words))


@register.simple_tag
def score_bars(parts: list[dict[str, Any]]) -> list[Bar]:
    """Work out the lengths of the bars of a score."""
    return bars(parts or [])


@register.simple_tag
def bar_length(points: Any, most: Any) -> str:
    """Return points of most as an SVG length."""
    return share(points, most)


@register.simple_tag
def photo(shown: Any, sizes: str, eager: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - a template tag
    """Draw a photo in all its widths."""
    return draw_photo(shown, sizes=sizes, eager=eager)


@register.simple_tag
def pattern(seed: Any) -> SafeString:
    """Draw the calm picture of a seed."""
    return draw_pattern(str(seed))


@register.simple_tag
def place_map(latitude: Any, longitude: Any, label: str) -> SafeString:
    """Draw the country with a mark at the place."""
    return draw_place_map(float(latitude), float(longitude), label)


@register.simple_tag
def dot_map(places: Iterable[Any], country: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - a template tag
    """Draw places that have a point as dots with their numbers; each opens its list."""
    dots = [Dot(one.point[0], one.point[1], one.words, one.number, one.href, one.tone) for one in places if one.point]
    return draw_dots(dots, country=country, numbered=True)


@register.simple_tag
def options(choices: Iterable[tuple[Any, Any]], chosen: Any = "", language: str = "") -> SafeString:
    """Draw the choices of a list as (value, word), the chosen one marked."""
    return draw_options(choices, chosen, language=language)
