"""Members who prepared, assisted or supported a dossier do not score it."""

from django.db.models import Q
from django.utils import timezone

from ocop.councils.models import AgendaItem
from ocop.dossiers.models import Evidence
from ocop.producers.models import Delegation, ProducerUser

from .standing import members_at


def conflicts_at(item: AgendaItem) -> list[int]:
    """Return the ids of the council's members who had a hand in the dossier of this product."""
    dossier, day = item.dossier, timezone.localdate()
    in_force = Q(effective_from__lte=day) & (Q(effective_to__isnull=True) | Q(effective_to__gte=day))
    accounts = {dossier.created_by_id}
    accounts |= set(
        ProducerUser.objects.filter(in_force, producer=dossier.producer_id).values_list("account", flat=True)
    )
    accounts |= set(Delegation.objects.filter(producer=dossier.producer_id).values_list("delegate", flat=True))
    accounts |= set(Evidence.objects.filter(dossier=dossier).values_list("uploaded_by", flat=True))
    assessment = getattr(dossier, "commune_assessment", None)
    if assessment is not None:
        accounts |= {assessment.drafted_by_id, assessment.signed_by_id}
    members = members_at(item.meeting).filter(account__in={pk for pk in accounts if pk})
    return sorted(members.values_list("pk", flat=True))
