"""Packages to the ministry in every state: sent, registered, sent back to the province with a request."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.ministry import operations as ministry

from .people import People


def _day(ahead: int) -> str:
    """A day as people type it, counted from today."""
    return f"{timezone.localdate() + timedelta(days=ahead):%d/%m/%Y}"


TYPED: dict[str, Any] = {
    "ministry:send": lambda world, _: {"letter_number": "20/UBND", "letter_on": _day(0), "samples_sent": "5"},
    "ministry:ask": lambda world, _: {"message": "Thiếu nhãn.", "due_on": _day(7)},
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
STARS = {"package_sent": 5, "central_review": 5, "central_supplement": 5}


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
    """Packages and requests of the ministry."""
    return make_packages(people, dossiers, at=at) | make_redo_requests(people, its_round, at=at)
