"""One criterion per page: the answer, its files, and what the page does when something is wrong."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier, Evidence, SelfScore
from ocop.filing.operations.filing import submit_dossier
from ocop.filing.operations.self_scoring import save_self_score
from ocop.filing.queries.own_dossiers import self_choices
from ocop.filing.tests.filing_world import AT, World, answer_criteria, complete, photo, tea_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return tea_world()


@pytest.fixture
def dossier(world: World) -> Dossier:
    return world.start()


@pytest.fixture
def visitor(world: World, client: Client) -> Client:
    client.force_login(world.user)
    return client


def page_of(dossier: Dossier, code: str) -> str:
    return reverse("filing:criterion", args=[dossier.pk, code])


def seen_in(body: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]*)"', body)
    assert found
    return found.group(1)


def test_levels_carry_their_points_words_and_star_marks(dossier: Dossier, visitor: Client) -> None:
    body = visitor.get(page_of(dossier, "1.5")).content.decode()
    options = re.findall(r'name="level" value="(\d)"', body)
    assert options == ["1", "2", "3", "4"]  # a zero is printed as the first level
    assert re.findall(r'level__gate">mức tối thiểu cho (\d) sao', body) == ["4", "5"]


def test_no_level_met_is_an_explicit_choice_where_no_zero_is_printed(dossier: Dossier, visitor: Client) -> None:
    body = visitor.get(page_of(dossier, "1.1")).content.decode()
    assert re.findall(r'name="level" value="(\d)"', body) == ["1", "2", "3", "0"]
    visitor.post(page_of(dossier, "1.1"), {"level": "0"})
    assert self_choices(dossier) == {"1.1": 0}


def test_a_single_point_item_is_a_yes_or_no_question(dossier: Dossier, visitor: Client) -> None:
    body = visitor.get(page_of(dossier, "2.4")).content.decode()
    assert re.findall(r'name="level" value="(\d)"', body) == ["1", "0"]
    assert "Có: " in body


def test_a_tourism_criterion_asks_for_its_case_first(client: Client) -> None:
    world = tea_world(set_number=26)
    dossier = world.start()
    client.force_login(world.user)
    body = client.get(page_of(dossier, "8")).content.decode()
    assert 'name="case"' in body
    assert 'name="level"' not in body
    chosen = client.post(page_of(dossier, "8"), {"action": "case", "case": "b"})
    assert chosen.headers["Location"] == f"{page_of(dossier, '8')}?truong-hop=b"
    body = client.get(chosen.headers["Location"]).content.decode()
    assert 'name="case" value="b"' in body
    client.post(chosen.headers["Location"], {"case": "b", "level": "1"})
    assert self_choices(dossier) == {"8": {"case": "b", "level": 1}}
    saved, other = (client.get(f"{page_of(dossier, '8')}{query}").content.decode() for query in ("", "?truong-hop=a"))
    assert re.findall(r'value="(\d)" checked', saved) == ["1"]
    assert re.findall(r'value="(\d)" checked', other) == []  # a level belongs to its own case


def test_saving_goes_on_to_the_next_criterion_without_an_answer(
    world: World, dossier: Dossier, visitor: Client
) -> None:
    save_self_score(dossier, "1.2", level=1, by=world.user, at=AT)
    saved = visitor.post(page_of(dossier, "1.1"), {"level": "1"})
    assert saved.headers["Location"] == page_of(dossier, "1.3")


def test_a_correction_from_the_check_page_returns_to_it(dossier: Dossier, visitor: Client) -> None:
    body = visitor.get(page_of(dossier, "1.1") + "?tu=kiem-tra").content.decode()
    assert 'name="back" value="kiem-tra"' in body
    saved = visitor.post(page_of(dossier, "1.1"), {"level": "1", "back": "kiem-tra"})
    assert saved.headers["Location"] == reverse("filing:check", args=[dossier.pk])


def test_nothing_typed_is_lost_when_the_level_is_missing(dossier: Dossier, visitor: Client) -> None:
    answer = visitor.post(page_of(dossier, "1.1"), {"description": "Chè trồng ở Ấp 1", "photos": photo()})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi:" in body
    assert body.count("Hãy chọn một mức cho tiêu chí này.") == 2  # in the summary and beside the field
    assert "Chè trồng ở Ấp 1</textarea>" in body
    assert Evidence.objects.count() == 1  # the photo arrived all the same


@pytest.mark.parametrize("level", ["9", "-1", "x", "1.5", "99999999999999999999"])
def test_a_level_that_does_not_exist_is_one_clear_sentence(level: str, dossier: Dossier, visitor: Client) -> None:
    answer = visitor.post(page_of(dossier, "1.1"), {"level": level})
    assert answer.status_code == 422
    assert SelfScore.objects.count() == 0


def test_a_bad_file_is_refused_beside_the_field_and_the_good_ones_stay(dossier: Dossier, visitor: Client) -> None:
    files = [photo("tot.jpg"), SimpleUploadedFile("trang.html", b"<html><script>alert(1)</script>")]
    answer = visitor.post(page_of(dossier, "1.1"), {"level": "1", "action": "upload", "papers": files})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "“trang.html”: Trang web hoặc hình vẽ SVG" in body
    assert [one.original_name for one in Evidence.objects.all()] == ["tot.jpg"]
    assert self_choices(dossier) == {"1.1": 1}


def test_files_are_sent_and_taken_back_without_leaving_the_criterion(dossier: Dossier, visitor: Client) -> None:
    here = page_of(dossier, "1.1")
    sent = visitor.post(here, {"level": "2", "description": "Có.", "action": "upload", "photos": photo()})
    assert sent.headers["Location"] == f"{here}#minh-chung"
    evidence = Evidence.objects.get()
    seen = seen_in(visitor.get(here).content.decode())
    visitor.post(here, {"level": "2", "description": "Có hợp đồng.", "seen": seen, "action": f"remove:{evidence.pk}"})
    evidence.refresh_from_db()
    assert evidence.removed_at is not None
    assert SelfScore.objects.get().description == "Có hợp đồng."
    visitor.post(here, {"level": "2", "description": "Có hợp đồng.", "action": f"restore:{evidence.pk}"})
    evidence.refresh_from_db()
    assert evidence.removed_at is None


def test_a_file_of_another_dossier_cannot_be_taken_away_here(dossier: Dossier, visitor: Client) -> None:
    other = tea_world()
    theirs = other.start()
    from ocop.filing.operations.evidence import add_evidence

    evidence = add_evidence(theirs, photo(), by=other.user, at=AT)
    visitor.post(page_of(dossier, "1.1"), {"level": "1", "action": f"remove:{evidence.pk}"})
    evidence.refresh_from_db()
    assert evidence.removed_at is None


def test_a_stale_answer_shows_both_versions_and_overwrites_nothing(
    world: World, dossier: Dossier, visitor: Client
) -> None:
    save_self_score(dossier, "1.1", level=1, by=world.user, at=AT, description="Cũ")
    opened = seen_in(visitor.get(page_of(dossier, "1.1")).content.decode())
    save_self_score(dossier, "1.1", level=2, by=world.user, at=AT, description="Người khác sửa")
    answer = visitor.post(page_of(dossier, "1.1"), {"level": "3", "description": "Tôi sửa", "seen": opened})
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Người khác sửa" in body
    assert "Tôi sửa" in body
    assert self_choices(dossier) == {"1.1": 2}
    again: dict[str, Any] = dict(
        re.findall(r'type="hidden" name="(level|description|seen|case)" value="([^"]*)"', body)
    )
    assert visitor.post(page_of(dossier, "1.1"), again).status_code == 302
    assert SelfScore.objects.get().description == "Tôi sửa"


def test_a_locked_criterion_is_shown_with_the_reason_and_keeps_its_answer(world: World, visitor: Client) -> None:
    dossier = complete(world)
    submit_dossier(dossier, declared=True, by=world.user, at=AT)
    body = visitor.get(page_of(dossier, "1.1")).content.decode()
    assert "Hồ sơ đã nộp nên đang khóa" in body
    assert 'name="level"' not in body
    visitor.post(page_of(dossier, "1.1"), {"level": "1"})
    assert self_choices(dossier)["1.1"] == 3


@pytest.mark.parametrize("code", ["9.9", "../x", "1.1.1.1", "6.1"])
def test_an_unknown_criterion_is_not_found(code: str, dossier: Dossier, visitor: Client) -> None:
    assert visitor.get(f"/ho-so/{dossier.pk}/tu-danh-gia/{code}/").status_code == 404


def test_criterion_pages_take_the_same_number_of_queries_with_one_answer_and_with_all(
    world: World, dossier: Dossier, visitor: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(2):
        with django_assert_num_queries(11):
            visitor.get(page_of(dossier, "4.1"))
        answer_criteria(dossier)
