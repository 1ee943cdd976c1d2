"""Who sees which group and which dossier before it: one definition for the lists and for the single object.

Members of a group see the dossiers of their province that wait for a group, and those their own group took on. The OCOP office
and the chair of the province read along. Council members read the signed report in the room of the councils; producers never do.
"""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ocop.advisory.models import AdvisoryGroup, AdvisoryGroupMember, AdvisoryReport, GroupCapacity
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.queries.conflicts import accounts_with_a_hand_in
from ocop.people.models import Role, UserAccount
from ocop.people.queries.signing import signs_for_head_of
from ocop.people.rights import inside_units_of

GROUP_ROLES = (Role.ADVISORY_GROUP_HEAD, Role.ADVISORY_GROUP_MEMBER)
PROVINCE_ROLES = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR)


def in_force() -> Q:
    """Memberships that have not ended; the last day is included."""
    return Q(left_on__isnull=True) | Q(left_on__gte=timezone.localdate())


def seats_of(user: UserAccount | AnonymousUser) -> QuerySet[AdvisoryGroupMember]:
    """Places in advisory groups that a person holds today."""
    if not isinstance(user, UserAccount):
        return AdvisoryGroupMember.objects.none()
    held = inside_units_of(user, GROUP_ROLES, "group__unit_path")
    return AdvisoryGroupMember.objects.filter(held & in_force(), account=user)


def groups_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[AdvisoryGroup]:
    """Groups whose members a person may read: the own ones, and those of the own province."""
    if not isinstance(user, UserAccount):
        return AdvisoryGroup.objects.none()
    mine = Q(pk__in=seats_of(user).values("group"))
    return AdvisoryGroup.objects.filter(mine | inside_units_of(user, PROVINCE_ROLES)).select_related("unit")


def reviews_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Dossier]:
    """Dossiers a person may read in this room."""
    if not isinstance(user, UserAccount):
        return Dossier.objects.none()
    of_province = inside_units_of(user, PROVINCE_ROLES)
    condition = of_province & (Q(state=DossierState.IN_ROUND) | Q(advisory_report__isnull=False))
    for group, path in seats_of(user).values_list("group", "group__unit_path"):
        condition |= Q(state=DossierState.IN_ROUND, unit_path__inside=path) | Q(advisory_report__group=group)
    return Dossier.objects.filter(condition).select_related(
        "product", "producer", "unit__parent", "round", "advisory_report__group"
    )


def get_group_for(user: UserAccount | AnonymousUser, pk: int) -> AdvisoryGroup:
    """Return a group this person may read; raises ``Http404`` for every other id."""
    return get_object_or_404(groups_visible_to(user), pk=pk)


def get_review_for(user: UserAccount | AnonymousUser, pk: int) -> Dossier:
    """Return a dossier this person may read in this room; raises ``Http404`` for every other id."""
    return get_object_or_404(reviews_visible_to(user), pk=pk)


@dataclass(frozen=True)
class Standing:
    """Where a person stands towards a dossier: the place in the group that has it (or may take it), and a hand in it."""

    seat: AdvisoryGroupMember | None
    conflict: bool
    signs_for_head: bool = False  # a member who is deputy of the head today

    @cached_property
    def is_head(self) -> bool:
        """Whether the person heads the group, or signs for its head."""
        return self.signs_for_head or (self.seat is not None and self.seat.capacity == GroupCapacity.HEAD)


def report_of(dossier: Dossier) -> AdvisoryReport | None:
    """Return the report on a dossier, draft or signed; None before a group took it on."""
    found: AdvisoryReport | None = getattr(dossier, "advisory_report", None)
    return found


def standing_towards(dossier: Dossier, user: UserAccount) -> Standing:
    """Return where a person stands. Before a group took the dossier on, a head of a group of its province counts, or who signs for one."""
    report = report_of(dossier)
    seats = seats_of(user).select_related("group").order_by("capacity", "pk")  # a head before a member
    if report is not None:
        seat = seats.filter(group=report.group_id).first()
    else:
        here = [one for one in seats if dossier.unit_path.startswith(one.group.unit_path)]
        seat = next((one for one in here if _signs_for_head(user, one)), here[0] if here else None)
        seat = here[0] if here and here[0].capacity == GroupCapacity.HEAD else seat
    signs_for_head = seat is not None and _signs_for_head(user, seat)
    return Standing(seat, seat is not None and user.pk in accounts_with_a_hand_in(dossier), signs_for_head)


def _signs_for_head(user: UserAccount, seat: AdvisoryGroupMember) -> bool:
    """Whether a member signs for the head of the group: by dated appointment (NĐ 30/2020, Đ.13)."""
    group = seat.group
    return signs_for_head_of(user, Role.ADVISORY_GROUP_HEAD, group.name, group.unit_path)
