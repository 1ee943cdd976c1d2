"""Send every dossier of the data file as far as its stage says."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypedDict

from django.utils.timezone import localdate

from ocop.councils.models import Council
from ocop.dossiers.models import Dossier, DossierType
from ocop.people.models import Role, UserAccount
from ocop.producers.models import Producer
from ocop.recognition.operations.deciding import approve_result, close_without_decision, recognise
from ocop.recognition.operations.submitting import submit_for_decision

from . import advisory, central, councils, filing, ministry, renewing, reviewing
from .moments import Diary, office_moment, start_of_meeting
from .places import current_unit

DAY = timedelta(days=1)
# How far along the road each stage lies; a dossier passes every step before its own.
AT_PROVINCE = ("province_review", "province_supplement")
SCORED_BEFORE = (
    "recognised", "potential_five_star", "not_recognised", "decision_pending", "province_scored", *ministry.AT_MINISTRY,
)  # fmt: skip
MEETING_DAYS_AGO = 45
DECISION_DAYS_AGO = 30
NEXT_MEETING = timedelta(days=14)


class Decided(TypedDict):
    """What every decision of a day shares."""

    decided_on: date
    by: UserAccount
    at: datetime


@dataclass
class Traveller:
    """A dossier on its way, with the line of the data file it comes from."""

    row: dict[str, Any]
    dossier: Dossier
    proposed_at: datetime | None = None


def travel(data: dict[str, Any], producers: dict[str, Producer], *, now: datetime) -> None:
    """Create all dossiers and lead each to its stage."""
    by_province: dict[str, list[Traveller]] = defaultdict(list)
    for row in data["dossiers"]:
        producer = producers[row["producer"]]
        traveller = _to_the_province(row, producer, data["stories"].get(row["producer"], ""), now=now)
        by_province[producer.unit_path.split("/")[0]].append(traveller)
    for code, travellers in by_province.items():
        _through_the_council(code, travellers, now=now)
    central.evaluate(data["dossiers"], now=now)


def _to_the_province(row: dict[str, Any], producer: Producer, story: str, *, now: datetime) -> Traveller:
    """File, receive, assess and propose, as far as the stage goes."""
    diary, stage = Diary(row["product"], now - row["days_ago"] * DAY, now), row["stage"]
    start = diary.after(0)
    user: UserAccount = producer.users.get().account
    product = filing.create_product(row, producer, story, at=start)
    filing.show_product(row, product, by=user, at=start)
    if star := row.get("rises_from"):
        renewing.hold_a_star(product, star, now=now, at=start)
    dossier = filing.fill_dossier(row, product, kind=_kind_of(row), by=user, at=start)
    if star:
        renewing.say_what_changed(dossier, by=user, at=diary.after(0.2))
    traveller = Traveller(row, dossier)
    if stage == "draft":
        return traveller
    filing.file_dossier(dossier, by=user, at=diary.after(0.5))
    if stage == "withdrawn":
        filing.withdraw(dossier, by=user, at=diary.after(3))
    if stage in {"submitted", "withdrawn"}:
        return traveller
    reviewing.receive(dossier, at=diary.after(1))
    if stage == "commune_supplement":
        reviewing.ask_at_commune(dossier, at=diary.after(4))
    if stage in {"commune_review", "commune_supplement"}:
        return traveller
    reviewing.assess(dossier, at=diary.after(8))
    if stage == "commune_assessed":
        return traveller
    traveller.proposed_at = diary.after(12)
    reviewing.propose(dossier, at=traveller.proposed_at)
    reviewing.check_at_province(dossier, at=diary.after(14))
    if stage == "province_supplement":
        reviewing.ask_at_province(dossier, at=diary.after(18))
    return traveller


def _kind_of(row: dict[str, Any]) -> str:
    return DossierType.UPGRADE if "rises_from" in row else DossierType.FIRST_TIME


def _through_the_council(code: str, travellers: Sequence[Traveller], *, now: datetime) -> None:
    province = current_unit(code)
    council = Council.objects.get(unit=province, is_demo=True)
    earlier = [one for one in travellers if one.row["stage"] in SCORED_BEFORE]
    today = [one for one in travellers if one.row["stage"] == "council_review"]
    advised = [one for one in travellers if one.row["stage"] == "advisory_review"]
    waiting = [one for one in travellers if one.row["stage"] == "in_round"]
    for group in (earlier, today, advised, waiting):
        if not group:
            continue
        last = max(one.proposed_at for one in group if one.proposed_at)
        evaluation_round = reviewing.round_for(province, last)
        for one in group:
            diary = Diary(one.row["product"], last, now)
            reviewing.accept(one.dossier, evaluation_round, at=diary.after(5))
            if group is not waiting:
                advisory.take_on(one.dossier, diary)
            if group is earlier or group is today:
                advisory.report(one.dossier, diary)
        if group is earlier:
            _finished_meeting(council, group, now=now)
        if group is today:
            _running_meeting(council, group, now=now)
        if group is waiting and today:  # the secretary to show has a meeting to prepare
            councils.plan_next(council, evaluation_round, held_on=localdate(now + NEXT_MEETING), at=now - DAY)


def _finished_meeting(council: Council, group: Sequence[Traveller], *, now: datetime) -> None:
    """A meeting that is over, with its report, submissions and decisions."""
    at = start_of_meeting(now - MEETING_DAYS_AGO * DAY)
    round_ = group[0].dossier.round
    if round_ is None:
        raise LookupError("accepted dossiers are in a round")
    meeting = councils.hold_meeting(council, [one.dossier for one in group], round_, at=at)
    for number, item in enumerate(councils.items_of(meeting)):
        moment = at + timedelta(minutes=10 + 30 * number)
        star = next(one.row["scored"] for one in group if one.dossier.pk == item.dossier.pk)
        councils.score_item(item, star, at=moment, divided=number == 0)
        councils.close(item, at=moment + timedelta(minutes=20))
        councils.conclude(item, at=moment + timedelta(minutes=22))
    councils.report(meeting, number=f"{meeting.pk}/BC-HĐ", at=at + timedelta(hours=8))
    _decide(council, group, now=now)


def _running_meeting(council: Council, group: Sequence[Traveller], *, now: datetime) -> None:
    """A meeting of today: one product closed with a level to settle, one being scored, the others waiting."""
    at = now - timedelta(hours=3)
    round_ = group[0].dossier.round
    if round_ is None:
        raise LookupError("accepted dossiers are in a round")
    meeting = councils.hold_meeting(council, [one.dossier for one in group], round_, at=at)
    items = councils.items_of(meeting)
    councils.score_item(items[0], group[0].row["scored"], at=at + timedelta(minutes=5), divided=True)
    councils.close(items[0], at=at + timedelta(minutes=30))
    if len(items) > 1:
        # The chair and the member to show have still to send theirs.
        everyone = len(councils.scorers_of(council))
        councils.score_item(items[1], group[1].row["scored"], at=at + timedelta(minutes=40), sealed=everyone - 2)


def _decide(council: Council, group: Sequence[Traveller], *, now: datetime) -> None:
    """Submit and decide what the stages say was decided."""
    province = council.unit or current_unit(ministry.ASKED_AGAIN)
    officer = reviewing.officer_of(Role.PROVINCIAL_OFFICER, province)
    chair = reviewing.officer_of(Role.PROVINCIAL_CHAIR, province)
    at = office_moment(now - DECISION_DAYS_AGO * DAY, council.name)
    submitted = _at_stage(group, *(one for one in SCORED_BEFORE if one != "province_scored"))
    if submitted:
        submit_for_decision(submitted, by=officer, at=office_moment(at - 5 * DAY, "tờ trình"))
    numbered: Decided = {"decided_on": localdate(at), "by": chair, "at": at}
    to_ministry = [one for one in group if ministry.goes_to_ministry(one.row)]
    if chosen := _at_stage([one for one in group if one not in to_ministry], "recognised"):
        recognise(chosen, decision_number=f"{1200 + council.pk}/QĐ-UBND (trình diễn)", **numbered)
    if chosen := [*_at_stage(group, "potential_five_star"), *_refreshed(one.dossier for one in to_ministry)]:
        approve_result(chosen, decision_number=f"{1300 + council.pk}/QĐ-UBND (trình diễn)", **numbered)
    for one in group:
        if one.row.get("sent") or one in to_ministry:
            ministry.forward(one.dossier, one.row, by=officer, at=at, now=now)
    if province.code == ministry.ASKED_AGAIN and (evaluation_round := group[0].dossier.round):
        ministry.ask_again(evaluation_round, at=at, now=now)
    if chosen := _at_stage(group, "not_recognised"):
        close_without_decision(chosen, reason="Chưa đạt yêu cầu tối thiểu của 3 sao.", by=chair, at=at)


def _at_stage(group: Sequence[Traveller], *stages: str) -> list[Dossier]:
    return _refreshed(one.dossier for one in group if one.row["stage"] in stages)


def _refreshed(dossiers: Iterable[Dossier]) -> list[Dossier]:
    chosen = list(dossiers)
    for dossier in chosen:
        dossier.refresh_from_db()
    return chosen
