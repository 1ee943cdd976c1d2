"""What the producer's side knows about products: their dossiers."""

from django.utils.timezone import localdate

from ocop.dossiers.models import TERMINAL_STATES, Dossier
from ocop.filing.pages.kinds import possible_today
from ocop.filing.queries.kinds import kinds_of
from ocop.filing.rules import may_erase_personal_data
from ocop.pages.parts import Part
from ocop.people.models import UserAccount
from ocop.producers.asking import parts_of_page as parts_of_producer
from ocop.producers.models import Producer
from ocop.producers.rules import may_act_for
from ocop.products.asking import parts_of_page
from ocop.products.models import Product


@parts_of_page
def dossiers_on_page(product: Product, reader: UserAccount) -> Part | None:
    """The dossiers of a product, newest first, for those who act for its producer."""
    if not may_act_for(reader, product.producer):
        return None
    dossiers = list(Dossier.objects.filter(product=product).order_by("-created_at", "-pk"))
    is_open = any(one.state not in TERMINAL_STATES for one in dossiers)
    possible = None if is_open or product.set_number is None else possible_today(kinds_of(product, on=localdate()))
    return Part("filing/_of_product.html", {"product": product, "dossiers": dossiers, "possible": possible})


@parts_of_producer
def erasing_on_page(producer: Producer, reader: UserAccount) -> Part | None:
    """The way to erase personal data, for the administrator."""
    return (
        Part("filing/_erase_link.html", {"producer": producer}) if may_erase_personal_data(reader, producer) else None
    )
