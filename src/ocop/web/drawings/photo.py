"""A photo in both formats and all its widths, so that a browser takes the smallest that is enough."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString


def draw_photo(photo: Any, *, sizes: str, eager: bool = False) -> SafeString:
    """Return the element of a shown photo (``products.showing``); ``eager`` for the one that a page opens with."""
    return format_html(
        '<picture class="photo"><source type="image/webp" srcset="{webp}" sizes="{sizes}"><img src="{src}" srcset="{jpeg}" '
        'sizes="{sizes}" width="{width}" height="{height}" alt="{alt}" {when} decoding="async"></picture>',
        webp=photo.webp,
        jpeg=photo.jpeg,
        src=photo.src,
        sizes=sizes,
        width=f"{photo.width:d}",
        height=f"{photo.height:d}",
        alt=photo.alt,
        when=SafeString('fetchpriority="high"' if eager else 'loading="lazy"'),
    )
