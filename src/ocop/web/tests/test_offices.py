"""What offices open on: figures, charts, maps and rounds; every number opens a list with exactly that many rows."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.people.models import Role
from ocop.recognition.models import DecisionItem, RecognitionDecision
from ocop.territory.models import AdministrativeUnit
from ocop.web.offices.calendars import calendar_of, opened
from ocop.web.offices.homes import office_homes
from tests import builders

from .test_role_homes import published

pytestmark = pytest.mark.django_db
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
NUMBERED = re.compile(r'<a href="([^"]+)"[^>]*>\s*(?:<strong>|<span class="big-number">)?(\d+)<')
STATES = ("submitted", "commune_review", "commune_supplement", "commune_assessed", "province_review", "in_round")


def filed(state: str, unit: AdministrativeUnit, *, days_ago: int, due_in: int | None) -> None:
    today = timezone.localdate()
    product = builders.product(builders.producer(unit))
    builders.dossier(
        product,
        state=state,
        submitted_at=timezone.now() - timedelta(days=days_ago),
        due_on=today + timedelta(days=due_in) if due_in is not None else None,
    )


def waits_for_the_ministry(unit: AdministrativeUnit, *, days: int) -> None:
    decision = RecognitionDecision.objects.create(
        kind="result_approval", unit=unit.parent, unit_path=unit.parent.path, decision_number=f"{days}/QĐ",  # type: ignore[union-attr]
        decided_on=timezone.localdate() - timedelta(days=days), signed_by=builders.account(), signed_at=timezone.now(),
    )  # fmt: skip
    dossier = builders.dossier(builders.product(builders.producer(unit)), state="potential_five_star")
    DecisionItem.objects.create(decision=decision, dossier=dossier, average_score="91.50", star_rating=5)


@pytest.fixture
def work(nothing_kept: None) -> None:
    """Two communes of Tây Ninh and one of Hà Tĩnh with dossiers of three ages, on time and late, and stars of every state."""
    here = builders.commune()
    other = builders.commune("25645", "Hòa Thành")
    far = builders.commune("18313", "Vũ Quang", inside=builders.province("42", "Hà Tĩnh"))
    for unit in (here, other, far):
        AdministrativeUnit.objects.filter(pk=unit.pk).update(latitude=11.3, longitude=106.1)
        for number, state in enumerate(STATES):
            filed(state, unit, days_ago=20 * number, due_in=number - 2)
            filed(state, unit, days_ago=95 if number else 29, due_in=None if number else -1)
        for star, ends_in in ((3, 500), (4, 100), (5, 20), (3, -1)):
            published(unit, star, ends_in)
        waits_for_the_ministry(unit, days=10 if unit is here else 400)
    round_ = builders.evaluation_round(year=timezone.localdate().year, finished_before=date(2090, 1, 1))
    type(builders.dossier()).objects.filter(state="in_round", unit_path__startswith="80/").update(round=round_)


HOLDERS = {
    "xã": lambda: builders.account(Role.COMMUNE_OFFICER, builders.commune()),
    "chủ tịch xã": lambda: builders.account(Role.COMMUNE_CHAIR, builders.commune("25645", "Hòa Thành")),
    "tỉnh": lambda: builders.account(Role.PROVINCIAL_OFFICER, builders.province()),
    "chủ tịch tỉnh": lambda: builders.account(Role.PROVINCIAL_CHAIR, builders.province()),
    "Bộ": lambda: builders.account(Role.CENTRAL_OFFICER),
    "Bộ trưởng": lambda: builders.account(Role.MINISTER),
}


def rows_of(client: Client, href: str) -> int:
    """How many rows a list has, all its pages together."""
    context: Any = client.get(href).context
    if "found" in context:
        return int(context["found"].page.paginator.count)
    page = context.get("page")
    return int(page.paginator.count) if page else len(context["rows"])


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("who", HOLDERS)
def test_every_number_opens_a_list_with_exactly_that_many_rows(who: str) -> None:
    client = builders.browser(HOLDERS[who]())
    main = MAIN.search(client.get(reverse("web:home")).content.decode())
    assert main
    shown = {(unescape(href), int(number)) for href, number in NUMBERED.findall(main[0])}
    assert len(shown) > 8
    assert {(href, rows_of(client, href)) for href, _number in shown} == shown


@pytest.mark.usefixtures("work")
def test_a_commune_reads_what_is_at_hand_late_and_due() -> None:
    (home,) = office_homes(HOLDERS["xã"](), on=timezone.localdate())
    # Eight dossiers at the commune; due 2 and 1 days ago and one more yesterday; due today and tomorrow; stars of 4 and 5 run out.
    assert [(one.mark.number, one.word) for one in home.figures] == [
        (8, "hồ sơ đang ở xã"),
        (3, "hồ sơ quá hạn"),
        (2, "đến hạn trong 3 ngày tới"),
        (2, "sao sắp hết hạn, đang kỳ đánh giá lại"),
    ]
    stages = {row.title: [mark.number for mark in row.marks] for row in home.charts[0].rows}
    assert stages == {
        "Đã nộp": [2, 0, 0],
        "Xã đang xem xét": [1, 0, 1],
        "Chờ chủ thể hoàn thiện (xã)": [0, 1, 1],
        "Xã đã đánh giá": [0, 1, 1],
    }
    assert [row.note for row in home.charts[0].rows] == ["29 ngày", "95 ngày", "95 ngày", "95 ngày"]


@pytest.mark.usefixtures("work")
def test_a_clock_that_stands_still_while_the_producer_answers_is_not_late() -> None:
    officer = HOLDERS["xã"]()
    type(builders.dossier()).objects.filter(state="commune_supplement").update(
        due_on=timezone.localdate() - timedelta(days=9)
    )
    late = [office_homes(officer, on=timezone.localdate())[0].figures[1].mark.number]
    from ocop.territory.models import Setting

    Setting.objects.create(
        unit=builders.commune(), name="commune.supplement_stops_clock", value=True, effective_from=date(2026, 1, 1)
    )
    late.append(office_homes(officer, on=timezone.localdate())[0].figures[1].mark.number)
    assert late == [5, 3]


@pytest.mark.usefixtures("work")
def test_a_province_sees_its_communes_with_stars_and_dossiers() -> None:
    (home,) = office_homes(HOLDERS["tỉnh"](), on=timezone.localdate())
    assert home.places
    told = {place.name: [mark.number for mark in place.marks] for place in home.places.places}
    # In each commune three stars in force, two of them running out; four dossiers are at the province.
    assert told == {"Phường Tân Ninh": [3, 2, 4], "Phường Hòa Thành": [3, 2, 4]}
    assert home.places.sentence == "2 trên 2 xã, phường, đặc khu của Tỉnh Tây Ninh có sản phẩm còn sao."


@pytest.mark.usefixtures("work")
def test_the_ministry_sees_who_waits_and_what_is_late() -> None:
    (home,) = office_homes(HOLDERS["Bộ"](), on=timezone.localdate())
    # Two provinces approved 400 days ago: their rounds are over.
    assert [one.mark.number for one in home.figures] == [3, 2, 9, 6]
    assert [(row.title, [mark.number for mark in row.marks]) for row in home.charts[0].rows] == [
        ("Tỉnh Tây Ninh", [1, 0, 1]),
        ("Tỉnh Hà Tĩnh", [0, 0, 1]),
    ]


def test_rounds_say_what_is_open_today() -> None:
    # QĐ 26/2026, Đ.5.1: proposals before 30/4 and 30/10, finished before 30/6 and 30/12.
    rounds = opened([
        ("Đợt 2", 2026, date(2026, 10, 30), date(2026, 12, 30), None),
        ("Đợt 1", 2026, date(2026, 4, 30), date(2026, 6, 30), None),
    ])  # fmt: skip
    calendar = calendar_of(rounds, key="dot", today=date(2026, 5, 10))
    assert calendar
    assert calendar.sentence == "Đợt 2 còn nhận đề nghị 172 ngày."
    assert [(one.name, one.state, one.days_left) for one in calendar.lines] == [
        ("Đợt 1", "Đang đánh giá", 50),
        ("Đợt 2", "Đang nhận đề nghị", 172),
    ]


def test_an_office_without_work_says_so() -> None:
    page = builders.browser(HOLDERS["xã"]()).get(reverse("web:home")).content.decode()
    assert "Không có hồ sơ nào đang ở xã." in page
    assert "Địa bàn chưa có sản phẩm nào trong sổ." in page
    assert "Không còn việc nào chờ bạn" in page


@pytest.mark.parametrize(("who", "queries"), [("xã", 4), ("tỉnh", 8), ("Bộ", 5)])
def test_a_home_costs_the_same_for_one_row_and_for_many(
    who: str, queries: int, django_assert_num_queries: Any, request: pytest.FixtureRequest
) -> None:
    person = HOLDERS[who]()
    builders.evaluation_round(number=3)
    office_homes(person, on=timezone.localdate())  # roles are read once
    with django_assert_num_queries(queries):
        office_homes(person, on=timezone.localdate())
    request.getfixturevalue("work")
    with django_assert_num_queries(queries):
        office_homes(person, on=timezone.localdate())
