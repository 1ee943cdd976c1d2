"""Products of the demonstration on their way to five stars: what provinces send to the ministry, and what the ministry asks back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.ministry.operations import (
    ask_province,
    receive_package,
    send_package,
    send_redo_request,
)
from ocop.people.models import UserAccount
from ocop.reviewing.rules.commune import samples_required

from . import central
from .accounts import person
from .moments import office_moment

DAY = timedelta(days=1)
# Stages that lie behind the sending of a package.
AT_MINISTRY = (
    "central_supplement", "central_review", "central_advisory_review", "central_council_review", "central_scored",
    "central_decision_pending", "province_fallback",
)  # fmt: skip
ASKED_AGAIN = "80"  # the province whose round the ministry found fault with


def goes_to_ministry(row: Mapping[str, Any]) -> bool:
    """Whether the province sends the product of a line of the data file to the ministry."""
    return row["stage"] in AT_MINISTRY or "centrally" in row


def forward(dossier: Dossier, row: Mapping[str, Any], *, by: UserAccount, at: datetime, now: datetime) -> None:
    """The provincial office sends the package of an approved dossier; the ministry leads it to its stage."""
    sent_at = office_moment(at + 4 * DAY, dossier.product.name)
    package = send_package(
        dossier, letter_number=f"{2100 + dossier.pk}/UBND-NN (trình diễn)", letter_on=localdate(sent_at),
        samples_sent=samples_required(dossier), by=by, at=sent_at,
    )  # fmt: skip
    if not goes_to_ministry(row):
        return
    officer = person("canbobo")
    receive_package(package, by=officer, at=office_moment(sent_at + 3 * DAY, "tiếp nhận"))
    if "centrally" in row or row["stage"] == central.BEFORE_COUNCIL[0]:
        central.take_on(package, row, at=sent_at + 6 * DAY, now=now)
    if row["stage"] == "central_supplement":
        ask_province(
            package, message="Phiếu kiểm nghiệm kim loại nặng đã quá 12 tháng: đề nghị gửi phiếu mới (trình diễn).",
            due_on=localdate(now + 10 * DAY), by=officer, at=office_moment(sent_at + 8 * DAY, "kiểm tra"),
        )  # fmt: skip


def ask_again(evaluation_round: EvaluationRound, *, at: datetime, now: datetime) -> None:
    """The ministry found fault with a round; the province has still to take the request on."""
    asked_at = office_moment(at + 9 * DAY, "Bộ")
    send_redo_request(
        round=evaluation_round, letter_number="4120/BNNMT-VPĐP (trình diễn)", letter_on=localdate(asked_at),
        reason="Biên bản không ghi lý do vắng phiếu của một sản phẩm: đề nghị kiểm tra, thực hiện lại (trình diễn).",
        due_on=localdate(now + 20 * DAY), by=person("canbobo"), at=asked_at,
    )  # fmt: skip
