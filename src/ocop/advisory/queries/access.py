"""Who sees which group and which dossier before it: one definition for the lists and for the single object.

Members of a group see the dossiers of their province that wait for a group, and those their own group took on. The OCOP office
and the chair of the province read along. The central group has what the ministry accepted into a round, and the ministry reads along;
neither level reads the other's report here. Council members read the signed report in the room of the councils; producers never do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ocop.advisory.models import AdvisoryGroup, AdvisoryGroupMember, AdvisoryReport, GroupCapacity
from ocop.dossiers.levels import EvaluationLevel
from ocop.dossiers.models import Dossier, DossierState
from ocop.dossiers.queries.conflicts import accounts_with_a_hand_in
from ocop.people.models import Role, UserAccount
from ocop.people.queries.signing import signs_for_head_of
from ocop.people.rights import bodies_of, holds_any, inside_units_of
from ocop.people.rules import CENTRAL_COUNCIL

GROUP_ROLES = (Role.ADVISORY_GROUP_HEAD, Role.ADVISORY_GROUP_MEMBER)
CENTRAL_GROUP_ROLES = (Role.CENTRAL_ADVISORY_GROUP_HEAD, Role.CENTRAL_ADVISORY_GROUP_MEMBER)
PROVINCE_ROLES = (Role.PROVINCIAL_OFFICER, Role.PROVINCIAL_CHAIR)
MINISTRY_ROLES = (Role.CENTRAL_OFFICER, Role.MINISTER)
PROVINCE, CENTRAL = EvaluationLevel.PROVINCE, EvaluationLevel.CENTRAL


# What a central group may take on: accepted into a round of the ministry, and reported on by nobody there yet.
WAITS_CENTRALLY = Q(state=DossierState.CENTRAL_ADVISORY_REVIEW)


def in_force() -> Q:
    """Memberships that have not ended; the last day is included."""
    return Q(left_on__isnull=True) | Q(left_on__gte=timezone.localdate())


def seats_of(user: UserAccount | AnonymousUser) -> QuerySet[AdvisoryGroupMember]:
    """Places in advisory groups that a person holds today."""
    if not isinstance(user, UserAccount):
        return AdvisoryGroupMember.objects.none()
    held = bodies_of(user, GROUP_ROLES, CENTRAL_GROUP_ROLES, "group__unit_path")
    return AdvisoryGroupMember.objects.filter(held & in_force(), account=user)


def groups_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[AdvisoryGroup]:
    """Groups whose members a person may read: the own ones, and those of the own province or the ministry."""
    if not isinstance(user, UserAccount):
        return AdvisoryGroup.objects.none()
    mine = Q(pk__in=seats_of(user).values("group"))
    return AdvisoryGroup.objects.filter(mine | bodies_of(user, PROVINCE_ROLES, MINISTRY_ROLES)).select_related("unit")


def reviews_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Dossier]:
    """Dossiers a person may read in this room."""
    if not isinstance(user, UserAccount):
        return Dossier.objects.none()
    reports = AdvisoryReport.objects
    of_province = inside_units_of(user, PROVINCE_ROLES)
    taken_on = Q(pk__in=reports.filter(evaluation_level=PROVINCE).values("dossier"))
    condition = of_province & (Q(state=DossierState.IN_ROUND) | taken_on)
    central = WAITS_CENTRALLY | Q(pk__in=reports.filter(evaluation_level=CENTRAL).values("dossier"))
    if holds_any(user, MINISTRY_ROLES):
        condition |= central
    for group, path in seats_of(user).values_list("group", "group__unit_path"):
        own = Q(pk__in=reports.filter(group=group).values("dossier"))
        waiting = Q(state=DossierState.IN_ROUND, unit_path__inside=path) if path else WAITS_CENTRALLY
        condition |= waiting | own
    return Dossier.objects.filter(condition).select_related(
        "product", "producer", "unit__parent", "round", "central_round"
    )


def levels_read_by(user: UserAccount | AnonymousUser) -> EvaluationLevel:
    """Return whose reports a person reads in lists: the ministry's people their own level's, everybody else the provinces'."""
    return CENTRAL if holds_any(user, (*CENTRAL_COUNCIL, *MINISTRY_ROLES)) else PROVINCE


def level_for(user: UserAccount | AnonymousUser, dossier: Dossier) -> EvaluationLevel:
    """Return at which level a person meets a dossier in this room: the ministry's people at theirs, once it is in a round of the ministry."""
    return levels_read_by(user) if dossier.central_round_id is not None else PROVINCE


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


def report_of(dossier: Dossier, level: str = PROVINCE) -> AdvisoryReport | None:
    """Return the report of a level on a dossier, draft or signed; None before a group took it on. Found once, it stays with the object."""
    known: dict[str, AdvisoryReport] | None = vars(dossier).get("_advisory_reports")
    if known is None:
        rows = AdvisoryReport.objects.filter(dossier=dossier.pk).select_related("group")
        known = {one.evaluation_level: one for one in rows}
        if known:  # that there is none may change under the same object
            vars(dossier)["_advisory_reports"] = known
    return known.get(level)


def with_reports(dossiers: Iterable[Dossier]) -> list[Dossier]:
    """Read the reports of many dossiers along, for ``report_of`` (one query)."""
    listed = list(dossiers)
    found: dict[int, dict[str, AdvisoryReport]] = {one.pk: {} for one in listed}
    for report in AdvisoryReport.objects.filter(dossier__in=found).select_related("group"):
        found[report.dossier_id][report.evaluation_level] = report
    for one in listed:
        vars(one)["_advisory_reports"] = found[one.pk]
    return listed


def advised_before(dossier: Dossier) -> set[int]:
    """Return the accounts that wrote or signed the report of a provincial group on a dossier: they advise and score no second time."""
    rows = AdvisoryReport.objects.filter(dossier=dossier.pk, evaluation_level=PROVINCE)
    return {pk for row in rows.values_list("started_by", "drafted_by", "signed_by") for pk in row if pk}


def standing_towards(dossier: Dossier, user: UserAccount) -> Standing:
    """Return where a person stands. Before a group took the dossier on, a head of a group of its province (or the ministry's) counts, or who signs for one."""
    level = level_for(user, dossier)
    report = report_of(dossier, level)
    seats = seats_of(user).select_related("group").order_by("capacity", "pk")  # a head before a member
    if report is not None:
        seat = seats.filter(group=report.group_id).first()
    else:
        here = [one for one in seats if _takes(one.group, dossier, level)]
        seat = next((one for one in here if _signs_for_head(user, one)), here[0] if here else None)
        seat = here[0] if here and here[0].capacity == GroupCapacity.HEAD else seat
    signs_for_head = seat is not None and _signs_for_head(user, seat)
    return Standing(seat, seat is not None and user.pk in _hands_in(dossier, level), signs_for_head)


def _takes(group: AdvisoryGroup, dossier: Dossier, level: str) -> bool:
    """Whether a group is one of the level and place that takes this dossier on."""
    return group.is_central == (level == CENTRAL) and dossier.unit_path.startswith(group.unit_path)


def _hands_in(dossier: Dossier, level: str) -> set[int]:
    hands = accounts_with_a_hand_in(dossier)
    return hands | advised_before(dossier) if level == CENTRAL else hands


def _signs_for_head(user: UserAccount, seat: AdvisoryGroupMember) -> bool:
    """Whether a member signs for the head of the group: by dated appointment (NĐ 30/2020, Đ.13)."""
    group = seat.group
    organisation = "" if group.is_central else group.name  # the ministry has one group, and its head one office
    return signs_for_head_of(user, head_of(group), organisation, group.unit_path)


def head_of(group: AdvisoryGroup) -> Role:
    """Return the role of the head of a group."""
    return Role.CENTRAL_ADVISORY_GROUP_HEAD if group.is_central else Role.ADVISORY_GROUP_HEAD
