"""Names on a record as they were when it was made and, beside them, today's where they differ.

Content is read only where it fits the ledger (``proof``); of anything else nothing is known but today's rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ocop.dossiers.models import Dossier
from ocop.people.naming import Named, named
from ocop.products.models import Product
from ocop.recognition.models import Certificate, DecisionItem, RecognitionDecision
from ocop.recognition.records import Content, unit_name
from ocop.territory.models import AdministrativeUnit


@dataclass(frozen=True)
class Names:
    """Whose product it is and where it was made."""

    product: Named
    producer: Named
    place: Named


def recorded_place(place: Content) -> str:
    """Return a place on record from small to large: "Phường Tân Ninh, tỉnh Tây Ninh"; as published where no unit is on record."""
    units = place["units"]
    if not units:
        return str(place["published"])
    above = [f"{one['unit_type'].lower()} {one['name']}" for one in units[1:2]]
    return ", ".join([unit_name(units[0]), *above])


def todays_place(unit: AdministrativeUnit | None) -> str:
    """Return a unit of today in the same form."""
    return unit.full_place if unit else ""


def names_on(content: Mapping[str, Any], today: Dossier | Certificate) -> Names:
    """Return the names on a record (a certificate, a product in a decision, a submission) beside those of today."""
    product, place = today.product, recorded_place(content["place"])
    now = todays_place(product.unit)
    return Names(
        named(content["product"]["name"], product.name),
        named(content["producer"]["name"], product.producer.name),
        named(place, now) if content["place"]["units"] and now else Named(place or now),
    )


@dataclass(frozen=True)
class DecidedRow:
    """A product in a decision as the decision has it."""

    item: DecisionItem
    names: Names
    star: int
    mean: str
    certificate: Certificate | None


def decided_rows(decision: RecognitionDecision, items: list[DecisionItem]) -> list[DecidedRow]:
    """Return the list of a decision from its content; ``items`` lead to the pages of today."""
    by_dossier = {item.dossier_id: item for item in items}
    rows = []
    for content in decision.content["items"]:
        facts = content["facts"]
        if item := by_dossier.get(facts["dossier_id"]):
            issued = getattr(item.dossier, "certificate", None)  # another decision about the dossier may have issued it
            certificate = issued if issued and issued.decision_id == decision.pk else None
            names = names_on(content, item.dossier)
            rows.append(DecidedRow(item, names, facts["star_rating"], facts["average_score"], certificate))
    return rows


def names_of_dossier(dossier: Dossier, decision: RecognitionDecision | None) -> Names:
    """Return the names of a dossier with an outcome: as decided (``decision`` is proven), else as submitted."""
    if decision:
        for content in decision.content["items"]:
            if content["facts"]["dossier_id"] == dossier.pk:
                return names_on(content, dossier)
    submitted = dossier.snapshots.order_by("-revision").values_list("content", flat=True).first() or {}
    place = Named(todays_place(dossier.unit))
    head = submitted.get("head")
    if head is None:
        return Names(Named(dossier.product.name), Named(dossier.producer.name), place)
    product, producer = dossier.product.name, dossier.producer.name
    return Names(named(head["product"]["name"], product), named(head["producer"]["name"], producer), place)


def todays_names(product: Product) -> Names:
    """Return the names of today alone, where nothing on record may be relied on."""
    place = todays_place(product.unit) or product.place_as_published
    return Names(Named(product.name), Named(product.producer.name), Named(place))
