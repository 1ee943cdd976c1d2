"""The radar: what runs out by month, place and star; every number opens a list with that many rows; nothing lapses unseen."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.notices.models import Notice
from ocop.people.models import Role
from ocop.recognition.models import RegisterEntry
from ocop.recognition.operations.reminding import remind_communes
from tests import builders

from .test_role_homes import published

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
NUMBERED = re.compile(r'<a href="([^"]+)"[^>]*>\s*(?:<strong>|<span class="big-number">)?(\d+)<')
ENDS_IN = (-400, -200, -1, 0, 20, 100, 150, 250, 400)  # days from today; the first and the last are out of sight


@pytest.fixture
def stars(nothing_kept: None) -> None:
    """One product of each day in a commune of Tây Ninh, with 3, 4 and 5 sao in turn; one more in another commune and in Hà Tĩnh."""
    here, other = builders.commune(), builders.commune("25645", "Hòa Thành")
    far = builders.commune("18313", "Vũ Quang", inside=builders.province("42", "Hà Tĩnh"))
    for number, days in enumerate(ENDS_IN):
        published(here, 3 + number % 3, days)
    published(other, 4, 100)
    published(far, 5, 100)


HOLDERS = {
    "xã": lambda: builders.account(Role.COMMUNE_OFFICER, builders.commune()),
    "tỉnh": lambda: builders.account(Role.PROVINCIAL_OFFICER, builders.province()),
    "Bộ": lambda: builders.account(Role.CENTRAL_OFFICER),
}
# within 4, 6 and 12 months, and ran out within a year: counted by hand from ENDS_IN
COUNTS = {"xã": [3, 4, 5, 2], "tỉnh": [4, 5, 6, 2], "Bộ": [5, 6, 7, 2]}


def opened(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    return response


@pytest.mark.usefixtures("stars")
@pytest.mark.parametrize("who", HOLDERS)
def test_every_number_opens_a_list_with_that_many_products(who: str) -> None:
    client = Client()
    client.force_login(HOLDERS[who]())
    response = opened(client, reverse("web:radar"))
    assert [figure.mark.number for figure, _ in response.context["figures"]] == COUNTS[who]
    linked = NUMBERED.findall(MAIN.search(response.content.decode())[0])  # type: ignore[index]
    assert len(linked) > 10
    for address, number in linked:
        assert opened(client, unescape(address)).context["page"].paginator.count == int(number), address


@pytest.mark.usefixtures("stars")
def test_each_row_says_what_can_still_be_done() -> None:
    client = Client()
    client.force_login(HOLDERS["xã"]())
    today = timezone.localdate()
    filed = RegisterEntry.objects.get(expires_earliest=today + timedelta(days=100), unit_path=builders.commune().path)
    builders.dossier(filed.product, state="commune_review")
    drafted = RegisterEntry.objects.get(expires_earliest=today + timedelta(days=20))
    builders.dossier(drafted.product, state="draft")
    rows = opened(client, reverse("web:radar")).context["rows"]
    days = [((row.entry.expires_earliest - today).days, words, str(row.under_way)) for row, _, _, words in rows]
    assert days == [
        (0, "Đã qua kỳ nộp", ""),
        (20, "Đã qua kỳ nộp", ""),  # what a producer drafts is nobody else's business
        (100, "Đang có hồ sơ", "Xã đang xem xét"),
        (150, "Đang kỳ nộp", ""),
        (250, "Chưa đến kỳ nộp", ""),
    ]
    lapsed = opened(client, reverse("web:radar") + "?han=da-het-han").context["rows"]
    assert [words for _, _, _, words in lapsed] == ["Đã hết hạn", "Đã hết hạn"]


@pytest.mark.usefixtures("stars")
def test_a_record_that_knows_only_its_year_counts_by_its_earliest_day() -> None:
    client = Client()
    client.force_login(HOLDERS["xã"]())
    RegisterEntry.objects.filter(expires_earliest=timezone.localdate() + timedelta(days=20)).update(
        expires_latest=F("expires_earliest") + timedelta(days=300)
    )
    page = opened(client, reverse("web:radar")).content.decode()
    assert page.count("<small>sớm nhất</small>") == 1


@pytest.mark.usefixtures("stars")
def test_the_list_leaves_as_a_file_with_its_filter() -> None:
    client = Client()
    client.force_login(HOLDERS["tỉnh"]())
    sent = opened(client, reverse("web:radar") + "?han=4&sao=4&tai=csv")
    lines = b"".join(sent.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1] == "Bộ lọc: Hết hạn: Trong 4 tháng tới; Lọc: 4 sao"
    assert len(lines) - 5 == opened(client, reverse("web:radar") + "?han=4&sao=4").context["page"].paginator.count == 2


@pytest.mark.parametrize("asked", ["?han=99&sao=7&thang=2026-13&tinh=tay&xa=1", "?thang=0000-01", "?tinh=99&xa=abc"])
def test_what_an_address_asks_without_sense_is_left_out(asked: str) -> None:
    client = Client()
    client.force_login(HOLDERS["Bộ"]())
    assert opened(client, reverse("web:radar") + asked).context["page"].paginator.count == 0


def test_the_page_asks_as_often_for_one_product_as_for_many(
    stars: None, django_assert_num_queries: Any, client: Client
) -> None:
    client.force_login(HOLDERS["tỉnh"]())
    opened(client, reverse("web:radar"))
    with django_assert_num_queries(10):
        opened(client, reverse("web:radar"))
    for days in range(30, 60):
        published(builders.commune(), 3, days)
    with django_assert_num_queries(10):
        opened(client, reverse("web:radar"))


def test_a_producer_is_told_whose_page_this_is(client: Client) -> None:
    client.force_login(builders.account(Role.PRODUCER_USER, builders.commune()))
    assert client.get(reverse("web:radar")).status_code == 403


def test_the_year_of_a_month_counts() -> None:
    client = Client()
    client.force_login(HOLDERS["Bộ"]())
    far = date(timezone.localdate().year + 5, 1, 1)
    assert opened(client, f"{reverse('web:radar')}?thang={far:%Y-%m}").context["page"].paginator.count == 0


@pytest.mark.usefixtures("stars")
def test_the_officer_of_a_commune_hears_once_a_month_how_many_stars_run_out() -> None:
    officer = HOLDERS["xã"]()
    builders.account(Role.COMMUNE_CHAIR, builders.commune("25645", "Hòa Thành"))
    now = timezone.now()
    assert [remind_communes(at=now), remind_communes(at=now)] == [1, 0]
    notice = Notice.objects.get(kind="stars_run_out")
    assert (notice.recipient, notice.title) == (officer, "4 sản phẩm của phường Tân Ninh sắp hết hạn sao")
    assert remind_communes(at=now + timedelta(days=31)) == 1
