"""Councils of the demonstration meet, score, close, report; decisions follow."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from ocop.councils.arithmetic import Mark
from ocop.councils.models import AgendaItem, Capacity, Council, CouncilMeeting, CouncilMember
from ocop.councils.operations.agenda import plan_meeting, put_on_agenda
from ocop.councils.operations.attending import open_item, open_meeting, record_attendance
from ocop.councils.operations.closing import close_item, finalise_item
from ocop.councils.operations.founding import record_rules, set_up_council
from ocop.councils.operations.reporting import sign_council_report
from ocop.councils.operations.scoring import save_marks
from ocop.councils.operations.sealing import seal_sheet
from ocop.councils.operations.seating import seat_member
from ocop.councils.operations.settling import record_agreed_options
from ocop.councils.queries.results import gated_criteria
from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.people.models import Role, UserAccount
from ocop.territory.queries.units import unit_at

from .accounts import person, row_of
from .choices import choices_reaching, doubtful_choices, member_choices
from .places import current_unit
from .reviewing import officer_of

MINUTE = timedelta(minutes=1)
HALL = "Hội trường UBND tỉnh (trình diễn)"
SUMMARY = "Hội đồng thống nhất kết quả chấm và đề nghị trình Chủ tịch UBND tỉnh (trình diễn)."
FOUNDED = date(2026, 6, 1)
CAPACITIES = {
    "council_chair": Capacity.CHAIR,
    "council_secretary": Capacity.SECRETARY,
    "council_member": Capacity.MEMBER,
}
CENTRAL_NAME = "Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp trung ương"


def create_council(row: dict[str, Any], *, at: datetime) -> Council:
    """Set up the council of a province, or without one of the ministry, with its rules and seats."""
    unit = current_unit(row["province"]) if "province" in row else None
    officer = officer_of(Role.PROVINCIAL_OFFICER, unit) if unit else person("canbobo")
    then = unit and (unit_at(unit.code, unit.level, FOUNDED) or unit)
    rules = record_rules(
        unit,
        decision_number="01/QC-HĐ (trình diễn)",
        effective_from=FOUNDED,
        by=officer,
        at=at,
    )
    council = set_up_council(
        unit,
        name=f"Hội đồng đánh giá, phân hạng sản phẩm OCOP {then.name_in_text}" if then else CENTRAL_NAME,
        decision_number="02/QĐ-UBND (trình diễn)" if unit else "04/QĐ-BNNMT (trình diễn)",
        decided_on=FOUNDED,
        rules=rules,
        by=officer,
        at=at,
        is_demo=True,
    )
    for username in row["members"]:
        seat = row_of(username)
        organisation = seat.get("organisation") or seat.get("body") or "Cơ quan tham mưu OCOP cấp tỉnh"
        capacity = CAPACITIES[seat["role"].removeprefix("central_")]
        seat_member(council, person(username), capacity=capacity, organisation=organisation, by=officer, at=at)
    return council


def seats_of(council: Council) -> list[CouncilMember]:
    """Members in seating order."""
    return list(council.members.select_related("account").order_by("position", "pk"))


def scorers_of(council: Council) -> list[CouncilMember]:
    """Members who score: everybody but the secretary."""
    return [one for one in seats_of(council) if one.capacity != Capacity.SECRETARY]


def plan_next(council: Council, evaluation_round: EvaluationRound, *, held_on: date, at: datetime) -> CouncilMeeting:
    """Plan a meeting that is still to come, its agenda empty."""
    return plan_meeting(
        council,
        evaluation_round,
        held_on=held_on,
        place=HALL,
        by=_seat(council, Capacity.SECRETARY),
        at=at,
        is_demo=True,
    )


def _seat(council: Council, capacity: str) -> UserAccount:
    return next(one.account for one in seats_of(council) if one.capacity == capacity)


def hold_meeting(
    council: Council, dossiers: Sequence[Dossier], evaluation_round: EvaluationRound, *, at: datetime, place: str = HALL
) -> CouncilMeeting:
    """Plan a meeting, put dossiers on its agenda, take attendance and open it."""
    secretary = _seat(council, Capacity.SECRETARY)
    meeting = plan_meeting(
        council,
        evaluation_round,
        held_on=localdate(at),
        place=place,
        by=secretary,
        at=at - timedelta(days=7),
        is_demo=True,
    )
    put_on_agenda(meeting, dossiers, by=secretary, at=at - timedelta(days=7) + 40 * MINUTE)
    record_attendance(meeting, {seat.pk: True for seat in seats_of(council)}, by=secretary, at=at)
    open_meeting(meeting, by=_seat(council, Capacity.CHAIR), at=at + MINUTE)
    return meeting


def score_item(item: AgendaItem, star: int, *, at: datetime, sealed: int | None = None, divided: bool = False) -> None:
    """Open a product and let the members score it; only the last ``sealed`` members send their sheets, the others are yet to.

    In a ``divided`` council every third member doubts the star: the council has a level to settle.
    """
    council = item.meeting.council
    open_item(item, by=_seat(council, Capacity.CHAIR), at=at)
    item.refresh_from_db()
    sheet = law_of(item.dossier).sheet
    base = choices_reaching(sheet, star, margin=3 + item.pk % 7)
    scorers = scorers_of(council)
    for number, seat in enumerate(scorers if sealed is None else scorers[-sealed:]):
        choices = member_choices(sheet, base, number)
        if divided and number % 3 == 1:
            choices = doubtful_choices(sheet, choices, star)
        marks = [_mark(one.code, choices.get(one.code, 0)) for one in sheet.scored_criteria]
        save_marks(item, marks, by=seat.account, at=at + (number + 1) * MINUTE)
        seal_sheet(item, by=seat.account, at=at + (number + 2) * MINUTE)


def _mark(code: str, choice: Any) -> Mark:
    if isinstance(choice, dict):
        return Mark(code, choice["case"], choice["level"])
    return Mark(code, "", choice)


def close(item: AgendaItem, *, at: datetime) -> None:
    """The chair closes the scoring of a product; what the council has to settle is still open."""
    close_item(item, by=_seat(item.meeting.council, Capacity.CHAIR), at=at)


def conclude(item: AgendaItem, *, at: datetime) -> None:
    """The council settles what decides the star as most of its members chose; the chair makes the result final."""
    chair = _seat(item.meeting.council, Capacity.CHAIR)
    levels = [(one.criterion.code, one.majority) for one in gated_criteria(item) if one.decisive]
    agreed = [Mark(code, "", level) for code, level in levels if level is not None]
    record_agreed_options(item, agreed, by=chair, at=at)
    finalise_item(item, by=chair, at=at + MINUTE)


def items_of(meeting: CouncilMeeting) -> list[AgendaItem]:
    """The products of a meeting in their order."""
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("meeting__council", "dossier")
    return list(rows.order_by("position"))


def report(meeting: CouncilMeeting, *, number: str, at: datetime, summary: str = SUMMARY) -> None:
    """The chair signs the council report."""
    sign_council_report(
        meeting,
        number=number,
        signed_on=localdate(at),
        summary=summary,
        by=_seat(meeting.council, Capacity.CHAIR),
        at=at,
    )
