"""Scoring waits for the signed report, unless the place does not ask for one; members read it beside the dossier (Đ.7.3.c)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from ocop.advisory import operations as advisory
from ocop.advisory.rules import REPORT_REQUIRED, may_be_scored
from ocop.advisory.tests.world import SURVEY, WORDS, World, browser, fresh
from ocop.councils import operations as councils
from ocop.councils.models import AgendaItem, ItemState
from ocop.dossiers.models import Dossier, DossierState
from ocop.law.settings import setting_entry
from ocop.ledger.errors import DomainError
from ocop.people.rights import ALLOWED
from ocop.territory.models import Setting
from tests.builders import AT
from tests.papers import jpeg_photo

from . import building as b

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


def on_an_agenda(world: World, dossier: Dossier) -> AgendaItem:
    """A meeting of a council of the province that is open, with the dossier on its agenda."""
    meeting = b.meeting(b.council(world.province))
    return councils.put_on_agenda(meeting, [dossier], by=b.secretary(meeting.council), at=AT)[0]


def test_the_law_room_assumes_that_a_report_is_required() -> None:
    entry = setting_entry(REPORT_REQUIRED, TODAY)
    assert (entry.value, entry.source) == (True, "Đ.7.3.c, council rules")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("in_round", "Tổ chưa bắt đầu đánh giá hồ sơ này."),
        ("advisory_review", "Tổ đang đánh giá hồ sơ này."),
    ],
)
def test_a_dossier_may_stand_on_an_agenda_but_is_not_scored_before_the_report(state: str, sentence: str) -> None:
    world = World()
    item = on_an_agenda(world, world.in_round() if state == "in_round" else world.started())
    with pytest.raises(DomainError) as error:
        councils.open_item(item, by=b.chair(item.meeting.council), at=AT)
    assert error.value.sentence == (
        f"Chưa có báo cáo của Tổ tư vấn (QĐ 26/2026, Đ.7.3.c): {sentence} Mở chấm được khi Tổ trưởng ký báo cáo."
    )


def test_with_the_signed_report_the_chair_opens_scoring() -> None:
    world = World()
    item = on_an_agenda(world, world.signed())
    assert councils.open_item(item, by=b.chair(item.meeting.council), at=AT).state == ItemState.OPEN


def test_where_no_report_is_asked_for_a_dossier_goes_straight_to_the_council() -> None:
    world = World()
    Setting.objects.create(
        name=REPORT_REQUIRED,
        value=False,
        unit=world.province,
        effective_from=date(2026, 1, 1),
        legal_source="Quy chế 15",
    )
    item = on_an_agenda(world, world.in_round())
    councils.open_item(item, by=b.chair(item.meeting.council), at=AT)
    assert fresh(item.dossier).state == DossierState.COUNCIL_REVIEW
    assert not may_be_scored(world.started(), on=TODAY)  # a group that began brings its report


def test_a_setting_of_another_province_or_of_a_later_day_changes_nothing_here() -> None:
    world, far = World(), World(b.builders.province("42", "Hà Tĩnh"))
    Setting.objects.create(
        name=REPORT_REQUIRED, value=False, unit=far.province, effective_from=date(2026, 9, 2), legal_source="Quy chế 15"
    )
    assert not may_be_scored(world.in_round(), on=date(2026, 9, 2))
    assert not may_be_scored(far.in_round(), on=date(2026, 9, 1))
    assert may_be_scored(far.in_round(), on=date(2026, 9, 2)) == ALLOWED


def test_members_of_the_council_read_the_signed_report_and_no_draft() -> None:
    world = World()
    dossier = world.started()
    advisory.save_report(dossier, words={**WORDS, "part_a": "Nguyên liệu tại chỗ."}, version=0, by=world.head, at=AT)
    item = on_an_agenda(world, dossier)
    member = browser(b.seat(item.meeting.council).account)
    address = reverse("councils:item", args=[item.pk])
    draft = member.get(address).content.decode()
    assert "Chưa có báo cáo đã ký của Tổ tư vấn" in draft
    assert "Nguyên liệu tại chỗ." not in draft
    world.sign(dossier)
    page = member.get(address).content.decode()
    assert "Nguyên liệu tại chỗ." in page
    at_first_sight = re.sub(r'(?s)<details class="fold">.*?</details>', "", page)
    assert page.count('<details class="fold">') == 4  # the report, Mẫu 03, evidence, the forms
    assert [words for words in ("Nguyên liệu tại chỗ.", "Phần A ·", "Giới tính") if words in at_first_sight] == []
    councils.open_item(item, by=b.chair(item.meeting.council), at=AT)
    sheet = member.get(reverse("councils:score", args=[item.pk])).content.decode()
    assert "Báo cáo của Tổ tư vấn: đề nghị đưa ra hội đồng đánh giá" in sheet
    assert "Nguyên liệu tại chỗ." in sheet


def test_members_of_the_council_see_the_photos_of_a_visit_once_the_report_is_signed() -> None:
    world = World()
    dossier = world.written()
    visit = advisory.record_survey(dossier, **SURVEY, by=world.member, at=AT)
    photo = advisory.add_photo(visit, jpeg_photo("nơi làm.jpg"), by=world.member, at=AT)
    item = on_an_agenda(world, dossier)
    member = browser(b.seat(item.meeting.council).account)
    address = reverse("councils:survey_photo", args=[item.pk, photo.pk])
    assert member.get(address).status_code == 404
    world.sign(dossier)
    assert member.get(address)["Content-Type"] == "image/jpeg"
    assert f'{address}xem/"' in member.get(reverse("councils:item", args=[item.pk])).content.decode()


def test_the_agenda_and_the_board_say_which_products_lack_the_report() -> None:
    world = World()
    item = on_an_agenda(world, world.started())
    chair = browser(b.chair(item.meeting.council))
    for name in ("agenda", "meeting"):
        page = chair.get(reverse(f"councils:{name}", args=[item.meeting_id])).content.decode()
        assert page.count("chưa có báo cáo Tổ tư vấn") == 1, name
