"""What the pages show on which a draft gets another set."""

from datetime import date
from typing import Any

from ocop.dossiers.models import Dossier
from ocop.filing.queries.set_change import set_change_of
from ocop.law.catalogue import catalogue
from ocop.law.governing import law_on
from ocop.products.choosing import fits
from ocop.products.pages import chooser


def chosen_set(dossier: Dossier, text: str, *, on: date) -> int | None:
    """The other set that an address names, None where it names none this producer may choose."""
    numbers = {str(one.number): one.number for one in catalogue(law_on(on).regime.code)}
    number = numbers.get(text)
    if number is None or number == dossier.set_number or not fits(dossier.producer.organisation_type, number):
        return None
    return number


def choosing_page(dossier: Dossier, text: str, *, address: str, on: date) -> dict[str, Any]:
    """The set of now, the sets that the product's name leads to, and all others."""
    law = law_on(on)
    return {
        **chooser(dossier.producer, text or dossier.product.name, address=address, regime=law.regime.code),
        "chosen": f"{address}?bo=",
        "now": law.entry(dossier.set_number),
    }


def change_page(dossier: Dossier, number: int, *, on: date) -> dict[str, Any]:
    """What stays, what is asked again and what is no longer asked."""
    return {"change": set_change_of(dossier, number, on=on), "entry": law_on(on).entry(number)}
