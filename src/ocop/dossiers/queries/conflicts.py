"""People who had a hand in a dossier: they neither advise on it nor score it (QĐ 26/2026, Đ.7.3)."""

from django.db.models import Q
from django.utils import timezone

from ocop.dossiers.models import Dossier, Evidence
from ocop.producers.models import Delegation, ProducerUser


def accounts_with_a_hand_in(dossier: Dossier) -> set[int]:
    """Return the ids of the accounts that prepared, assisted or assessed a dossier before it reached the province."""
    day = timezone.localdate()
    in_force = Q(effective_from__lte=day) & (Q(effective_to__isnull=True) | Q(effective_to__gte=day))
    accounts: set[int | None] = {dossier.created_by_id}
    accounts |= set(
        ProducerUser.objects.filter(in_force, producer=dossier.producer_id).values_list("account", flat=True)
    )
    accounts |= set(Delegation.objects.filter(producer=dossier.producer_id).values_list("delegate", flat=True))
    accounts |= set(Evidence.objects.filter(dossier=dossier).values_list("uploaded_by", flat=True))
    assessment = getattr(dossier, "commune_assessment", None)
    if assessment is not None:
        accounts |= {assessment.drafted_by_id, assessment.signed_by_id}
    return {pk for pk in accounts if pk}
