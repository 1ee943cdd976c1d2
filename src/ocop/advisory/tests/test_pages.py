"""Pages of the group: what a person meets on the way, what a wrong form keeps, how many queries a list asks."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ocop.advisory import operations
from ocop.advisory.models import AdvisoryGroup, AdvisoryReport
from ocop.advisory.pages import tasks_for
from ocop.dossiers.models import DossierState
from ocop.people.models import UserAccount
from ocop.vietnamese import format_date
from tests import builders
from tests.builders import AT

from .world import WORDS, World, browser, fresh, url

pytestmark = pytest.mark.django_db


def again(person: UserAccount) -> UserAccount:
    """The same person without what an earlier request remembered."""
    return UserAccount.objects.get(pk=person.pk)


def test_the_head_walks_from_the_work_list_to_the_signature() -> None:
    world = World()
    dossier = world.in_round()
    head, today = browser(world.head), format_date(timezone.localdate())
    assert dossier.product.name in head.get(url("reviews")).content.decode()
    assert "Bắt đầu đánh giá" in head.get(url("review", dossier.pk)).content.decode()
    head.post(url("start", dossier.pk))
    head.post(
        url("survey", dossier.pk),
        {"visited_on": today, "place": "Ấp 1", "participants": "Hai người", "findings": "Sạch"},
    )
    head.post(url("test_request", dossier.pk), {"request": "Vi sinh"})
    test = AdvisoryReport.objects.get().test_requests.get()
    head.post(url("test_result", dossier.pk, test.pk), {"result": "Đạt"})
    assert head.get(url("sign", dossier.pk)).status_code == 302  # nothing is written yet
    head.post(url("report", dossier.pk), {**WORDS, "version": "0", "back": "1"})
    shown = head.get(url("sign", dossier.pk)).content.decode()
    assert [words for words in ("Sạch", "Vi sinh", "Đạt", *WORDS.values()) if words not in shown] == [
        "put_before_council"
    ]
    answer = head.post(url("sign", dossier.pk), {"number": "7/BC", "signed_on": today}, follow=True)
    assert "Đã ký báo cáo số 7/BC và gửi Chủ tịch Hội đồng." in answer.content.decode()
    assert fresh(dossier).state == DossierState.COUNCIL_REVIEW


def test_a_wrong_form_asks_back_and_keeps_what_was_typed() -> None:
    world = World()
    dossier = world.started()
    answer = browser(world.member).post(url("survey", dossier.pk), {"visited_on": "32/13/2026", "place": "Ấp Chín"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy ghi những người tham gia." in page
    assert 'value="Ấp Chín"' in page
    assert 'value="32/13/2026"' in page


def test_what_was_typed_stays_when_the_head_signed_meanwhile() -> None:
    world = World()
    dossier = world.signed()
    answer = browser(world.member).post(url("report", dossier.pk), {**WORDS, "part_a": "Chữ vừa gõ.", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "báo cáo đã ký không sửa được nữa" in page
    assert "Chữ vừa gõ." in page


def test_two_versions_stand_side_by_side() -> None:
    world = World()
    dossier = world.written()
    head = browser(world.head)
    answer = head.post(url("report", dossier.pk), {**WORDS, "part_a": "Bản của tôi.", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Đúng như mô tả." in page
    assert page.count("Bản của tôi.") == 2  # beside the stored version, and in the form
    assert head.post(url("report", dossier.pk), {**WORDS, "part_a": "Đã gộp.", "version": "1"}).status_code == 302
    assert AdvisoryReport.objects.get().part_a == "Đã gộp."


def test_the_office_sets_a_group_up_and_reads_along() -> None:
    world = World()
    dossier, newcomer = world.started(), builders.account(username="nguoi-moi", full_name="Trần Mới")
    office = browser(world.office)
    given = {"unit": world.province.pk, "name": "Tổ tư vấn mới", "decision_number": "9/QĐ", "decided_on": "01/08/2026"}
    office.post(url("group_create"), given)
    group = AdvisoryGroup.objects.get(decision_number="9/QĐ")
    answer = office.post(
        url("group", group.pk), {"account": "khong-co", "capacity": "advisory_group_head", "organisation": "Sở"}
    )
    assert answer.status_code == 422
    assert "Không có tài khoản đang hoạt động với tên đăng nhập này." in answer.content.decode()
    office.post(
        url("group", group.pk), {"account": "nguoi-moi", "capacity": "advisory_group_head", "organisation": "Sở"}
    )
    assert list(group.members.values_list("account", "capacity")) == [(newcomer.pk, "advisory_group_head")]
    page = office.get(url("review", dossier.pk)).content.decode()
    assert "Báo cáo của Tổ tư vấn" in page
    assert "Viết báo cáo" not in page
    at_first_sight = re.sub(r'(?s)<details class="fold">.*?</details>', "", page)
    assert [words for words in ("Phần A ·", "Giới tính") if words not in page] == []
    assert [words for words in ("Phần A ·", "Giới tính") if words in at_first_sight] == []


def test_a_member_with_a_hand_in_the_dossier_does_not_read_it_here() -> None:
    world = World()
    dossier = world.in_round(created_by=world.member)
    operations.start_review(dossier, by=world.head, at=AT)
    answer = browser(world.member).get(url("review", dossier.pk))
    assert answer.status_code == 403
    assert "Bạn đã tham gia lập, hỗ trợ hoặc đánh giá hồ sơ này" in answer.content.decode()


@pytest.mark.parametrize("number", [1, 8])
def test_the_work_list_asks_the_database_a_fixed_number_of_times(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = World()
    for _ in range(number):
        world.in_round()
        operations.record_survey(
            world.started(),
            visited_on=AT.date(),
            place="Ấp 1",
            participants="Hai",
            findings="Sạch",
            by=world.head,
            at=AT,
        )
    client = browser(world.head)
    client.get(url("reviews"))
    with django_assert_num_queries(WORK_LIST_QUERIES):
        page = client.get(url("reviews"))
    assert page.content.decode().count('class="main-cell"') == 2 * number


WORK_LIST_QUERIES = 8


@pytest.mark.parametrize("number", [1, 6])
def test_tasks_name_what_each_should_do_in_a_fixed_number_of_queries(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = World()
    for _ in range(number):
        world.in_round()
        world.started()
        world.written()
    head, member, office = again(world.head), again(world.member), again(world.office)
    with django_assert_num_queries(3):
        tasks = tasks_for(head)
    assert [(one.title, one.count, one.kind) for one in tasks] == [
        ("Ký báo cáo của Tổ tư vấn", number, "do"),
        ("Bắt đầu đánh giá hồ sơ đã vào đợt", number, "do"),
        ("Đánh giá hồ sơ, viết báo cáo Tổ tư vấn", number, "do"),
    ]
    assert [(one.title, one.count) for one in tasks_for(member)] == [
        ("Đánh giá hồ sơ, viết báo cáo Tổ tư vấn", 2 * number)
    ]
    assert tasks_for(office) == []


def test_the_office_is_told_when_dossiers_wait_and_no_group_exists() -> None:
    province = builders.province("42", "Hà Tĩnh")
    office = builders.account("provincial_officer", province)
    product = builders.product(builders.producer(builders.commune("42001", "Vũ Quang", inside=province)))
    builders.dossier(product, state=DossierState.IN_ROUND, round=builders.evaluation_round(province))
    assert [(one.title, one.href, one.count) for one in tasks_for(office)] == [
        ("Ghi quyết định thành lập Tổ tư vấn: hồ sơ đã vào đợt đang chờ", reverse("advisory:groups"), 1)
    ]
