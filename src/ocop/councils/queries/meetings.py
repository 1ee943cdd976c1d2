"""Reads around a meeting: its quorum, the dossiers that wait for it, the list of meetings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, Q, QuerySet

from ocop.councils.arithmetic import Quorum, people_needed
from ocop.councils.models import (
    AgendaItem,
    Attendance,
    Capacity,
    CouncilMeeting,
    CouncilMember,
    CouncilRules,
    ItemState,
    MeetingState,
    ScoreSheet,
)
from ocop.councils.parameters import say
from ocop.dossiers.models import Dossier, DossierState, DossierType
from ocop.dossiers.states import BEFORE_CENTRAL_COUNCIL
from ocop.ledger.models import AuditEntry
from ocop.people.models import UserAccount
from ocop.people.naming import Named
from ocop.people.queries.naming import past_names

from .access import councils_planned_by, meetings_visible_to
from .standing import members_at, presence_of, scores_in

# A dossier may stand on an agenda while the advisory group still works; opening it for scoring waits for the report.
ON_THE_WAY = (DossierState.IN_ROUND, DossierState.ADVISORY_REVIEW, DossierState.COUNCIL_REVIEW)


def waits_for(meeting: CouncilMeeting, dossier: Dossier) -> bool:
    """Whether a dossier may come before this meeting: of its round and level; re-recognitions of a province stand in no round."""
    if meeting.council.is_central:
        return dossier.state in BEFORE_CENTRAL_COUNCIL and dossier.central_round_id == meeting.round_id
    renewal = dossier.dossier_type == DossierType.RE_RECOGNITION
    of_this = dossier.round_id == meeting.round_id and renewal == (meeting.round_id is None)
    return dossier.state in ON_THE_WAY and of_this


def quorum_of(meeting: CouncilMeeting) -> Quorum:
    """Return the quorum of a meeting as attendance stands now."""
    return quorum_among(list(members_at(meeting)), presence_of(meeting), meeting.rules)


def quorum_among(members: Sequence[CouncilMember], presence: Mapping[int, bool], rules: CouncilRules) -> Quorum:
    """Return the quorum of these members; the deputy may stand in for the chair (Đ.7.3.b)."""
    scorers = [member for member in members if scores_in(member.capacity, rules)]
    leads = [member for member in members if member.capacity in {Capacity.CHAIR, Capacity.DEPUTY}]
    return Quorum(
        ratio=rules.quorum_ratio,
        seats=len(scorers),
        present=sum(presence.get(member.pk, False) for member in scorers),
        chair_must_attend=rules.chair_must_attend,
        chair_present=any(presence.get(member.pk, False) for member in leads),
    )


def written_rule(meeting: CouncilMeeting, seats: int) -> str:
    """Return the rule of a consultation in writing in words, as the minutes print it (Đ.7.6.d)."""
    ratio = meeting.rules.written_quorum_ratio
    share = say("written_quorum_ratio", ratio)
    return f"Lấy ý kiến bằng văn bản hợp lệ khi nhận ít nhất {share} phiếu của thành viên chấm điểm ({people_needed(ratio, seats)} trên {seats})."


def renewals_waiting(user: UserAccount) -> QuerySet[Dossier]:
    """Re-recognitions whose office report is signed and that are before no council yet, where this person plans."""
    busy = AgendaItem.objects.exclude(meeting__state=MeetingState.CLOSED).values("dossier")
    inside = Q(pk__in=[])
    for path in councils_planned_by(user).exclude(unit=None).values_list("unit_path", flat=True):
        inside |= Q(unit_path__startswith=path)
    waiting = Dossier.objects.filter(inside, dossier_type="re_recognition", state=DossierState.COUNCIL_REVIEW)
    return waiting.exclude(pk__in=busy).select_related("product", "producer").order_by("due_on", "pk")


def quorum_rule(quorum: Quorum) -> str:
    """Return the rule in words, as the attendance page and the minutes print it."""
    rule = f"Phiên họp hợp lệ khi có mặt ít nhất {say('quorum_ratio', quorum.ratio)} thành viên chấm điểm ({quorum.needed} trên {quorum.seats})"
    chair = ", trong đó có Chủ tịch Hội đồng hoặc Phó Chủ tịch được ủy quyền" if quorum.chair_must_attend else ""
    return f"{rule}{chair}."


@dataclass(frozen=True)
class Present:
    """One line of the attendance list."""

    member: CouncilMember
    name: Named  # as it was when the meeting closed
    present: bool | None
    scores: bool


def attendance_list(meeting: CouncilMeeting) -> list[Present]:
    """Every member of the council with the recorded presence, in the order of the decision."""
    members = list(members_at(meeting))
    known: dict[int, bool] = dict(Attendance.objects.filter(meeting=meeting).values_list("member_id", "present"))
    if meeting.in_writing:  # who answered
        sheets = ScoreSheet.objects.filter(item__meeting=meeting, sealed_at__isnull=False)
        answered = set(sheets.values_list("member_id", flat=True))
        known = {one.pk: one.pk in answered for one in members}
    names = past_names(member.account for member in members)
    return [
        Present(
            member,
            names.at(member.account, meeting.closed_at),
            known.get(member.pk),
            scores_in(member.capacity, meeting.rules),
        )
        for member in members
    ]


def dossiers_waiting_for(meeting: CouncilMeeting) -> QuerySet[Dossier]:
    """Dossiers of the round that wait for the council and are on no agenda of a running meeting."""
    busy = AgendaItem.objects.exclude(meeting__state=MeetingState.CLOSED).values("dossier")
    if meeting.council.is_central:
        waiting = Dossier.objects.filter(central_round=meeting.round_id, state__in=BEFORE_CENTRAL_COUNCIL)
    else:
        here = {"unit_path__inside": meeting.council.unit_path}
        waiting = Dossier.objects.filter(round=meeting.round_id, state__in=ON_THE_WAY, **here)
        waiting = waiting.exclude(round=None, dossier_type__in=["first_time", "upgrade"])
    return (
        waiting.exclude(pk__in=busy)
        .select_related("product", "producer", "unit")
        .order_by("set_number", "product__sort_key", "pk")
    )


def agenda_of(meeting: CouncilMeeting) -> QuerySet[AgendaItem]:
    """Products of a meeting in their order."""
    return meeting.items.select_related("dossier__product", "dossier__producer", "dossier__unit").order_by("position")


def meeting_list(user: UserAccount) -> QuerySet[CouncilMeeting]:
    """Meetings a person may follow, newest first, with how many products are on the agenda and how many are final."""
    return (
        meetings_visible_to(user)
        .annotate(item_count=Count("items"), final_count=Count("items", filter=Q(items__state=ItemState.FINAL)))
        .order_by("-held_on", "-pk")
    )


def movable(items: Sequence[AgendaItem]) -> tuple[set[int], set[int]]:
    """Which products may rise and which may sink by one place: waiting ones whose neighbour waits too."""
    pairs = [
        (above.pk, below.pk)
        for above, below in pairwise(items)
        if above.state == ItemState.WAITING and below.state == ItemState.WAITING
    ]
    return {below for _, below in pairs}, {above for above, _ in pairs}


def sent_back(dossiers: Iterable[int]) -> dict[int, AuditEntry]:
    """The newest line by which the provincial chair sent each of these dossiers back to the council (one query)."""
    keys = [str(pk) for pk in dossiers]
    lines = AuditEntry.objects.filter(subject_kind="dossier", subject_id__in=keys, action="result_sent_back")
    return {int(line.subject_id): line for line in lines.order_by("sequence")}


def dossiers_in_order(chosen: list[int]) -> list[Dossier]:
    """Return dossiers in the order in which they were chosen."""
    order = {number: index for index, number in enumerate(chosen)}
    found = Dossier.objects.filter(pk__in=chosen).select_related("product")
    return sorted(found, key=lambda dossier: order[dossier.pk])
