"""Cards of products: a register row and its main photo as lists, pages and neighbours show them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ocop.portal.pages.addresses import product_addresses
from ocop.portal.queries.recorded import with_today
from ocop.portal.wording import set_word
from ocop.products.models import ProductPhoto
from ocop.products.queries import main_photos
from ocop.products.showing import ShownPhoto, shown
from ocop.recognition.wording import STATE_TAGS, STATE_WORDS


def card(row: Mapping[str, Any], address: Callable[[int, str], str]) -> dict[str, Any]:
    """Return a register row as ``c-product-card`` and the rows of the list read it; ``address`` writes that of its page."""
    return {
        "name": with_today(row["name"], row["name_today"]),
        "href": address(row["id"], row["name"]),
        "producer": with_today(row["producer_name"], row["producer_today"]),
        "place": with_today(row["place"], row["place_today"]),
        "star": row["star_rating"],
        "state": STATE_TAGS[row["state"]],
        "state_word": STATE_WORDS[row["state"]],
        "kind": set_word(row["set_number"], row["regime"]),
        "seed": str(row["id"]),
        "is_demo": row["is_demo"],
        "note": _("Bản ghi trình diễn") if row["is_demo"] else "",
    }


def public_photo(photo: ProductPhoto, name: str) -> ShownPhoto:
    """A photo as public pages show it."""
    return shown(photo, lambda width, ending: reverse("photo", args=[photo.pk, width, ending]), name=name)


def cards(rows: Sequence[Mapping[str, Any]], photos: Mapping[int, ProductPhoto] | None = None) -> list[dict[str, Any]]:
    """Return register rows as cards with their main photos (one query, none where ``photos`` are known)."""
    known = main_photos([row["id"] for row in rows]) if photos is None else photos
    address = product_addresses()
    return [
        card(row, address) | {"photo": public_photo(known[row["id"]], row["name"]) if row["id"] in known else None}
        for row in rows
    ]
