"""A file of a dossier is read page by page in its place, with the reader's name on every page."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from ocop.dossiers.models import Evidence
from ocop.files.tests.hostile_files import office
from ocop.files.viewing import ViewedLeaf
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.tests.filing_world import AT, World, photo, tea_world
from ocop.people.models import UserAccount
from tests.papers import pdf_paper

THREE_PAGES = "#pagebreak()\n".join(f"Hợp đồng thu mua chè, trang {number}\n" for number in (1, 2, 3))


def sent(world: World, file: SimpleUploadedFile | None = None) -> Evidence:
    file = file or pdf_paper("Hợp đồng chè.pdf", THREE_PAGES)
    return add_evidence(world.start(), file, criterion_code="1.1", by=world.user, at=AT)


def address(evidence: Evidence, name: str = "viewer") -> str:
    return reverse(f"dossiers:evidence_{name}", args=[evidence.dossier_id, evidence.pk])


@pytest.mark.django_db
def test_a_page_shows_its_words_and_leads_on_without_scripts(client: Client) -> None:
    world = tea_world()
    client.force_login(world.user)
    evidence = sent(world)
    page = client.get(f"{address(evidence)}?trang=2&co=150")
    text = page.content.decode()
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "Trang 2/3" in text
    assert ">Hợp đồng thu mua chè, trang 2 </text>" in text
    for link in ("?trang=1&amp;co=150", "?trang=3&amp;co=150", "?trang=2&amp;co=200", '?trang=2"'):
        assert f"{address(evidence)}{link}" in text
    assert "style=" not in text[text.index("data-viewer") :]
    assert 'rel="next"' not in client.get(f"{address(evidence)}?trang=3").content.decode()


@pytest.mark.django_db
def test_a_script_of_the_viewer_is_told_to_sign_in_here_and_a_browser_is_led_there(client: Client) -> None:
    world = tea_world()
    evidence = sent(world)
    here, script = address(evidence), {"X-Requested-With": "fetch"}
    asked = client.get(here, headers=script)
    assert (asked.status_code, asked.json()) == (401, {"sign_in": True})
    assert client.get(here)["Location"].startswith("/tai-khoan/login/?next=")
    client.force_login(world.user)
    assert client.get(here, headers={**script, "X-Ocop-Person": str(world.user.pk)}).status_code == 200
    of_another = client.get(here, headers={**script, "X-Ocop-Person": str(world.user.pk + 1)})
    assert (of_another.status_code, of_another.json()) == (401, {"sign_in": True})


@pytest.mark.django_db
def test_the_picture_of_a_page_names_its_reader_and_is_kept_by_no_browser(client: Client) -> None:
    world = tea_world()
    evidence = sent(world)
    drawn = []
    for name in ("Lê Thị Ánh", "Trần Văn Bình"):
        world.user.full_name = name
        world.user.save()
        client.force_login(world.user)
        answer = client.get(f"{address(evidence, 'leaf')}?trang=1")
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        drawn.append(answer.content)
    assert Image.open(io.BytesIO(drawn[0])).width == 1600
    assert drawn[0] != drawn[1]


@pytest.mark.django_db
def test_whoever_takes_the_name_of_a_colleague_is_still_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    world = tea_world()
    evidence = sent(world)
    burned: list[str] = []
    monkeypatch.setattr(ViewedLeaf, "marked", lambda _leaf, words: burned.append(words) or b"")
    world.user.full_name = "Trần Văn Bình"
    world.user.save()
    client.force_login(world.user)
    client.get(f"{address(evidence, 'leaf')}?trang=1")
    assert burned[0].startswith(f"Trần Văn Bình · {world.user.username} · ")


@pytest.mark.django_db
def test_a_picture_that_can_be_read_is_kept_by_no_browser(client: Client) -> None:
    world = tea_world()
    client.force_login(world.user)
    seen = address(sent(world, photo("giấy chứng nhận.jpg", size=(900, 700))), "picture")
    assert client.get(f"{seen}?co=lon").headers["Cache-Control"] == "private, no-store"
    assert client.get(seen).headers["Cache-Control"] == "private, max-age=3600"


@pytest.mark.django_db
def test_a_photo_is_one_page_and_a_word_file_stays_a_download(client: Client) -> None:
    world = tea_world()
    client.force_login(world.user)
    assert "Trang 1/1" in client.get(address(sent(world, photo("vườn chè.jpg", size=(900, 700))))).content.decode()
    word = sent(world, SimpleUploadedFile("a.docx", office()))
    assert [client.get(address(word, name)).status_code for name in ("viewer", "leaf", "file")] == [404, 404, 200]
    listed = client.get(reverse("filing:evidence_upload", args=[word.dossier_id])).content.decode()
    assert address(word, "file") in listed
    assert address(word) not in listed


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["4", "0", "-1", "x", "99999999999999999999", "²"])
def test_a_page_that_does_not_exist_is_said_or_is_the_first(client: Client, asked: str) -> None:
    world = tea_world()
    client.force_login(world.user)
    text = client.get(address(sent(world)), {"trang": asked}).content.decode()
    assert ("Tệp không có trang này." if asked == "4" else "Trang 1/3") in text


@pytest.mark.django_db
def test_who_comes_while_others_wait_is_told_when_to_try_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from ocop.dossiers import viewer
    from ocop.files.refusing import BusyError

    def busy(*_: object) -> None:
        raise BusyError("Máy chủ đang bận.")

    world = tea_world()
    client.force_login(world.user)
    evidence = sent(world)
    monkeypatch.setattr(viewer, "leaf_of", busy)
    answer = client.get(address(evidence))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Máy chủ đang bận." in answer.content.decode()
    assert address(evidence, "file") in answer.content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_file_opens_in_its_place_and_is_turned_with_the_arrows(
    page: Page, sign_in: Callable[[UserAccount], None], axe: Callable[[Page], None]
) -> None:
    world = tea_world()
    sign_in(world.user)
    evidence = sent(world)
    page.goto(reverse("filing:evidence_upload", args=[evidence.dossier_id]))
    page.get_by_role("link", name="Hợp đồng chè.pdf", exact=True).click()
    shown = page.get_by_role("region", name="Hợp đồng chè.pdf, trang 1 trên 3")
    expect(shown.get_by_role("img")).to_be_visible()
    axe(page)
    page.keyboard.press("ArrowRight")
    second = page.get_by_role("region", name="trang 2 trên 3")
    words = second.get_by_text("Hợp đồng thu mua chè, trang 2")
    words.dblclick()
    assert page.evaluate("getSelection().toString().trim()") in ["Hợp", "đồng", "thu", "mua", "chè,", "trang", "2"]
    box, picture = words.bounding_box(), second.get_by_role("img").bounding_box()
    assert box
    assert picture
    assert picture["x"] < box["x"] < box["x"] + box["width"] < picture["x"] + picture["width"]
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("region", name="trang 3 trên 3")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(second).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Hợp đồng chè.pdf")).to_have_count(0)
    expect(page.get_by_role("link", name="Hợp đồng chè.pdf", exact=True)).to_be_focused()
    assert page.url.endswith("/minh-chung/")
