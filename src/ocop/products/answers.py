"""What `products` knows about producers: their products."""

from ocop.pages.parts import Part
from ocop.people.models import UserAccount
from ocop.producers.asking import name_changed, parts_of_page
from ocop.producers.models import Producer
from ocop.producers.rules import may_act_for

from .models import Product
from .queries import products_of
from .searching import refresh_search_keys


@parts_of_page
def products_on_page(producer: Producer, reader: UserAccount) -> Part:
    """The products of a producer, and the way to register one for those who act for it."""
    context = {"producer": producer, "products": products_of(producer), "acts_for": may_act_for(reader, producer)}
    return Part("products/_of_producer.html", context)


@name_changed
def products_follow(producer: Producer) -> None:
    """A product is found by its producer's name too."""
    refresh_search_keys(list(Product.objects.filter(producer=producer).select_related("producer", "unit__parent")))
