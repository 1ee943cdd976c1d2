"""Notes of a sheet that were typed with an old font: asked about when the sheet is checked, before it is final."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from ocop.councils import operations
from ocop.councils.models import AgendaItem, CriterionScore, ScoreSheet
from tests.builders import AT

from . import building as b

pytestmark = pytest.mark.django_db
OLD, MEANT = "§Æc s¶n quª h\xad¬ng", "Đặc sản quê hương"


@pytest.fixture
def scored(client: Client) -> AgendaItem:
    item = b.product_being_scored()
    member = b.seat(item.meeting.council)
    operations.save_marks(item, b.full_sheet(b.law_of(item)), by=member.account, at=AT)
    client.force_login(member.account)
    tap = {"tieu_chi": "2.3", "muc": str(CriterionScore.objects.get(criterion_code="2.3").level), "ghi_chu": OLD}
    assert (
        client.post(reverse("councils:save_criterion", args=[item.pk]), tap).status_code == 200
    )  # a tap is never lost
    return item


def sealing(client: Client, item: AgendaItem, **given: str) -> tuple[int, str]:
    answer = client.post(reverse("councils:seal", args=[item.pk]), {"comment": "Tốt", **given})
    return answer.status_code, answer.content.decode()


def test_a_note_of_an_old_font_stands_on_the_page_that_checks_the_sheet(scored: AgendaItem, client: Client) -> None:
    page = client.get(reverse("councils:seal", args=[scored.pk])).content.decode()
    assert re.findall(r'<textarea name="([^"]+)"', page) == ["ghi-chu-2.3", "comment"]
    status, body = sealing(client, scored, **{"ghi-chu-2.3": OLD})
    assert (status, f"có phải bạn muốn viết “{MEANT}”?" in body) == (422, True)
    assert ScoreSheet.objects.get().sealed_at is None


@pytest.mark.parametrize(("choice", "kept"), [("doi", MEANT), ("giu", OLD.replace("\xad", ""))])
def test_the_member_chooses_and_the_sheet_is_sealed_with_that_note(
    choice: str, kept: str, scored: AgendaItem, client: Client
) -> None:
    assert sealing(client, scored, **{"ghi-chu-2.3": OLD, "phong": choice})[0] == 302
    assert CriterionScore.objects.get(criterion_code="2.3").note == kept
    assert ScoreSheet.objects.get().sealed_at is not None


def test_a_sheet_with_notes_of_today_asks_nothing_more(scored: AgendaItem, client: Client) -> None:
    CriterionScore.objects.filter(criterion_code="2.3").update(note=MEANT)
    assert sealing(client, scored)[0] == 302
