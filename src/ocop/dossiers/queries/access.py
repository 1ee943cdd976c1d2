"""Who may see which dossier: one definition for the list and for the single object (process 12.1)."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.states import AT_PROVINCE
from ocop.people.models import Role, UserAccount
from ocop.people.rights import inside_units_of
from ocop.producers.queries import producers_acted_for


def dossiers_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Dossier]:
    """Dossiers a person may read.

    The producer's side sees its own; the commune after submission; the province after the commune forwarded; the ministry
    what reached 90 points. Council members read through their agenda (``councils.queries``).
    """
    if not isinstance(user, UserAccount):
        return Dossier.objects.none()
    own = Q(producer__in=producers_acted_for(user))
    commune = inside_units_of(user, [Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR]) & ~Q(state=DossierState.DRAFT)
    province = inside_units_of(user, [Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR]) & Q(state__in=AT_PROVINCE)
    ministry = inside_units_of(user, [Role.CENTRAL_OFFICER]) & Q(state=DossierState.POTENTIAL_FIVE_STAR)
    return Dossier.objects.filter(own | commune | province | ministry)


def get_dossier_for(user: UserAccount | AnonymousUser, pk: int) -> Dossier:
    """Return a dossier this person may read; raises ``Http404`` for every other id."""
    visible = dossiers_visible_to(user).select_related("product", "producer", "unit", "unit__parent", "round")
    return get_object_or_404(visible, pk=pk)
