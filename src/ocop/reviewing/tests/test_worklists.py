"""The province's work list and the lines of "Việc cần làm" (QĐ 26/2026, Đ.5.1, 7.3.a)."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ocop.dossiers.models import Dossier, EvaluationRound
from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, UserAccount
from ocop.reviewing.operations.receiving import request_supplement
from ocop.reviewing.operations.rounds import add_extra_round
from ocop.reviewing.pages.filters import address_of, read_filters
from ocop.reviewing.pages.tasks import officer_tasks
from ocop.reviewing.queries.worklists_province import ProvinceFilters
from ocop.reviewing.tests.reviewing_world import World, many, on
from tests import builders

pytestmark = pytest.mark.django_db
QUEUE_QUERIES = 10  # session, account, roles, rounds, total, rows, receipts, requests, counts by state, communes


def as_user(user: UserAccount) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def queue(client: Client, **query: str) -> str:
    response = client.get(reverse("reviewing:province_queue"), query)
    assert response.status_code == 200
    return response.content.decode()


def order(text: str, *names: str) -> list[str]:
    return sorted((name for name in names if f">{name}</a>" in text), key=lambda name: text.index(f">{name}</a>"))


def open_round(world: World) -> EvaluationRound:
    """A round that still takes proposals today, whatever the day of the test."""
    today = timezone.localdate()
    return add_extra_round(
        world.province,
        proposals_before=today + timedelta(days=30),
        finished_before=today + timedelta(days=90),
        legal_source="Quy chế",
        by=world.office,
        at=timezone.now(),
    )


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def test_the_list_is_sorted_by_the_day_of_the_letter_and_by_name() -> None:
    world = World()
    for days, name in ((5, "Gạo"), (9, "Ớt"), (7, "Chè")):
        world.proposed(at=ago(days), name=name)
    client, names = as_user(world.office), ("Gạo", "Ớt", "Chè")
    assert order(queue(client), *names) == ["Ớt", "Chè", "Gạo"]
    assert order(queue(client, **{"sap-xep": "-de-nghi"}), *names) == ["Gạo", "Chè", "Ớt"]
    assert 'aria-sort="descending"' in queue(client, **{"sap-xep": "-de-nghi"})


def test_filters_by_commune_set_state_round_and_words() -> None:
    world = World()
    other = builders.commune("25462", "Bình Minh")
    tea = world.proposed(name="Chè sen")
    salt = builders.dossier(
        builders.product(builders.producer(other), set_number=10, name="Muối tôm"),
        state="in_round",
        round=builders.evaluation_round(world.province),
    )
    client, names = as_user(world.office), ("Chè sen", "Muối tôm")
    shown = {
        "usual": order(queue(client), *names),
        "all": order(queue(client, **{"trang-thai": "tat-ca"}), *names),
        "commune": order(queue(client, **{"trang-thai": "tat-ca", "xa": str(other.pk)}), *names),
        "set": order(queue(client, **{"trang-thai": "tat-ca", "bo": str(tea.set_number)}), *names),
        "state": order(queue(client, **{"trang-thai": "in_round"}), *names),
        "round": order(queue(client, **{"trang-thai": "tat-ca", "dot": str(salt.round_id)}), *names),
        "words": order(queue(client, **{"trang-thai": "tat-ca", "q": "muoi TOM"}), *names),
        "nonsense": order(queue(client, **{"trang-thai": "x", "xa": "x", "sap-xep": "x"}), *names),
    }
    assert shown == {
        "usual": ["Chè sen"],
        "all": ["Chè sen", "Muối tôm"],
        "commune": ["Muối tôm"],
        "set": ["Chè sen"],
        "state": ["Muối tôm"],
        "round": ["Muối tôm"],
        "words": ["Muối tôm"],
        "nonsense": ["Chè sen"],
    }


def test_the_address_keeps_the_filter() -> None:
    chosen = ProvinceFilters(state="in_round", commune=3, set_number=11, round=None, text="chè sen", sort="-xa")
    address = address_of(chosen)
    assert address == "trang-thai=in_round&xa=3&bo=11&q=ch%C3%A8+sen&sap-xep=-xa"
    from django.http import QueryDict

    assert read_filters(QueryDict(address)) == chosen
    assert address_of(ProvinceFilters()) == ""


@pytest.mark.parametrize("rows", [0, 499])
def test_the_list_asks_the_database_as_often_for_one_row_as_for_many(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = World()
    world.rounds()
    world.registered()
    many(world, rows, state="province_review")
    client = as_user(world.office)
    with django_assert_num_queries(QUEUE_QUERIES):
        queue(client)


def test_one_refused_row_does_not_hold_up_the_others() -> None:
    world = World()
    wanted = open_round(world)
    good = world.registered(at=ago(5), name="Chè tốt")
    unregistered = world.proposed(at=ago(4), name="Chè chưa có số")
    foreign = builders.dossier(
        builders.product(
            builders.producer(builders.commune("18073", "Thành Sen", inside=builders.province("42", "Hà Tĩnh")))
        ),
        state="province_review",
    )
    client = as_user(world.office)
    sent = {"ho-so": [str(one.pk) for one in (good, unregistered)], "dot": str(wanted.pk)}
    text = client.post(reverse("reviewing:accept_into_round"), sent, follow=True).content.decode()
    assert f"Đã vào “{wanted.name}”." in text
    assert "Hồ sơ chưa được tỉnh tiếp nhận và cấp số phiếu." in text
    assert states(good, unregistered, foreign) == ["in_round", "province_review", "province_review"]


def states(*dossiers: Dossier) -> list[str]:
    return [Dossier.objects.get(pk=one.pk).state for one in dossiers]


def test_a_dossier_of_another_province_cannot_be_slipped_into_the_bulk() -> None:
    world = World()
    wanted = open_round(world)
    foreign = builders.dossier(
        builders.product(
            builders.producer(builders.commune("18073", "Thành Sen", inside=builders.province("42", "Hà Tĩnh")))
        ),
        state="province_review",
    )
    sent = {"ho-so": [str(foreign.pk)], "dot": str(wanted.pk)}
    text = as_user(world.office).post(reverse("reviewing:accept_into_round"), sent, follow=True).content.decode()
    assert "Có hồ sơ không còn trong danh sách." in text
    assert states(foreign) == ["province_review"]


def test_bulk_steps_say_what_is_missing_and_repeat_quietly() -> None:
    world = World()
    wanted = open_round(world)
    dossier = world.proposed(at=ago(5))
    client = as_user(world.office)
    bulk, receive = reverse("reviewing:accept_into_round"), reverse("reviewing:receive_at_province")
    assert "Hãy chọn ít nhất một hồ sơ." in client.post(bulk, {"dot": str(wanted.pk)}, follow=True).content.decode()
    sent = {"ho-so": [str(dossier.pk)]}
    assert "Hãy chọn đợt đánh giá." in client.post(bulk, sent, follow=True).content.decode()
    assert "Đã tiếp nhận, số phiếu 01/PĐK-80-25459-" in client.post(receive, sent, follow=True).content.decode()
    for _ in range(2):
        assert "Đã vào" in client.post(bulk, {**sent, "dot": str(wanted.pk)}, follow=True).content.decode()
    assert AuditEntry.objects.filter(action="dossier_accepted_into_round").count() == 1


def test_the_bulk_answer_never_leads_to_another_site() -> None:
    world = World()
    for target in ("https://example.org/", "//example.org/", "javascript:alert(1)", ""):
        sent = {"ho-so": [], "dot": "", "tro-ve": target}
        response = as_user(world.office).post(reverse("reviewing:accept_into_round"), sent)
        assert response.headers["Location"] == reverse("reviewing:province_queue")


def test_rounds_are_planned_and_counted_on_their_page() -> None:
    world = World()
    client = as_user(world.office)
    address = reverse("reviewing:rounds")
    assert "Chưa có đợt nào" in client.get(address).content.decode()
    sent = {"unit": str(world.province.pk), "year": "2027"}
    assert client.post(reverse("reviewing:plan_rounds"), sent).status_code == 302
    assert client.post(reverse("reviewing:plan_rounds"), sent).status_code == 302
    assert EvaluationRound.objects.count() == 2
    builders.dossier(state="in_round", round=EvaluationRound.objects.get(number=1))
    text = client.get(address).content.decode()
    assert "29/04/2027" in text
    assert "Đã vào đợt: 1" in text


def test_a_year_before_the_decision_is_refused_with_the_reason() -> None:
    world = World()
    sent = {"unit": str(world.province.pk), "year": "2025"}
    response = as_user(world.office).post(reverse("reviewing:plan_rounds"), sent)
    assert response.status_code == 422
    assert "Quy trình này áp dụng từ năm 2026." in response.content.decode()


def test_an_extra_round_names_its_legal_source_on_the_page() -> None:
    world = World()
    client = as_user(world.office)
    sent = {
        "unit": str(world.province.pk),
        "proposals_before": "31/07/2027",
        "finished_before": "15/09/2027",
        "legal_source": "",
    }
    refused = client.post(reverse("reviewing:extra_round"), sent)
    assert refused.status_code == 422
    assert 'value="31/07/2027"' in refused.content.decode()
    assert client.post(reverse("reviewing:extra_round"), {**sent, "legal_source": "QĐ 45/QĐ-UBND"}).status_code == 302
    assert EvaluationRound.objects.get(number=3).proposals_before == date(2027, 7, 31)


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.PROVINCIAL_CHAIR, Role.PRODUCER_USER])
def test_others_cannot_plan_rounds_from_the_page(role: Role) -> None:
    world = World()
    unit = {Role.PROVINCIAL_CHAIR: world.province, Role.PRODUCER_USER: None}.get(role, world.commune)
    client = as_user(builders.account(role, unit))
    sent = {"unit": str(world.province.pk), "year": "2027"}
    assert client.post(reverse("reviewing:plan_rounds"), sent).status_code == 422
    assert EvaluationRound.objects.count() == 0


def test_tasks_name_what_is_next_with_number_and_earliest_date() -> None:
    world = World()
    world.submitted()
    world.received()
    second = world.received()
    request_supplement(
        second,
        message="Thiếu.",
        open_parts=["documents"],
        due_on=date(2026, 9, 20),
        by=world.officer,
        at=on(date(2026, 9, 8)),
    )
    world.assessed()
    world.proposed()

    def lines(user: UserAccount) -> list[tuple[str, int | None, date | None, str]]:
        return [(task.title, task.count, task.due_on, task.kind) for task in officer_tasks(user)]

    assert lines(world.officer) == [
        ("Kiểm tra hồ sơ, lập Báo cáo đánh giá (Mẫu 03)", 1, date(2026, 9, 28), "do"),
        ("Tiếp nhận hồ sơ mới nộp", 1, None, "do"),
        ("Hồ sơ đang chờ chủ thể hoàn thiện", 1, None, "wait"),
        ("Hồ sơ đang chờ Chủ tịch UBND xã ký", 1, None, "wait"),
    ]
    assert lines(world.chair) == [("Ký Mẫu 03, đề nghị cấp tỉnh đánh giá", 1, date(2026, 9, 28), "do")]
    assert lines(world.office) == [("Tiếp nhận, kiểm tra hồ sơ xã gửi, đưa vào đợt", 1, None, "do")]
    assert lines(builders.account(Role.PRODUCER_USER)) == []
