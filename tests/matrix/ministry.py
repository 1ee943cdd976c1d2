"""Packages to the ministry in every state: sent, registered, sent back to the province with a request."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ocop.dossiers.models import Dossier
from ocop.ministry import operations as ministry

from .people import People


def _day(ahead: int) -> str:
    """A day as people type it, counted from today."""
    return f"{timezone.localdate() + timedelta(days=ahead):%d/%m/%Y}"


TYPED: dict[str, Any] = {
    "ministry:send": lambda world, _: {"letter_number": "20/UBND", "letter_on": _day(0), "samples_sent": "5"},
    "ministry:ask": lambda world, _: {"message": "Thiếu nhãn.", "due_on": _day(7)},
    "ministry:answer": lambda world, _: {"answer": "Đã bổ sung.", "letter_number": "21/UBND"},
}
STARS = {"package_sent": 5, "central_review": 5, "central_supplement": 5}


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
