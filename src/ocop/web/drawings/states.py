"""The shape that goes with a state: ● valid, ◐ soon over, ○ over, ✕ revoked, a clock for waiting, a diamond for the rest."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

SHAPES = {
    "ok": '<circle cx="6" cy="6" r="5"/>',
    "soon": '<circle class="tag__open" cx="6" cy="6" r="4.2"/><path d="M6 1.8a4.2 4.2 0 0 1 0 8.4z"/>',
    "off": '<circle class="tag__open" cx="6" cy="6" r="4.2"/>',
    "bad": '<path class="tag__open" d="M2 2l8 8M10 2l-8 8"/>',
    "wait": '<circle class="tag__open" cx="6" cy="6" r="4.2"/><path class="tag__open" d="M6 3.5V6l1.8 1.2"/>',
    "info": '<path d="M6 1l5 5-5 5-5-5z"/>',
}
_DRAWN = {
    state: SafeString(
        f'<svg class="tag__shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">{shape}</svg>'
    )
    for state, shape in SHAPES.items()
}


@lru_cache(maxsize=512, typed=True)  # text that is marked safe is another argument than the same letters unmarked
def draw_state(state: str, words: str) -> SafeString:
    """Return the words with their shape; an unknown state is shown as information."""
    known = state if state in _DRAWN else "info"
    return format_html('<span class="tag tag--{}">{}{}</span>', known, _DRAWN[known], words)
