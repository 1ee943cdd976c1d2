"""Lists and work lists: a fixed number of queries, and what each seat is told to do next."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ocop.councils import operations
from ocop.councils.models import (
    CouncilMeeting,
    ItemState,
    ScoreSheet,
)
from ocop.people.models import UserAccount
from tests import builders
from tests.builders import AT

from . import building as b
from .building import browser, url

pytestmark = pytest.mark.django_db


def _many(products: int) -> CouncilMeeting:
    meeting = b.meeting(products=1)
    first = b.open_product(meeting)
    b.everyone_hands_in(first)
    operations.close_item(first, by=b.chair(meeting.council), at=b.LATER)
    more = [b.waiting_dossier(meeting) for _ in range(products - 1)]
    for item in operations.put_on_agenda(meeting, more, by=b.secretary(meeting.council), at=AT):
        operations.open_item(item, by=b.chair(meeting.council), at=AT)
        b.hand_in(item, b.seat(meeting.council), b.full_sheet(b.law_of(item)))
    return meeting


@pytest.mark.parametrize("products", [1, 8])
def test_the_board_asks_the_database_ten_times_whatever_the_number_of_products(
    products: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = _many(products)
    client = browser(b.chair(meeting.council))
    client.get(url("meeting", meeting.pk))
    with django_assert_num_queries(BOARD_QUERIES):
        page = client.get(url("meeting", meeting.pk))
    assert page.content.decode().count('<th scope="row"') == products


BOARD_QUERIES = 10


@pytest.mark.parametrize("products", [1, 8])
def test_the_list_of_meetings_and_the_tasks_ask_a_fixed_number_of_times(
    products: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from ocop.councils.pages import tasks_for

    meeting = _many(products)
    for _ in range(products):
        other = b.meeting(meeting.council, opened=False)
        assert other.council_id == meeting.council_id
    person = UserAccount.objects.get(pk=b.scorers(meeting.council)[1].account_id)
    with django_assert_num_queries(7):
        tasks = tasks_for(person)
    counts = [task.count for task in tasks if task.title == "Chấm sản phẩm tiếp theo chưa chấm"]
    assert counts == ([products - 1] if products > 1 else [])
    client = browser(person)
    client.get(reverse("councils:meetings"))
    with django_assert_num_queries(6):
        client.get(reverse("councils:meetings"))


def test_tasks_tell_each_seat_what_comes_next() -> None:
    from ocop.councils.pages import tasks_for

    meeting = b.meeting(opened=False)
    body = meeting.council

    def titles(user: UserAccount) -> list[str]:
        return [task.title for task in tasks_for(UserAccount.objects.get(pk=user.pk))]

    assert titles(b.secretary(body)) == ["Điểm danh và khai mạc phiên họp"]
    assert titles(b.seat(body).account) == ["Phiên họp sắp tới: đọc trước hồ sơ"]
    coming = tasks_for(UserAccount.objects.get(pk=b.seat(body).account.pk))[0]
    assert (coming.count, coming.note.split(" · ")[0], coming.appointment) == (None, "1 sản phẩm", True)
    operations.record_attendance(meeting, {one.pk: True for one in body.members.all()}, by=b.secretary(body), at=AT)
    operations.open_meeting(meeting, by=b.secretary(body), at=AT)
    item = b.open_product(meeting)
    assert titles(b.seat(body).account) == ["Chấm sản phẩm tiếp theo chưa chấm"]
    b.everyone_hands_in(item)
    operations.close_item(item, by=b.chair(body), at=b.LATER)
    assert titles(b.chair(body)) == ["Điều hành phiên họp", "Thảo luận và chốt kết quả"]
    operations.finalise_item(item, by=b.chair(body), at=b.LATER)
    assert titles(b.chair(body)) == ["Ký báo cáo của Hội đồng"]


def test_the_office_is_told_of_a_round_without_a_meeting() -> None:
    from ocop.councils.pages import tasks_for

    office, evaluation_round = b.officer(), builders.evaluation_round()
    b.council()
    builders.dossier(state="in_round", round=evaluation_round)
    assert [(task.title, task.count) for task in tasks_for(office)] == [("Lập phiên họp Hội đồng", 1)]


def test_planning_a_meeting_leads_to_its_agenda_and_wrong_answers_are_asked_back() -> None:
    body = b.council()
    evaluation_round = builders.evaluation_round()
    client = browser(b.secretary(body))
    address = reverse("councils:meeting_create")
    wrong = client.post(
        address, {"council": body.pk, "round": evaluation_round.pk, "held_on": "31/2/2026", "place": "Hội trường"}
    )
    assert wrong.status_code == 422
    right = client.post(
        address, {"council": body.pk, "round": evaluation_round.pk, "held_on": "15/12/2026", "place": "Hội trường"}
    )
    made = CouncilMeeting.objects.get()
    assert (right["Location"], f"{made.held_on:%d/%m/%Y}") == (url("agenda", made.pk), "15/12/2026")
    dossier = b.waiting_dossier(made)
    client.post(url("agenda", made.pk), {"ho_so": ["²", "9" * 5000, dossier.pk]})
    assert list(made.items.values_list("dossier", "state")) == [(dossier.pk, ItemState.WAITING)]


def test_a_province_without_a_council_is_told_to_record_one() -> None:
    from ocop.councils.pages import tasks_for

    office = b.officer()
    assert [task.title for task in tasks_for(office)] == ["Ghi quy chế và Hội đồng của tỉnh"]
    b.council()
    assert tasks_for(office) == []


@pytest.mark.parametrize("sheets", [3, 60])
def test_the_own_sheets_of_many_years_are_read_in_parts(
    sheets: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = b.meeting(products=1)
    item, seat = meeting.items.get(), b.seat(meeting.council)
    ScoreSheet.objects.bulk_create(
        ScoreSheet(item=item, member=seat, scoring_pass=number, sheet_hash="x", started_at=AT, nonce="x")
        for number in range(1, sheets + 1)
    )
    client = browser(UserAccount.objects.get(pk=seat.account_id))
    client.get(reverse("councils:my_sheets"))
    with django_assert_num_queries(OWN_SHEETS_QUERIES):
        page = client.get(reverse("councils:my_sheets")).content.decode()
    assert page.count("Chưa gửi") == min(sheets, 25)
    if sheets == 60:
        last = client.get(reverse("councils:my_sheets") + "?trang=3").content.decode()
        assert last.count("Chưa gửi") == 10


OWN_SHEETS_QUERIES = 5
