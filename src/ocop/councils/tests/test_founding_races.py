"""Rules, councils, meetings, chairs and agendas exist once, and whoever comes second reads one sentence (Đ.7.3.b, 7.3.d)."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Q

from ocop.councils import operations
from ocop.councils.models import (
    AgendaItem,
    Capacity,
    Council,
    CouncilMeeting,
    CouncilMember,
    CouncilRules,
    MeetingState,
)
from ocop.ledger.models import AuditEntry
from ocop.ledger.upgrading import refuse_equal_rows
from tests import builders
from tests.builders import AT
from tests.racing import DONE, together

from . import building as b

DAY = date(2026, 9, 1)


@pytest.mark.django_db(transaction=True)
def test_ten_equal_forms_make_one_meeting_and_the_page_goes_on_working() -> None:
    council = b.council(scorers=[Capacity.CHAIR])
    in_round, by = builders.evaluation_round(council.unit), b.secretary(council)

    def plan(place: str = "Hội trường") -> CouncilMeeting:
        return operations.plan_meeting(council, in_round, held_on=DAY, place=place, by=by, at=AT)

    assert together(*[plan] * 10) == [DONE] * 10
    meeting = CouncilMeeting.objects.get()
    assert AuditEntry.objects.filter(action="meeting_planned").count() == 1
    assert (plan().pk, plan("Nhà văn hóa").pk != meeting.pk) == (meeting.pk, True)
    CouncilMeeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED)
    assert plan().pk != meeting.pk  # a meeting that is over leaves its day and place free


@pytest.mark.django_db(transaction=True)
def test_rules_and_council_of_one_decision_are_recorded_once() -> None:
    unit = builders.province()
    by = b.officer(unit)

    def record(spread: int) -> CouncilRules:
        return operations.record_rules(
            unit, decision_number="1/QĐ", effective_from=DAY, max_spread=Decimal(spread), by=by, at=AT
        )

    told = together(lambda: record(8), lambda: record(9), lambda: record(8))
    rules = CouncilRules.objects.get()
    assert told.count(DONE) == (2 if rules.max_spread == 8 else 1)
    assert all(one == DONE or one.startswith("Quy chế số 1/QĐ") for one in told)

    def found() -> Council:
        return operations.set_up_council(
            unit, name="Hội đồng", decision_number="2/QĐ", decided_on=DAY, rules=rules, by=by, at=AT
        )

    assert (together(*[found] * 4), Council.objects.count()) == ([DONE] * 4, 1)


@pytest.mark.django_db(transaction=True)
def test_one_chair_and_one_seat_per_person() -> None:
    council = b.council(scorers=[])
    by, people = b.officer(council.unit), [builders.account() for _ in range(3)]

    def seat(person: object, capacity: str) -> CouncilMember:
        return operations.seat_member(council, person, capacity=capacity, organisation="Sở", by=by, at=AT)  # type: ignore[arg-type]

    told = together(*[lambda one=one: seat(one, Capacity.CHAIR) for one in people])
    assert sorted(told) == sorted([DONE, *["Hội đồng đã có Chủ tịch. Hãy kết thúc ghế Chủ tịch cũ trước."] * 2])
    member = builders.account()
    assert together(*[lambda: seat(member, Capacity.MEMBER)] * 4) == [DONE] * 4
    assert CouncilMember.objects.filter(council=council, account=member).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_dossier_waits_in_one_meeting_and_two_agendas_do_not_wait_for_each_other() -> None:
    """Both secretaries pick the same two dossiers, in opposite order: one agenda gets both, the other a sentence."""
    council = b.council(scorers=[Capacity.CHAIR])
    first = b.meeting(council, products=0, opened=False)
    second = b.meeting(council, products=0, opened=False)
    dossiers = [b.waiting_dossier(first) for _ in range(2)]
    by = b.secretary(council)
    told = together(
        lambda: operations.put_on_agenda(first, dossiers, by=by, at=AT),
        lambda: operations.put_on_agenda(second, dossiers[::-1], by=by, at=AT),
    )
    assert sorted(one.split("” ")[-1] for one in told) == sorted(
        [DONE, "đã nằm trong chương trình của một phiên họp khác."]
    )
    assert AgendaItem.objects.filter(dossier__in=dossiers).values("meeting").distinct().count() == 1


@pytest.mark.django_db
def test_an_installed_province_with_equal_meetings_is_upgraded_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    council = b.council(scorers=[Capacity.CHAIR])
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX meeting_is_planned_once")
    made = b.meeting(council, products=0, opened=False)
    values = {"council": council, "round": made.round, "rules": made.rules, "held_on": made.held_on}
    again = [CouncilMeeting.objects.create(**values, place=made.place, state=state) for state in ("planned", "open")]
    import_module("ocop.councils.migrations.0010_one_of_a_kind").tell_meetings_apart(apps, connection.schema_editor())
    places = dict(CouncilMeeting.objects.values_list("pk", "place"))
    assert places == {made.pk: "Hội trường 1 (2)", again[0].pk: "Hội trường 1 (3)", again[1].pk: "Hội trường 1"}
    assert len(capsys.readouterr().out.strip().splitlines()) == 2


@pytest.mark.django_db
def test_what_cannot_be_told_apart_stops_the_upgrade_and_names_the_rows() -> None:
    council = b.council(scorers=[Capacity.CHAIR])
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX council_has_one_chair")
    first = b.seat(council, Capacity.CHAIR)
    second = CouncilMember.objects.create(
        council=council, account=builders.account(), capacity=Capacity.CHAIR, organisation="Sở"
    )
    step = refuse_equal_rows(
        "councils", "CouncilMember", "council", where=Q(capacity="council_chair"), what="ghế Chủ tịch Hội đồng"
    )
    with pytest.raises(CommandError, match=rf"ghế Chủ tịch Hội đồng bị trùng .*số dòng: {first.pk}, {second.pk}"):
        step(apps, connection.schema_editor())
