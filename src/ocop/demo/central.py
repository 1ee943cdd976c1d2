"""The ministry's evaluation in the demonstration: its rounds, its advisory group, its council, the minister's decisions (QĐ 26/2026, Đ.5.2, 7.4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from ocop.advisory.operations import add_member, record_survey, save_report, set_up_group, sign_report, start_review
from ocop.councils.models import Council
from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.ministry.models import SubmissionPackage
from ocop.ministry.operations import accept_at_ministry
from ocop.recognition.operations import recognise_five_star, return_to_province, submit_for_decision
from ocop.reviewing.operations.rounds import plan_rounds

from . import councils
from .accounts import person, row_of
from .advisory import WORDS, photograph
from .moments import Diary, office_moment, start_of_meeting

DAY = timedelta(days=1)
# Stages beyond the acceptance into a round of the ministry; `recognised` only where the data file says what was scored centrally.
BEFORE_COUNCIL = ("central_advisory_review", "central_council_review")
SCORED = ("central_scored", "central_decision_pending", "province_fallback", "recognised")
BELOW = "Hội đồng cấp trung ương chấm dưới 90 điểm: thiếu kênh phân phối hiện đại và chứng nhận quốc tế (trình diễn)."
HALL = "Trụ sở Bộ Nông nghiệp và Môi trường (trình diễn)"


def create_central_bodies(rows: Mapping[str, Any], *, at: datetime) -> None:
    """Plan the ministry's rounds and set up its council and its advisory group, each with its people."""
    officer = person("canbobo")
    for year in (at.year, at.year + 1):
        plan_rounds(None, year, by=officer, at=at)
    councils.create_council(rows["council"], at=at)
    group = set_up_group(
        None, name="Tổ tư vấn Hội đồng OCOP cấp trung ương (trình diễn)", decision_number="05/QĐ-BNNMT (trình diễn)",
        decided_on=councils.FOUNDED, by=officer, at=at, is_demo=True,
    )  # fmt: skip
    for username in rows["group"]["members"]:
        line = row_of(username)
        capacity = line["role"].removeprefix("central_")
        add_member(group, person(username), capacity=capacity, organisation=line["body"], by=officer, at=at)


def take_on(package: SubmissionPackage, row: Mapping[str, Any], *, at: datetime, now: datetime) -> None:
    """The ministry puts a package into its round; its group visits, and reports unless the journey ends there."""
    fitting = EvaluationRound.objects.filter(unit__isnull=True, proposals_before__gt=package.letter_on)
    accepted_at = office_moment(at, "vào đợt")
    accept_at_ministry(package, round=fitting.order_by("proposals_before")[0], by=person("canbobo"), at=accepted_at)
    head, member, dossier = person("totruongtw"), person("totuvantw"), Dossier.objects.get(pk=package.dossier_id)
    diary = Diary(dossier.product.name, accepted_at, now)
    start_review(dossier, by=head, at=diary.after(1))
    visited_at = diary.after(3)
    visit = record_survey(
        dossier, visited_on=localdate(visited_at), place=f"Nơi sản xuất của {dossier.producer.name}, {dossier.unit.full_name}"[:200],
        participants=f"{head.full_name}; {member.full_name}; cơ quan tham mưu OCOP của tỉnh; đại diện chủ thể",
        findings="Đã xem vùng nguyên liệu, nơi làm, hợp đồng bán ở hệ thống siêu thị (trình diễn).", by=member, at=visited_at,
    )  # fmt: skip
    photograph(visit, by=member, at=visited_at)
    save_report(dossier, words=WORDS, version=0, by=member, at=visited_at)
    if row["stage"] == BEFORE_COUNCIL[0]:
        return
    signed_at = diary.after(5)
    number = f"{dossier.pk}/BC-TTVTW (trình diễn)"
    sign_report(dossier, number=number, signed_on=localdate(signed_at), by=head, at=signed_at)


def evaluate(rows: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """The central council holds a meeting that is over and one that runs; the minister decides on what was submitted."""
    council = Council.objects.get(unit__isnull=True, is_demo=True)
    stages = {row["product"]: row for row in rows if "centrally" in row}
    dossiers = Dossier.objects.filter(product__name__in=stages, central_round__isnull=False).select_related("product")
    listed = [(one, stages[one.product.name]) for one in dossiers.order_by("pk")]
    scored = [(one, row) for one, row in listed if row["stage"] in SCORED]
    _finished(council, scored, now=now)
    today = [(one, row) for one, row in listed if row["stage"] == BEFORE_COUNCIL[1]]
    _running(council, today, now=now)


def _finished(council: Council, scored: Sequence[tuple[Dossier, Mapping[str, Any]]], *, now: datetime) -> None:
    at = start_of_meeting(now - 10 * DAY)
    meeting = councils.hold_meeting(council, [one for one, _ in scored], _round_of(scored), at=at, place=HALL)
    stars = {one.pk: row["centrally"] for one, row in scored}
    for number, item in enumerate(councils.items_of(meeting)):
        moment = at + timedelta(minutes=10 + 30 * number)
        councils.score_item(item, stars[item.dossier_id], at=moment)
        councils.close(item, at=moment + timedelta(minutes=20))
        councils.conclude(item, at=moment + timedelta(minutes=22))
    summary = "Hội đồng thống nhất kết quả chấm và đề nghị trình Bộ trưởng (trình diễn)."
    councils.report(meeting, number="01/BC-HĐTW", at=at + timedelta(hours=8), summary=summary)
    _decide([(_fresh(one), row) for one, row in scored], at=at, now=now)


def _decide(scored: Sequence[tuple[Dossier, Mapping[str, Any]]], *, at: datetime, now: datetime) -> None:
    submitted_at, decided_at = (
        office_moment(at + 2 * DAY, "tờ trình Bộ"),
        office_moment(now - 4 * DAY, "Bộ trưởng", step=-1),
    )
    waiting = [one for one, row in scored if row["stage"] != "central_scored"]
    submit_for_decision(waiting, by=person("canbobo"), at=submitted_at)
    minister = person("botruong")
    if five := [_fresh(one) for one, row in scored if row["stage"] == "recognised"]:
        number = "1500/QĐ-BNNMT (trình diễn)"
        recognise_five_star(five, decision_number=number, decided_on=localdate(decided_at), by=minister, at=decided_at)
    if below := [_fresh(one) for one, row in scored if row["stage"] == "province_fallback"]:
        return_to_province(below, reason=BELOW, by=minister, at=decided_at)


def _running(council: Council, today: Sequence[tuple[Dossier, Mapping[str, Any]]], *, now: datetime) -> None:
    """A meeting of today: its chair and the member to show have still to send their sheets."""
    at = now - timedelta(hours=3)
    meeting = councils.hold_meeting(
        council, [one for one, _ in today], _round_of(today), at=at, place=f"{HALL}, phòng họp 2"
    )
    item = councils.items_of(meeting)[0]
    everyone = len(councils.scorers_of(council))
    councils.score_item(item, today[0][1]["centrally"], at=at + timedelta(minutes=5), sealed=everyone - 2)


def _round_of(listed: Sequence[tuple[Dossier, Mapping[str, Any]]]) -> EvaluationRound:
    chosen = listed[0][0].central_round
    if chosen is None:
        raise LookupError("accepted packages are in a round of the ministry")
    return chosen


def _fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("product").get(pk=dossier.pk)
