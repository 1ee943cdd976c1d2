"""What reminders say: whose dossier, until when, and how many days of which kind are left (QĐ 26/2026, Đ.7.2)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.clocks import working_days_left
from ocop.dossiers.models import Dossier, DossierState, SupplementRequest
from ocop.notices.models import Notice
from ocop.people.models import UserAccount
from ocop.producers.models import ProducerUser
from ocop.reviewing.operations.reminding import remind_of_requests, remind_of_steps
from tests import builders
from tests.builders import browser

from .reviewing_world import NINE, World, on

pytestmark = pytest.mark.django_db
NOT_ANNOUNCED = "tạm tính, lịch nghỉ năm 2027 chưa công bố"


def owner_of(dossier: Dossier) -> UserAccount:
    """The producer's person, who was not needed until now."""
    owner = builders.account("producer_user")
    ProducerUser.objects.create(producer=dossier.producer, account=owner, effective_from=date(2026, 1, 1))
    return owner


def said_to(person: UserAccount) -> tuple[str, str]:
    notice = Notice.objects.filter(recipient=person).latest("pk")
    return notice.title, notice.text


@pytest.mark.parametrize(
    ("today", "left"),
    [(date(2026, 9, 11), "Còn 3 ngày"), (date(2026, 9, 13), "Còn 1 ngày"), (date(2026, 9, 14), "Hôm nay là ngày cuối")],
)
def test_a_producer_is_reminded_of_the_day_of_the_answer_in_days_of_the_calendar(today: date, left: str) -> None:
    world = World()
    dossier = world.received(name="Trà sen Bà Đen")
    owner = owner_of(dossier)
    SupplementRequest.objects.create(
        dossier=dossier, evaluation_level="commune", message="Ảnh mờ.", open_parts=["documents"],
        due_on=date(2026, 9, 14), requested_by=world.officer, requested_at=NINE,
    )  # fmt: skip
    assert remind_of_requests(at=on(today)) == 1
    assert remind_of_requests(at=on(today, 15)) == 0  # once per request
    assert said_to(owner) == (
        "Hồ sơ “Trà sen Bà Đen” phải hoàn thiện chậm nhất ngày 14/09/2026",
        f"{left}. Nếu không trả lời, hồ sơ có thể bị trả lại.",
    )


def test_nobody_is_reminded_earlier_than_three_days_before() -> None:
    dossier = World().received()
    Dossier.objects.filter(pk=dossier.pk).update(due_on=date(2026, 9, 14))
    assert remind_of_steps(at=on(date(2026, 9, 10))) == 0
    assert remind_of_steps(at=on(date(2026, 9, 11))) == 1


@pytest.mark.parametrize(
    ("state", "due_on", "today", "said", "left"),
    [
        # Friday to Monday: three days of the calendar, one working day
        ("commune_review", date(2026, 9, 14), date(2026, 9, 11), "14/09/2026", "Còn 1 ngày làm việc ở bước này."),
        ("commune_assessed", date(2026, 9, 11), date(2026, 9, 9), "11/09/2026", "Còn 2 ngày làm việc ở bước này."),
        ("province_review", date(2026, 9, 11), date(2026, 9, 11), "11/09/2026", "Hôm nay là ngày cuối ở bước này."),
        ("commune_review", date(2027, 1, 6), date(2027, 1, 4), f"06/01/2027 ({NOT_ANNOUNCED})", "Còn 2 ngày làm việc ở bước này."),
    ],
)  # fmt: skip
def test_whoever_works_at_a_step_is_reminded_in_working_days(
    state: str, due_on: date, today: date, said: str, left: str
) -> None:
    world = World()
    dossier = world.received(name="Trà sen Bà Đen")
    Dossier.objects.filter(pk=dossier.pk).update(state=state, due_on=due_on)
    assert remind_of_steps(at=on(today)) == 1
    person = {"commune_assessed": world.chair, "province_review": world.office}.get(state, world.officer)
    assert said_to(person) == (f"Hồ sơ “Trà sen Bà Đen” phải xong chậm nhất ngày {said}", left)


@pytest.mark.parametrize(
    ("state", "working"), [("commune_review", True), ("commune_assessed", True), ("in_round", False)]
)
def test_homes_lists_and_the_queue_count_the_same_days(state: DossierState, working: bool) -> None:
    world, today = World(), timezone.localdate()
    due_on = max(date(2027, 1, 8), today + timedelta(days=20))
    dossier = world.received(at=timezone.now() - timedelta(days=1))
    Dossier.objects.filter(pk=dossier.pk).update(state=state, due_on=due_on)
    left = f"còn {working_days_left(due_on, today)} ngày làm việc" if working else f"còn {(due_on - today).days} ngày"
    producer = browser(owner_of(dossier))
    for address in (reverse("web:home"), reverse("filing:list"), reverse("filing:detail", args=[dossier.pk])):
        assert_says(producer, address, left, working=working)
    if working:
        officer = browser(world.chair if state == "commune_assessed" else world.officer)
        assert_says(officer, reverse("web:home"), left, working=True)


def assert_says(visitor: Client, address: str, left: str, *, working: bool) -> None:
    page = visitor.get(address).content.decode()
    assert f"<strong>{left}</strong>" in page
    assert ("lịch nghỉ năm 20" in page) == working
