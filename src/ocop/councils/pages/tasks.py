"""Lines of "Việc cần làm" that come from the council: one per meeting and duty, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone

from ocop.councils.models import (
    AgendaItem,
    Attendance,
    Capacity,
    Council,
    CouncilMeeting,
    CouncilMember,
    ItemState,
    MeetingState,
    Recusal,
    ScoreSheet,
)
from ocop.councils.queries.access import CENTRAL_COUNCIL_ROLES, COUNCIL_ROLES, seats_of
from ocop.councils.queries.meetings import ON_THE_WAY
from ocop.councils.queries.standing import scores_in
from ocop.dossiers.models import Dossier, DossierType
from ocop.dossiers.states import BEFORE_CENTRAL_COUNCIL
from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds_any, inside_units_of
from ocop.people.tasks import Task

LIVE = [MeetingState.PLANNED, MeetingState.OPEN]


def tasks_for(user: UserAccount) -> list[Task]:
    """What this person should do next for the council, most urgent first."""
    tasks: list[Task] = []
    if holds_any(user, (*COUNCIL_ROLES, *CENTRAL_COUNCIL_ROLES)):
        tasks += _tasks_of_seats(user)
    return [*tasks, *_founding_tasks(user), *_office_tasks(user), *_central_office_tasks(user)]


def _founding_tasks(user: UserAccount) -> list[Task]:
    """A province without a council sets one up first (Đ.7.3.b)."""
    if not holds_any(user, [Role.PROVINCIAL_OFFICER]):
        return []
    if Council.objects.filter(inside_units_of(user, [Role.PROVINCIAL_OFFICER])).exists():
        return []
    return [Task("Ghi quy chế và Hội đồng của tỉnh", reverse("councils:councils"), "Theo quyết định đã ban hành")]


def _tasks_of_seats(user: UserAccount) -> list[Task]:
    seats = {seat.council_id: seat for seat in seats_of(user).select_related("council__rules")}
    if not seats:
        return []
    meetings = list(
        CouncilMeeting.objects.filter(council__in=seats, state__in=LIVE)
        .annotate(
            item_count=Count("items"),
            final=Count("items", filter=Q(items__state=ItemState.FINAL)),
            closed=Count("items", filter=Q(items__state=ItemState.CLOSED)),
        )
        .order_by("held_on", "pk")
    )
    waiting = _waiting_sheets(
        user, seats.values(), [meeting for meeting in meetings if meeting.state == MeetingState.OPEN]
    )
    tasks: list[Task] = []
    for meeting in meetings:
        tasks += _tasks_of_meeting(meeting, seats[meeting.council_id], waiting[meeting.pk])
    return tasks


def _waiting_sheets(
    user: UserAccount, seats: Iterable[CouncilMember], meetings: list[CouncilMeeting]
) -> dict[int, list[AgendaItem]]:
    """Open products this person has still to score, by meeting, in the council's order."""
    found: dict[int, list[AgendaItem]] = defaultdict(list)
    own = [seat.pk for seat in seats if scores_in(seat.capacity, seat.council.rules)]
    if not own or not meetings:
        return found
    here = set(Attendance.objects.filter(member__in=own, present=True).values_list("meeting_id", flat=True))
    away = set(Recusal.objects.filter(member__in=own).values_list("item_id", flat=True))
    sent = set(
        ScoreSheet.objects.filter(
            member__account=user, sealed_at__isnull=False, item__state=ItemState.OPEN
        ).values_list("item_id", "scoring_pass")
    )
    written = {one.pk for one in meetings if one.in_writing}
    items = AgendaItem.objects.filter(meeting__in=meetings, state=ItemState.OPEN).order_by("position")
    for item in items:
        if (
            (item.meeting_id in here or item.meeting_id in written)
            and item.pk not in away
            and (item.pk, item.scoring_pass) not in sent
        ):
            found[item.meeting_id].append(item)
    return found


def _tasks_of_meeting(meeting: CouncilMeeting, seat: CouncilMember, waiting: list[AgendaItem]) -> list[Task]:
    board = reverse("councils:meeting", args=[meeting.pk])
    place = f"{meeting.held_on:%d/%m/%Y} tại {meeting.place}"
    if meeting.in_writing:
        place = f"lấy ý kiến bằng văn bản đến {meeting.opinions_due_on:%d/%m/%Y}"
    tasks = []
    if waiting:
        href = reverse("councils:score", args=[waiting[0].pk])
        note = f"Phiên họp {place}"
        tasks.append(
            Task(
                "Chấm sản phẩm tiếp theo chưa chấm",
                href,
                note,
                **_day_of(meeting),
                count=len(waiting),
            )
        )
    if seat.capacity == Capacity.SECRETARY and meeting.state == MeetingState.PLANNED:
        word, page = (
            ("Xếp chương trình", "agenda") if not _counts(meeting)[0] else ("Điểm danh và khai mạc", "attendance")
        )
        href = reverse(f"councils:{page}", args=[meeting.pk])
        tasks.append(Task(f"{word} phiên họp", href, place, **_day_of(meeting)))
    elif seat.capacity == Capacity.CHAIR and meeting.state == MeetingState.OPEN:
        tasks += _chair_tasks(meeting, board, place)
    elif not waiting:
        tasks.append(_attending(meeting, board, place))
    return tasks


def _day_of(meeting: CouncilMeeting) -> dict[str, Any]:
    """People come on the day of a meeting; opinions in writing are due by the last day."""
    return {"due_on": meeting.opinions_due_on or meeting.held_on, "appointment": not meeting.in_writing}


def _attending(meeting: CouncilMeeting, board: str, place: str) -> Task:
    """A meeting in which this person has nothing to do at the moment."""
    total, final, _closed = _counts(meeting)
    if meeting.state == MeetingState.OPEN:
        word, note = "Phiên họp đang diễn ra", f"{final} trên {total} sản phẩm đã chốt · {place}"
    else:
        word, note = "Phiên họp sắp tới: đọc trước hồ sơ", f"{total} sản phẩm · {place}"
    return Task(word, board, note, kind="wait", **_day_of(meeting))


def _counts(meeting: CouncilMeeting) -> tuple[int, int, int]:
    """Products on the agenda, final ones, closed ones: the annotations of the query above."""
    found = vars(meeting)
    return found["item_count"], found["final"], found["closed"]


def _chair_tasks(meeting: CouncilMeeting, board: str, place: str) -> list[Task]:
    total, final, closed = _counts(meeting)
    if total and final == total:
        report = reverse("councils:report", args=[meeting.pk])
        return [
            Task(
                "Ký báo cáo của Hội đồng",
                report,
                f"Mọi sản phẩm đã chốt · {place}",
                **_day_of(meeting),
            )
        ]
    note = f"{final} trên {total} sản phẩm đã chốt · {place}"
    tasks = [Task("Điều hành phiên họp", board, note, **_day_of(meeting))]
    if closed:
        tasks.append(Task("Thảo luận và chốt kết quả", board, place, **_day_of(meeting), count=closed))
    return tasks


def _office_tasks(user: UserAccount) -> list[Task]:
    """Rounds of the province that have dossiers and no meeting being prepared, and renewals to ask the council about."""
    condition = inside_units_of(user, [Role.PROVINCIAL_OFFICER])
    busy = AgendaItem.objects.exclude(meeting__state=MeetingState.CLOSED).values("dossier")
    rounds = (
        Dossier.objects.filter(condition, state__in=ON_THE_WAY)
        .filter(Q(round__isnull=False) | Q(dossier_type=DossierType.RE_RECOGNITION))
        .exclude(pk__in=busy)
        .exclude(round__meetings__state=MeetingState.PLANNED)
        .values("round", "round__name", "round__finished_before")
        .annotate(count=Count("pk"), due_on=Min("due_on"))
        .order_by("round__finished_before")
    )
    today = timezone.localdate()
    return [_round_task(row, today) if row["round"] else _renewals_task(row) for row in rounds]


def _central_office_tasks(user: UserAccount) -> list[Task]:
    """The ministry sets its council up (Đ.7.4.b), and plans meetings for rounds that have dossiers (Đ.7.4.d)."""
    if not holds_any(user, [Role.CENTRAL_OFFICER]):
        return []
    if not Council.objects.filter(unit__isnull=True).exists():
        words, note = "Ghi quy chế và Hội đồng cấp trung ương", "Theo quyết định đã ban hành"
        return [Task(words, reverse("councils:councils"), note)]
    busy = AgendaItem.objects.exclude(meeting__state=MeetingState.CLOSED).values("dossier")
    waiting = Dossier.objects.filter(state__in=BEFORE_CENTRAL_COUNCIL).exclude(pk__in=busy)
    waiting = waiting.exclude(central_round__meetings__state=MeetingState.PLANNED)
    names = ("central_round", "central_round__name", "central_round__finished_before")
    rows = waiting.values(*names).annotate(count=Count("pk")).order_by(names[2])
    today = timezone.localdate()
    return [_round_task({name.removeprefix("central_"): row[name] for name in row}, today) for row in rows]


def _renewals_task(row: Mapping[str, Any]) -> Task:
    """Re-recognitions stand in no round (Đ.7.6.d, g)."""
    words, href = "Lấy ý kiến Hội đồng bằng văn bản", reverse("councils:consult")
    return Task(words, href, "Hồ sơ phân hạng lại", due_on=row["due_on"], count=row["count"])


def _round_task(row: Mapping[str, Any], today: date) -> Task:
    return Task(
        "Lập phiên họp Hội đồng",
        f"{reverse('councils:meeting_create')}?dot={row['round']}",
        f"{row['round__name']}" + ("" if row["round__finished_before"] > today else " · đã quá hạn của đợt"),
        due_on=row["round__finished_before"],
        count=row["count"],
    )
