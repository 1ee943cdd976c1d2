"""A calm picture for products without a photo: woven bamboo, tea leaves or terraced fields, always the same for the same seed."""

from functools import cache, lru_cache
from hashlib import blake2s

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# ground, pale line, strong line: leaf, rice, gold, earth and mist, all far from loud
PALETTES = (
    ("#e3f0e8", "#c3dccd", "#8fbba3"),
    ("#f3f1e9", "#ddd8c6", "#b9b08f"),
    ("#fbf4e0", "#efe0b8", "#cfb06a"),
    ("#f5ede4", "#e8d7c5", "#c5a585"),
    ("#e8efed", "#cddcd8", "#98b3ac"),
)


def _weave(name: str, colours: tuple[str, str, str], turn: int) -> SafeString:
    return format_html(
        '<defs><pattern id="{0}" width="32" height="32" patternUnits="userSpaceOnUse" patternTransform="rotate({4}) scale(.9)">'
        '<path fill="{1}" d="M0 0h32v32H0z"/><path fill="{2}" d="M1 1h14v14H1zM17 17h14v14H17z"/>'
        '<path stroke="{3}" stroke-width="1.2" d="M1 4.5h14M1 8h14M1 11.5h14M17 20.5h14M17 24h14M17 27.5h14'
        'M20.500 1v14M24 1v14M27.500 1v14M4.500 17v14M8 17v14M11.500 17v14"/></pattern></defs>'
        '<path fill="url(#{0})" d="M0 0h300v200H0z"/>',
        *(name, *colours, str(turn)),
    )


def _leaves(name: str, colours: tuple[str, str, str], turn: int) -> SafeString:
    return format_html(
        '<defs><pattern id="{0}" width="52" height="60" patternUnits="userSpaceOnUse" patternTransform="rotate({4})">'
        '<path fill="{1}" d="M0 0h52v60H0z"/>'
        '<path fill="{2}" d="M26 30C14 26 8 16 10 4c10 4 16 14 16 26zM26 30c12-4 18-14 16-26-10 4-16 14-16 26z'
        'M0 60c12-4 18-14 16-26C6 38 0 48 0 60zM52 60C40 56 34 46 36 34c10 4 16 14 16 26z"/>'
        '<path stroke="{3}" fill="none" stroke-linecap="round" d="M26 30C21 22 16 14 12.500 8M26 30c5-8 10-16 13.500-22M26 30v16'
        'M0 60c5-8 10-16 13.500-22M52 60c-5-8-10-16-13.500-22"/></pattern></defs>'
        '<path fill="url(#{0})" d="M0 0h300v200H0z"/>',
        *(name, *colours, str(turn - 45)),
    )


def _terraces(name: str, colours: tuple[str, str, str], turn: int) -> SafeString:
    ground, pale, strong = colours
    lean = turn - 45
    rows = [(28 + row * 24, 26 - row * 2 if row % 2 else 12 + row * 2) for row in range(7)]
    bands = "".join(
        f'<path d="M-10 {y + lean // 3}C70 {y - swell} 110 {y + swell} 170 {y}S270 {y - swell} 310 {y - lean // 4}V210H-10Z"/>'
        for y, swell in rows
    )
    return format_html(
        '<path fill="{}" d="M0 0h300v200H0z"/><g fill="{}" fill-opacity=".32" stroke="{}" stroke-width="1.3">{}</g>',
        ground,
        pale,
        strong,
        mark_safe(bands),  # noqa: S308 - numbers and constants
    )


_NAME = "hv-name"
MOTIFS = (_terraces, _weave, _leaves)


@lru_cache(maxsize=4096)
def draw_pattern(seed: str) -> SafeString:
    """Return the picture of ``seed``, decorative and hidden from screen readers."""
    digest = blake2s(seed.encode(), digest_size=6).digest()
    drawing = _drawing(digest[0] % len(MOTIFS), digest[1] % len(PALETTES), digest[2] % 7 * 15)
    return mark_safe(drawing.replace(_NAME, f"hv-{digest.hex()}"))  # noqa: S308 - constants, escaped values, a number


@cache
def _drawing(motif: int, palette: int, turn: int) -> str:
    """One of the hundred pictures there are; its name is put in for each seed."""
    return (
        '<svg class="pattern" viewBox="0 0 300 200" width="300" height="200" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">'
        f"{MOTIFS[motif](_NAME, PALETTES[palette], turn)}</svg>"
    )
