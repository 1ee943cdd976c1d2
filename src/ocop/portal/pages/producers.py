"""Lines of the list of producers."""

from datetime import date
from typing import Any

from django.urls import reverse

from ocop.portal.queries.catalogue import read_rows, register_rows
from ocop.portal.queries.producers import HOLDS
from ocop.portal.wording import ORGANISATIONS, unit_words
from ocop.producers.models import Producer


def producer_lines(producers: list[Producer], on: date) -> list[dict[str, Any]]:
    """Return each producer as the list shows it, with the counts of those products that fit the ledger. One query."""
    counted: dict[int, tuple[int, int, int | None]] = {}
    for row in read_rows(register_rows().filter(product__producer__in=producers), on):
        every, current, star = counted.get(row["producer_id"], (0, 0, None))
        holds = row["state"] in HOLDS
        star = max(star or 0, row["star_rating"]) if holds else star
        counted[row["producer_id"]] = (every + 1, current + holds, star)
    return [
        {
            "name": producer.name,
            "href": reverse("portal:producer", args=[producer.pk]),
            "organisation": ORGANISATIONS.get(producer.organisation_type, ""),
            "place": unit_words(producer.unit) or producer.place_as_published,
            "is_demo": producer.is_demo,
            **dict(zip(("products", "in_force", "star"), counted[producer.pk], strict=True)),
        }
        for producer in producers
    ]
