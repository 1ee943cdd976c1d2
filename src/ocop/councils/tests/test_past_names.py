"""Whoever is renamed after a meeting stands in its pages and papers as it was called then, today's name beside it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ocop.councils import operations
from ocop.councils.models import CouncilMeeting
from ocop.people.models import UserAccount
from ocop.people.operations.bodies import correct_body_name
from ocop.people.operations.roles import update_own_details
from ocop.producers.models import Producer
from tests import builders

from . import building as b
from .test_papers import answer, finished_meeting, words

pytestmark = pytest.mark.django_db
AFTER = b.LATER + timedelta(days=30)
OLD_BODY, NEW_BODY = "Ủy ban nhân dân tỉnh Tây Ninh", "Ủy ban nhân dân thành phố Tây Ninh"


def signed_meeting() -> CouncilMeeting:
    meeting = finished_meeting()
    operations.sign_council_report(
        meeting, number="12/BC-HĐ", signed_on=date(2026, 9, 1), by=b.chair(meeting.council), at=b.LATER
    )
    return meeting


def rename_members(meeting: CouncilMeeting) -> dict[str, str]:
    """Every member gets another name, a month later; returns the new names by the old ones."""
    renamed = {}
    for seat in meeting.council.members.select_related("account"):
        renamed[seat.account.full_name] = f"Người Đổi Tên {seat.position}"
        given = {"full_name": renamed[seat.account.full_name], "phone": ""}
        update_own_details(seat.account, **given, by=seat.account, at=AFTER)
    return renamed


def test_lists_of_a_meeting_name_its_members_as_then() -> None:
    meeting = signed_meeting()
    renamed = rename_members(meeting)
    (item,), client = meeting.items.all(), b.browser(UserAccount.objects.get(pk=b.chair(meeting.council).pk))
    scorers = [f"Ủy viên {number}" for number in range(1, 6)]
    pages = {
        "council": (meeting.council.pk, [*scorers, "Ủy viên 6"]),
        "attendance": (meeting.pk, [*scorers, "Ủy viên 6"]),
        "meeting": (meeting.pk, scorers),
        "result": (item.pk, scorers),
    }
    for page, (pk, names) in pages.items():
        said = client.get(b.url(page, pk)).content.decode()
        assert [name for name in names if f"{name} (nay là {renamed[name]})" not in said] == [], page
    minutes = client.get(b.url("report", meeting.pk)).content.decode()
    assert [name for name in [*scorers, "Ủy viên 6"] if name not in minutes] == []
    assert "Đổi Tên" not in minutes.split("<article", 1)[1].split("</article>", 1)[0]


def test_a_running_meeting_calls_people_by_todays_names() -> None:
    meeting = b.meeting()
    renamed = rename_members(meeting)
    client = b.browser(UserAccount.objects.get(pk=b.chair(meeting.council).pk))
    said = client.get(b.url("attendance", meeting.pk)).content.decode()
    assert [new for new in renamed.values() if f"<strong>{new}</strong>" not in said] == []


def test_products_and_producers_stand_as_minuted() -> None:
    meeting = signed_meeting()
    (item,), old = meeting.items.all(), Producer.objects.get().name
    Producer.objects.update(name="Hợp tác xã Đổi Tên")
    client = b.browser(b.chair(meeting.council))
    addresses = [b.url("agenda", meeting.pk), b.url("result", item.pk), reverse("councils:my_sheets")]
    for page in addresses:
        assert f"{old} (nay là Hợp tác xã Đổi Tên)" in client.get(page).content.decode(), page


@pytest.mark.parametrize("kind", ["bien-ban", "bao-cao"])
def test_the_head_of_signed_papers_is_the_committee_of_then(kind: str) -> None:
    body = builders.body(builders.province(), OLD_BODY)
    meeting = signed_meeting()
    chair = b.chair(meeting.council)
    before = answer(chair, meeting, kind).content
    assert OLD_BODY.upper() in words(answer(chair, meeting, kind)).upper()
    correct_body_name(body.names.get(), name=NEW_BODY, abbreviation="UBND", reason="Ghi nhầm", by=None, at=AFTER)
    assert answer(chair, meeting, kind).content == before
