"""Who may see which meeting and which product on an agenda: one definition for the lists and for the single object.

The members of a council see its meetings; so do the OCOP office and the chair of the province, and for the central council the ministry's
office and the minister. Administrators do not. A seat in a council counts only while the person also holds a council role there today.
"""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ocop.councils.models import AgendaItem, Capacity, Council, CouncilMeeting, CouncilMember
from ocop.people.models import Role, UserAccount
from ocop.people.rights import bodies_of

COUNCIL_ROLES = (Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY, Role.COUNCIL_CHAIR)
CENTRAL_COUNCIL_ROLES = (
    Role.CENTRAL_COUNCIL_MEMBER, Role.CENTRAL_COUNCIL_SECRETARY, Role.CENTRAL_COUNCIL_CHAIR,
)  # fmt: skip
PROVINCE_ROLES = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR)
MINISTRY_ROLES = (Role.CENTRAL_OFFICER, Role.MINISTER)


def in_force(day: date) -> Q:
    """Seats that are held on a day, by people of whom it is known who they are."""
    begun = Q(effective_from__isnull=True) | Q(effective_from__lte=day)
    known = Q(awaits_confirmation=False) & (Q(counts_from__isnull=True) | Q(counts_from__lte=day))
    return known & begun & (Q(effective_to__isnull=True) | Q(effective_to__gte=day))


def sits_today(user: UserAccount) -> Q:
    """Seats in councils of units where the person holds a council role today."""
    return bodies_of(user, COUNCIL_ROLES, CENTRAL_COUNCIL_ROLES, "council__unit_path")


def roles_in(council: Council) -> tuple[Role, ...]:
    """Return the roles that go with the seats of a council."""
    return CENTRAL_COUNCIL_ROLES if council.is_central else COUNCIL_ROLES


def seats_of(user: UserAccount | AnonymousUser) -> QuerySet[CouncilMember]:
    """Seats in councils that a person holds today."""
    if not isinstance(user, UserAccount):
        return CouncilMember.objects.none()
    return CouncilMember.objects.filter(sits_today(user), in_force(timezone.localdate()), account=user)


def councils_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Council]:
    """Councils whose meetings a person may follow."""
    if not isinstance(user, UserAccount):
        return Council.objects.none()
    offices = bodies_of(user, PROVINCE_ROLES, MINISTRY_ROLES)
    return Council.objects.filter(Q(pk__in=seats_of(user).values("council")) | offices)


def councils_planned_by(user: UserAccount | AnonymousUser) -> QuerySet[Council]:
    """Councils for which a person plans meetings: as their secretary or chair, or in the OCOP office of the province or the ministry."""
    if not isinstance(user, UserAccount):
        return Council.objects.none()
    own = seats_of(user).filter(capacity__in=[Capacity.SECRETARY, Capacity.CHAIR]).values("council")
    return Council.objects.filter(Q(pk__in=own) | bodies_of(user, [Role.PROVINCIAL_OFFICER], [Role.CENTRAL_OFFICER]))


def provincial_councils(user: UserAccount) -> QuerySet[Council]:
    """Councils of provinces for which a person plans, the newest first: only they are asked in writing (Đ.7.6.d)."""
    planned = councils_planned_by(user).exclude(unit=None).select_related("unit", "rules")
    return planned.order_by("-decided_on", "-pk")


def meetings_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[CouncilMeeting]:
    """Meetings a person may follow, with the council and its rules."""
    return CouncilMeeting.objects.filter(council__in=councils_visible_to(user)).select_related(
        "council__unit", "rules", "round"
    )


def items_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[AgendaItem]:
    """Products on the agendas of the meetings a person may follow."""
    return AgendaItem.objects.filter(meeting__council__in=councils_visible_to(user)).select_related(
        "meeting__council", "meeting__rules", "dossier__product", "dossier__producer", "dossier__unit"
    )


def get_council_for(user: UserAccount | AnonymousUser, pk: int) -> Council:
    """Return a council this person may follow; raises ``Http404`` for every other id."""
    return get_object_or_404(councils_visible_to(user).select_related("rules", "unit"), pk=pk)


def get_meeting_for(user: UserAccount | AnonymousUser, pk: int) -> CouncilMeeting:
    """Return a meeting this person may follow; raises ``Http404`` for every other id."""
    return get_object_or_404(meetings_visible_to(user), pk=pk)


def get_item_for(user: UserAccount | AnonymousUser, pk: int) -> AgendaItem:
    """Return a product on an agenda this person may follow; raises ``Http404`` for every other id."""
    return get_object_or_404(items_visible_to(user), pk=pk)
