"""What `dossiers` knows about products: the fields that a dossier fixes."""

from ocop.products.asking import fixed_fields
from ocop.products.models import Product

from .models import Dossier, DossierState

NOBODY_ELSE_HAS_SEEN_IT = (DossierState.DRAFT, DossierState.WITHDRAWN)


@fixed_fields
def fixed_by_dossiers(product: Product) -> frozenset[str]:
    """The set with the first draft, name, specification and standard with the submission."""
    states = set(Dossier.objects.filter(product=product).values_list("state", flat=True))
    if states - set(NOBODY_ELSE_HAS_SEEN_IT):
        return frozenset({"set_number", "name", "specification", "standard"})
    return frozenset({"set_number"}) if states else frozenset()
