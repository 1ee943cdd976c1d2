"""Rounds of the province and the cut-off of proposals (QĐ 26/2026, Đ.5.1, 7.3.a)."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role
from ocop.reviewing.operations.rounds import accept_into_round, add_extra_round, plan_rounds, receive_at_province
from ocop.reviewing.rules.rounds import opens_on
from ocop.reviewing.tests.reviewing_world import NINE, World, on
from tests import builders

pytestmark = pytest.mark.django_db


def test_the_law_gives_two_rounds_a_year_5_1() -> None:
    world = World()
    planned = world.rounds(2027)
    assert [(one.number, one.proposals_before, one.finished_before, one.legal_source) for one in planned] == [
        (1, date(2027, 4, 30), date(2027, 6, 30), "QĐ 26/2026/QĐ-TTg, Đ.5.1"),
        (2, date(2027, 10, 30), date(2027, 12, 30), "QĐ 26/2026/QĐ-TTg, Đ.5.1"),
    ]


def test_a_round_takes_what_is_proposed_after_the_one_before_stopped_5_1() -> None:
    from ocop.reviewing.pages.province import rounds_page

    world = World()
    planned = world.rounds(2027)
    assert [opens_on(one, planned) for one in planned] == [date(2027, 1, 1), date(2027, 4, 30)]
    shown = rounds_page(world.office, today=date(2027, 4, 1))["rounds"]
    assert [one["state"] for one in shown] == ["Đang nhận đề nghị", "Đợt sau"]


def test_planning_a_year_twice_adds_nothing() -> None:
    world = World()
    first = world.rounds(2027)
    lines = AuditEntry.objects.count()
    assert world.rounds(2027) == first
    assert AuditEntry.objects.count() == lines


def test_only_the_office_of_the_province_plans_its_rounds() -> None:
    world = World()
    elsewhere = builders.account(Role.PROVINCIAL_OFFICER, builders.province("42", "Hà Tĩnh"))
    for person in (world.officer, world.chair, elsewhere):
        with pytest.raises(DomainError, match="Chỉ cán bộ cơ quan tham mưu OCOP của Tỉnh Tây Ninh"):
            plan_rounds(world.province, 2027, by=person, at=NINE)
    with pytest.raises(DomainError, match="cấp tỉnh"):
        plan_rounds(world.commune, 2027, by=world.office, at=NINE)


def extra(world: World, **values: object) -> EvaluationRound:
    given: dict[str, object] = {
        "proposals_before": date(2026, 7, 31),
        "finished_before": date(2026, 9, 15),
        "legal_source": "QĐ 45/QĐ-UBND ngày 12/6/2026 (Quy chế Hội đồng)",
        "by": world.office,
        "at": NINE,
        **values,
    }
    return add_extra_round(world.province, **given)  # type: ignore[arg-type]


def test_a_further_round_needs_the_decision_on_the_council_rules_5_1() -> None:
    world = World()
    with pytest.raises(DomainError) as caught:
        extra(world, legal_source=" ")
    assert caught.value.field == "legal_source"
    added = extra(world)
    assert (added.number, added.year, added.legal_source) == (
        3,
        2026,
        "QĐ 45/QĐ-UBND ngày 12/6/2026 (Quy chế Hội đồng)",
    )
    assert extra(world) == added


def test_a_round_ends_after_its_cut_off() -> None:
    with pytest.raises(DomainError) as caught:
        extra(World(), finished_before=date(2026, 7, 31))
    assert caught.value.field == "finished_before"


def test_the_province_gives_its_own_number_mau_01() -> None:
    world = World()
    first, second = world.proposed(), world.proposed()
    assert [receive_at_province(one, by=world.office, at=NINE).registration_form_number for one in (first, second)] == [
        "01/PĐK-80-25459-2026",
        "02/PĐK-80-25459-2026",
    ]
    lines = AuditEntry.objects.count()
    assert receive_at_province(first, by=world.office, at=NINE).sequence == 1
    assert AuditEntry.objects.count() == lines
    first.refresh_from_db()
    assert first.state == "province_review"


@pytest.mark.parametrize(
    ("letter_on", "round_number", "accepted"),
    [
        (date(2027, 4, 29), 1, True),  # the last day of "before 30/4"
        (date(2027, 4, 30), 1, False),
        (date(2027, 4, 29), 2, True),
        (date(2027, 10, 29), 2, True),
        (date(2027, 10, 30), 2, False),
    ],
)
def test_a_dossier_enters_a_round_when_the_commune_proposed_before_the_cut_off_5_1(
    letter_on: date, round_number: int, accepted: bool
) -> None:
    world = World()
    planned = world.rounds(2027)
    dossier = world.registered(at=on(letter_on))
    wanted = planned[round_number - 1]
    if accepted:
        assert accept_into_round(dossier, wanted, by=world.office, at=on(letter_on)).round == wanted
    else:
        with pytest.raises(DomainError, match="sau ngày cuối nhận đề nghị"):
            accept_into_round(dossier, wanted, by=world.office, at=on(letter_on))


def test_a_late_dossier_is_offered_the_next_round_with_the_reason_5_1() -> None:
    world = World()
    first, _ = world.rounds(2027)
    dossier = world.registered(at=on(date(2027, 5, 4)))
    with pytest.raises(DomainError) as caught:
        accept_into_round(dossier, first, by=world.office, at=on(date(2027, 5, 5)))
    assert caught.value.sentence == (
        "UBND xã đề nghị ngày 04/05/2027, sau ngày cuối nhận đề nghị của “Đợt 1 năm 2027” (29/04/2027, Đ.5.1). "
        "Đợt tiếp theo còn nhận: “Đợt 2 năm 2027” (đề nghị trước 30/10/2027)."
    )


def test_a_late_dossier_without_a_later_round_asks_for_one() -> None:
    world = World()
    _, second = world.rounds(2026)
    dossier = world.registered(at=on(date(2026, 11, 2)))
    with pytest.raises(DomainError, match="Chưa có đợt nào sau đó: hãy lập đợt tiếp theo"):
        accept_into_round(dossier, second, by=world.office, at=on(date(2026, 11, 3)))


def test_a_round_takes_nothing_after_its_end_5_1() -> None:
    world = World()
    first, _ = world.rounds(2027)
    dossier = world.registered(at=on(date(2027, 4, 20)))
    with pytest.raises(DomainError, match="phải đánh giá xong đến hết ngày 29/06/2027"):
        accept_into_round(dossier, first, by=world.office, at=on(date(2027, 6, 30)))


def test_the_round_sets_the_due_date_and_repeats_without_a_second_line() -> None:
    world = World()
    first, second = world.rounds(2027)
    dossier = world.registered(at=on(date(2027, 4, 20)))
    accept_into_round(dossier, first, by=world.office, at=on(date(2027, 4, 21)))
    dossier.refresh_from_db()
    assert (dossier.state, dossier.round, dossier.due_on) == ("in_round", first, date(2027, 6, 29))
    lines = AuditEntry.objects.count()
    accept_into_round(dossier, first, by=world.office, at=on(date(2027, 4, 21)))
    assert AuditEntry.objects.count() == lines
    with pytest.raises(DomainError, match="Đã vào đợt"):
        accept_into_round(dossier, second, by=world.office, at=on(date(2027, 4, 21)))


def test_every_number_of_a_round_opens_the_list_of_exactly_those_dossiers() -> None:
    world = World()
    first, _ = world.rounds(2027)
    dossiers = [world.registered(at=on(date(2027, 4, 20))) for _ in range(3)]
    for dossier in dossiers:
        accept_into_round(dossier, first, by=world.office, at=on(date(2027, 4, 21)))
    Dossier.objects.filter(pk=dossiers[0].pk).update(state="recognised")
    office = builders.browser(world.office)
    page = office.get(reverse("reviewing:rounds")).content.decode()
    links = re.findall(r'<a href="(/ho-so/[^"]*)"[^>]*>([^<]*)</a>', page.partition("Nhận đề nghị đến hết")[2])
    found = {words: len(office.get(unescape(href)).context["rows"]) for href, words in links}
    assert found == {"Đợt 1 năm 2027": 3, "3": 3, "Đã vào đợt: 2": 2, "Được công nhận: 1": 1, "Đợt 2 năm 2027": 0}


def test_a_round_of_another_province_takes_nothing() -> None:
    world = World()
    dossier = world.registered()
    foreign = builders.evaluation_round(builders.province("42", "Hà Tĩnh"))
    with pytest.raises(DomainError, match="đợt của tỉnh khác"):
        accept_into_round(dossier, foreign, by=world.office, at=NINE)


def test_a_dossier_without_the_province_number_enters_no_round_7_3_a() -> None:
    world = World()
    _, second = world.rounds(2026)
    with pytest.raises(DomainError, match="chưa được tỉnh tiếp nhận"):
        accept_into_round(world.proposed(), second, by=world.office, at=NINE)
