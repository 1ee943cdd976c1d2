"""Answers that do not agree with each other or with what is known, and advice that begins where a producer stands (Mẫu 02)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.bundle import filing_of
from ocop.dossiers.queries.effort import weights_by_title, weights_of
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.operations.filing import save_general
from ocop.filing.operations.self_scoring import save_self_score
from ocop.filing.queries.agreement import disagreements
from ocop.filing.queries.completeness import completeness
from ocop.filing.tests.filing_world import AT, World, answer_criteria, photo, tea_world
from ocop.law.tests.usual import get_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


def said(dossier: Dossier) -> list[tuple[str, bool]]:
    return [(one.criterion, one.slight) for one in disagreements(filing_of(dossier))]


@pytest.mark.parametrize(
    ("kind", "level", "doubted"),
    [
        ("cooperative", 2, True), ("cooperative", 3, False), ("cooperative", 0, False), ("registered_household", 3, True), ("farm", 1, False),
        ("small_medium_enterprise", 1, True), ("small_medium_enterprise", 3, False), ("other_organisation", 2, False),
    ],
)  # fmt: skip
def test_the_kind_of_organisation_is_compared_with_the_register(
    world: World, kind: str, level: int, doubted: bool
) -> None:
    type(world.producer).objects.update(organisation_type=kind)
    dossier = world.start()
    save_self_score(dossier, "3.1", level=level, by=world.user, at=AT)
    assert said(Dossier.objects.get()) == ([("3.1", False)] if doubted else [])


def test_a_cooperative_that_ticks_a_company_is_told_which_level_fits(world: World) -> None:
    dossier = world.start()
    save_self_score(dossier, "3.1", level=2, by=world.user, at=AT)
    (one,) = disagreements(filing_of(dossier))
    assert "chủ thể đăng ký là hợp tác xã nhưng bạn chọn “Công ty TNHH" in one.sentence
    assert "“HTX hoạt động đúng luật" in one.sentence


@pytest.mark.parametrize(
    ("told", "level", "expected"), [(False, 3, [("9", False)]), (True, 0, [("9", True)]), (True, 3, []), (False, 0, [])]
)
def test_no_certificate_and_five_points_do_not_go_together(
    world: World, told: bool, level: int, expected: list[tuple[str, bool]]
) -> None:
    dossier = world.start()
    save_self_score(dossier, "9", level=level, by=world.user, at=AT)
    assert said(dossier) == []  # nothing was said yet
    save_general(dossier, {"has_food_safety_certificate": told}, by=world.user, at=AT)
    assert said(dossier) == expected


@pytest.mark.parametrize(("name", "missing"), [("Giay chung nhan ATTP 2026.jpg", False), ("anh-nha-xuong.jpg", True)])
def test_a_paper_that_lies_under_another_kind_is_not_called_missing(world: World, name: str, missing: bool) -> None:
    dossier = world.start()
    add_evidence(dossier, photo(name), criterion_code="9", by=world.user, at=AT)
    words = [one.sentence for one in completeness(dossier, on=date(2026, 9, 1)).warnings]
    label = "Giấy chứng nhận cơ sở đủ điều kiện sản xuất"
    assert any(f"Chưa có “{label}”" in one for one in words) is missing
    assert any("có vẻ là" in one and label in one for one in words) is not missing


def test_the_assessment_begins_with_progress_and_no_star(world: World, client: Client) -> None:
    client.force_login(world.user)
    dossier = world.start()
    address = reverse("filing:assessment", args=[dossier.pk])
    page = client.get(address).content.decode()
    assert "Đã trả lời <strong>0</strong> trên 32 tiêu chí" in page
    assert [words for words in ("1 sao", "xuất khẩu", "Còn thiếu cho") if words in page] == []
    save_self_score(dossier, "1.1", level=2, by=world.user, at=AT)
    page = client.get(address).content.decode()
    assert ("số sao có khi trả lời hết" in page, "Tiêu chí chưa trả lời đang tính là 0 điểm" in page) == (True, True)


def test_advice_climbs_low_steps_and_says_from_where(world: World, client: Client) -> None:
    client.force_login(world.user)
    dossier = world.start()
    sheet = get_sheet("R4", 11)
    for one in sheet.scored_criteria:  # the middle of every ladder: no star yet
        save_self_score(dossier, one.code, level=max(1, len(one.options) // 2), by=world.user, at=AT)
    page = client.get(reverse("filing:assessment", args=[dossier.pk])).content.decode()
    assert "Cách dễ nhất để lên sao" in page
    advice = page[page.index('id="buoc-tiep"') : page.index("</aside>")]
    assert "Tới 3 sao: nâng 13 tiêu chí, từ 28 lên" in advice
    assert "Đang: " in advice
    codes = [one.code for one in sheet.scored_criteria if f">{one.code} {one.title}</a>" in advice]
    heavy = {code for code, weight in weights_of(sheet).items() if weight >= 6}
    assert heavy & {*codes} == set()  # nobody is sent to export, patents or another legal form


def test_every_title_with_a_weight_is_printed_on_some_sheet() -> None:
    titles = {one.title for number in range(1, 27) for one in get_sheet("R4", number).scored_criteria}
    assert set(weights_by_title()) - titles == set()


def test_a_complete_sheet_says_its_star(world: World, client: Client) -> None:
    client.force_login(world.user)
    dossier = world.start()
    answer_criteria(dossier)
    page = client.get(reverse("filing:assessment", args=[dossier.pk])).content.decode()
    assert ("Đã đạt mức cao nhất: 5 sao." in page, "<progress" in page) == (True, False)
