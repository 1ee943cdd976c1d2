"""One place on the dotted country; Hoàng Sa and Trường Sa are named."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .projection import HEIGHT, WIDTH, project

# Where the names stand: just above each archipelago.
HOANG_SA = project(17.4, 112.0)
TRUONG_SA = project(11.9, 113.6)
ISLANDS = (("Hoàng Sa", HOANG_SA), ("Trường Sa", TRUONG_SA))


def draw_place_map(latitude: float, longitude: float, label: str) -> SafeString:
    """Return the map with a mark at the place; ``label`` is its text alternative."""
    x, y = project(float(latitude), float(longitude))
    return format_html(
        '<svg class="place-map__drawing" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">'
        '<image href="{}" width="{}" height="{}"/>'
        '<text class="place-map__islands" x="{}" y="{}">Hoàng Sa</text><text class="place-map__islands" x="{}" y="{}">Trường Sa</text>'
        '<circle class="place-map__ring" cx="{}" cy="{}" r="7"/><circle class="place-map__dot" cx="{}" cy="{}" r="3"/></svg>',
        *(str(WIDTH), str(HEIGHT)) * 2,
        _("Bản đồ Việt Nam: %(place)s") % {"place": label},
        static("web/built/vietnam.svg"),
        str(WIDTH),
        str(HEIGHT),
        str(HOANG_SA[0]),
        str(HOANG_SA[1]),
        str(TRUONG_SA[0]),
        str(TRUONG_SA[1]),
        str(x),
        str(y),
        str(x),
        str(y),
    )
