"""The words by which a product is found: its name, producer and place; beside them former places and English names.

Written with every act that changes one of them, and anew by ``refresh_search_keys`` where units changed. What is typed is read by the
same ``ocop.vietnamese.words``, so that both sides mean the same words.
"""

from collections.abc import Iterable, Sequence

from ocop.law.catalogue import catalogue
from ocop.law.files import kept
from ocop.law.regimes import get_regime
from ocop.producers.search import UNNAMED, place_words
from ocop.products.models import Product
from ocop.territory.models import AdministrativeUnit
from ocop.territory.queries.former import former_words
from ocop.vietnamese.same import is_glue
from ocop.vietnamese.words import words

LONGEST = Product._meta.get_field("search_key").max_length or 0


def search_key_of(product: Product) -> str:
    """Return name, producer and place of a product as one line of words; the product need not be saved."""
    return search_keys_of([product])[0]


def search_keys_of(products: Sequence[Product]) -> list[str]:
    """Return the lines of many products, in one query at most; reads ``producer`` and ``unit__parent``."""
    return [
        shortened(f"{product.name} {_owner(product)} {place_words(place)} {product.place_as_published}")
        for product, place in zip(products, _places(products), strict=True)
    ]


def other_words_of(products: Sequence[Product]) -> list[str]:
    """Return what else finds each product: former names of its place, its English name and that of its set. A few queries."""
    places = _places(products)
    former = former_words({place.pk for place in places if place})
    return [
        shortened(" ".join((*(former[place.pk] if place else ()), product.name_en, _set_in_english(product))))
        for product, place in zip(products, places, strict=True)
    ]


def refresh_search_keys(products: Sequence[Product]) -> int:
    """Write the lines anew where they differ and return of how many products; repeating it changes nothing."""
    differing = []
    for product, key in zip(products, search_keys_of(products), strict=True):
        if product.search_key != key:
            product.search_key = key
            differing.append(product)
    Product.objects.bulk_update(differing, ["search_key"])
    return len(differing)


def shortened(text: str) -> str:
    """Return the words of a text without small English ones, as many as the column takes."""
    line = " ".join(word for word in words(text) if not is_glue(word))
    return line if len(line) <= LONGEST else line[: LONGEST + 1].rpartition(" ")[0]


def _places(products: Iterable[Product]) -> list[AdministrativeUnit | None]:
    """The commune of each product; the province where no more is known."""
    paths = {one.unit_path for one in products if one.unit_id is None and one.unit_path}
    known = AdministrativeUnit.objects.filter(path__in=paths).order_by("effective_from") if paths else ()
    provinces = {unit.path: unit for unit in known}
    return [one.unit or provinces.get(one.unit_path) for one in products]


def _owner(product: Product) -> str:
    return "" if product.producer.name == UNNAMED else product.producer.name


@kept
def _sets_in_english(regime: str) -> dict[int, str]:
    return {one.number: one.label_en for one in catalogue(regime)} if get_regime(regime).catalogue else {}


def _set_in_english(product: Product) -> str:
    return _sets_in_english(product.regime).get(product.set_number or 0, "") if product.regime else ""
