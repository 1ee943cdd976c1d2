"""Packages to the ministry in every state: sent, registered, sent back to the province with a request."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ocop.advisory import operations as advisory
from ocop.councils import operations as councils
from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.ministry import operations as ministry
from ocop.reviewing.operations.rounds import add_extra_round

from .people import People


def _day(ahead: int) -> str:
    """A day as people type it, counted from today."""
    return f"{timezone.localdate() + timedelta(days=ahead):%d/%m/%Y}"


TYPED: dict[str, Any] = {
    "ministry:send": lambda world, _: {"letter_number": "20/UBND", "letter_on": _day(0), "samples_sent": "5"},
    "ministry:ask": lambda world, _: {"message": "Thiếu nhãn.", "due_on": _day(7)},
    "ministry:rounds": lambda world, _: {"year": "2028"},
    "ministry:extra_round": lambda world, _: {
        "proposals_before": _day(30),
        "finished_before": _day(60),
        "legal_source": "Quy chế số 6/QĐ-BNNMT",
    },
    "ministry:accept": lambda world, _: {"round": world["round.central"].pk},
    "ministry:answer": lambda world, _: {"answer": "Đã bổ sung.", "letter_number": "21/UBND"},
    "ministry:redo_create": lambda world, _: {
        "round": world["dossier.not_recognised"].round_id,
        "letter_number": "5/BNNMT",
        "letter_on": _day(0),
        "reason": "Sai.",
        "due_on": _day(9),
    },
    "ministry:redo_order": lambda world, _: {"order_number": "6/UBND", "round": world.round.pk},
    "ministry:redo_report": lambda world, _: {"report_number": "7/BC", "report": "Đã chấm lại."},
}


def waiting_for(world: Any, meeting: Any) -> Any:
    """A dossier that waits for a meeting: of the ministry's round, or of the province's."""
    return world["dossier.central_advisory_review" if meeting is world["meeting.central"] else "dossier.in_round"]


def choice_for(world: Any, dossier: Any) -> str:
    """What whoever decides, the chair or the minister, chooses for a dossier."""
    return "send_back" if dossier is world["dossier.to_send_back"] else "recognise"


STARS = {"package_sent": 5, "central_review": 5, "central_supplement": 5, "central_advisory_review": 5}


def make_redo_requests(people: People, its_round: EvaluationRound, *, at: datetime) -> dict[str, Any]:
    """Three requests to evaluate the round again: sent, accepted, ordered."""
    today, made = timezone.localdate(at), {}
    for name in ("redo.sent", "redo.accepted", "redo.ordered"):
        request = ministry.send_redo_request(
            round=its_round, letter_number=name, letter_on=today, reason="Thiếu số phiếu.", due_on=today,
            by=people["central_officer"], at=at,
        )  # fmt: skip
        if name != "redo.sent":
            ministry.accept_redo_request(request, by=people["provincial_officer"], at=at)
        if name == "redo.ordered":
            chair = people["provincial_chair"]
            ministry.order_redo(request, order_number="1/UBND", round=its_round, dossiers=[], by=chair, at=at)
        made[name] = request
    return made


def make_packages(people: People, dossiers: Mapping[str, Dossier], *, at: datetime) -> dict[str, Any]:
    """Send the package of each of these potential five-star dossiers and lead it to its state."""
    officer, central = people["provincial_officer"], people["central_officer"]
    today, made = timezone.localdate(at), {}
    for name in STARS:
        package = ministry.send_package(
            dossiers[name],
            letter_number=f"{dossiers[name].pk}/UBND",
            letter_on=today,
            samples_sent=5,
            by=officer,
            at=at,
        )
        if name != "package_sent":
            ministry.receive_package(package, by=central, at=at)
        if name == "central_supplement":
            ministry.ask_province(package, message="Thiếu phiếu kiểm nghiệm.", due_on=today, by=central, at=at)
        made[name] = package
    return {
        "package.sent": made["package_sent"],
        "package.received": made["central_review"],
        "package.asked": made["central_supplement"],
    }


def make_all(
    people: People, dossiers: Mapping[str, Dossier], its_round: EvaluationRound, *, at: datetime
) -> dict[str, Any]:
    """Packages and requests of the ministry, its council and its advisory group with a dossier before them."""
    made = make_packages(people, dossiers, at=at) | make_redo_requests(people, its_round, at=at)
    return made | make_central_bodies(people, dossiers["central_advisory_review"], at=at)


def make_central_bodies(people: People, dossier: Dossier, *, at: datetime) -> dict[str, Any]:
    """The central council with a planned meeting, the central advisory group, and a dossier in a round of the ministry."""
    today, by = timezone.localdate(at), {"by": people["central_officer"], "at": at}
    group = advisory.set_up_group(None, name="Tổ tư vấn TW", decision_number="5/QĐ-BNNMT", decided_on=today, **by)
    for name, capacity in (
        ("central_advisory_head", "advisory_group_head"),
        ("central_advisory_member", "advisory_group_member"),
    ):
        advisory.add_member(group, people[name], capacity=capacity, organisation="Vụ", **by)
    rules = councils.record_rules(None, decision_number="6/QĐ-BNNMT", effective_from=today, **by)
    council = councils.set_up_council(
        None, name="Hội đồng TW", decision_number="7/QĐ-BNNMT", decided_on=today, rules=rules, **by
    )
    for name in ("council_chair", "council_member", "council_secretary"):
        councils.seat_member(council, people[f"central_{name}"], capacity=name, organisation="Bộ", **by)
    chosen = add_extra_round(
        None, proposals_before=today + timedelta(days=40), finished_before=today + timedelta(days=90),
        legal_source="Quy chế", **by,
    )  # fmt: skip
    ministry.accept_at_ministry(dossier.packages.get(), round=chosen, **by)
    meeting = councils.plan_meeting(council, chosen, held_on=today, place="Trụ sở Bộ", **by)
    return {"group.central": group, "council.central": council, "round.central": chosen, "meeting.central": meeting}
