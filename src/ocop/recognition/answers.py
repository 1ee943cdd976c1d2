"""What `recognition` knows about products: their certificates."""

from collections.abc import Mapping, Sequence
from datetime import date

from ocop.filing.arithmetic import HeldStar
from ocop.filing.asking import held_stars
from ocop.pages.parts import Part
from ocop.people.models import UserAccount
from ocop.products.asking import is_public, parts_of_page, saved
from ocop.products.models import Product

from .models import Certificate
from .operations.publishing import publish_products
from .queries.certificates import newest_certificates, star_held


@parts_of_page
def certificates_on_page(product: Product, _reader: UserAccount) -> Part | None:
    """The certificates of a product, the newest first."""
    certificates = list(Certificate.objects.filter(product=product).order_by("-pk"))
    return Part("recognition/_of_product.html", {"certificates": certificates}) if certificates else None


@saved
def publish_again(product: Product) -> None:
    """A product with a certificate is found by its new names and its new set at once."""
    publish_products([product.pk])


@is_public
def is_recognised(product: Product) -> bool:
    """A product with a certificate stands in the public register."""
    return Certificate.objects.filter(product=product).exists()


@held_stars
def stars_of_certificates(product_ids: Sequence[int], on: date) -> Mapping[int, HeldStar]:
    """The star of the certificate issued last."""
    return {pk: star_held(*newest) for pk, newest in newest_certificates(product_ids, on=on).items()}
