"""What `dossiers` knows about products: the fields that a dossier fixes."""

from ocop.products.asking import fixed_fields
from ocop.products.fields import Fixed, fixed_by
from ocop.products.models import Product

from .models import Dossier, DossierState

NOBODY_ELSE_HAS_SEEN_IT = (DossierState.DRAFT, DossierState.WITHDRAWN)


@fixed_fields
def fixed_by_dossiers(product: Product) -> frozenset[str]:
    """Each as it is declared: the set with the first draft, what the council judges the product by with the submission."""
    states = set(Dossier.objects.filter(product=product).values_list("state", flat=True))
    if states - set(NOBODY_ELSE_HAS_SEEN_IT):
        return fixed_by(Fixed.DRAFTED, Fixed.FILED)
    return fixed_by(Fixed.DRAFTED) if states else frozenset()
