"""Who may see which dossier: one definition for the list and for the single object."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.states import AT_PROVINCE, FROM_NINETY
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds_any, inside_units_of
from ocop.producers.queries import producers_acted_for

COMMUNE_ROLES = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
PROVINCE_ROLES = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR)
MINISTRY_ROLES = (Role.CENTRAL_OFFICER, Role.MINISTER)
CLOSED_EARLY = (DossierState.RETURNED, DossierState.WITHDRAWN)


def seen_by_commune(user: UserAccount) -> Q:
    """Dossiers of the communes where the person works, once they were submitted."""
    return inside_units_of(user, COMMUNE_ROLES) & ~Q(state=DossierState.DRAFT)


def seen_by_province(user: UserAccount) -> Q:
    """Dossiers of the provinces where the person works, once the commune forwarded them.

    One that was returned or withdrawn stays visible to the province only if it had reached the province.
    """
    forwarded = Q(state__in=AT_PROVINCE) | Q(state__in=CLOSED_EARLY, commune_assessment__signed_at__isnull=False)
    return inside_units_of(user, PROVINCE_ROLES) & forwarded


def dossiers_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Dossier]:
    """Dossiers a person may read.

    The producer's side sees its own; the commune after submission; the province after the commune forwarded; the ministry
    what reached 90 points, and what it evaluated itself. Council members read through their agenda (``councils.queries``).
    """
    if not isinstance(user, UserAccount) or not user.is_active:
        return Dossier.objects.none()
    own = Dossier.objects.filter(producer__in=producers_acted_for(user))
    if not holds_any(user, (*COMMUNE_ROLES, *PROVINCE_ROLES, *MINISTRY_ROLES)):
        return own
    ministry = inside_units_of(user, MINISTRY_ROLES) & (Q(state__in=FROM_NINETY) | Q(central_round__isnull=False))
    by_office = (seen_by_commune(user), seen_by_province(user), ministry)
    # A union, no OR: the database would read every dossier.
    seen = own.values("pk").union(*(Dossier.objects.filter(one).values("pk") for one in by_office))
    return Dossier.objects.filter(pk__in=seen)


def get_dossier_for(user: UserAccount | AnonymousUser, pk: int) -> Dossier:
    """Return a dossier this person may read; raises ``Http404`` for every other id."""
    visible = dossiers_visible_to(user).select_related("product", "producer", "unit", "unit__parent", "round")
    return get_object_or_404(visible, pk=pk)


def may_read_contacts(user: UserAccount, dossier: Dossier) -> bool:
    """Whether the person may read addresses and telephones, hence have Mẫu 01 and 02 on paper: not everyone who may read a dossier."""
    own = Q(producer__in=producers_acted_for(user))
    readers = Dossier.objects.filter(own | seen_by_commune(user) | seen_by_province(user))
    return readers.filter(pk=dossier.pk).exists()
