"""What officers should do next: the lines of "Việc cần làm", and what both work lists share."""

from django.db.models import Count, Q, QuerySet

from ocop.dossiers.models import Dossier, DossierReceipt
from ocop.vietnamese.words import words


def states_of(dossiers: QuerySet[Dossier]) -> dict[str, int]:
    """Count dossiers by state, for the filter above a work list."""
    return dict(dossiers.order_by().values_list("state").annotate(number=Count("pk")))


def found(dossiers: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    """Keep dossiers whose product, producer, place or form number holds every word typed, with or without diacritics."""
    typed = words(text)
    if not typed:
        return dossiers
    named = Q()
    for word in typed:
        named &= Q(product__search_key__contains=word)
    numbered = DossierReceipt.objects.filter(registration_form_number__icontains=text.strip()).values("dossier")
    return dossiers.filter(named | Q(pk__in=numbered))
