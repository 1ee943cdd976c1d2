"""The producer's pages in a real browser: without a script, on a small phone, with axe, and a photo shrunk before sending."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from ocop.dossiers.models import Dossier, DossierState, Evidence, SelfScore, SupplementRequest
from ocop.filing.operations.evidence import add_evidence
from ocop.filing.operations.filing import submit_dossier
from ocop.filing.tests.filing_world import AT, World, complete, photo, tea_world
from ocop.people.models import UserAccount
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[UserAccount], None]


@pytest.fixture
def world() -> World:
    return tea_world()


def address(name: str, dossier: Dossier, *more: str) -> str:
    return reverse(f"filing:{name}", args=[dossier.pk, *more])


def with_request(world: World) -> Dossier:
    dossier = complete(World(world.user, world.producer, builders.product(world.producer)))
    submit_dossier(dossier, declared=True, by=world.user, at=AT)
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.COMMUNE_SUPPLEMENT)
    SupplementRequest.objects.create(
        dossier=dossier, evaluation_level="commune", message="Ảnh hợp đồng bị mờ.", open_parts=["criterion:1.5"],
        due_on=timezone.localdate() + timedelta(days=6), requested_by=world.user, requested_at=AT,
    )  # fmt: skip
    return dossier


def every_page(world: World) -> list[str]:
    """One address per page and state of the producer's side."""
    draft = complete(world)
    add_evidence(
        draft, photo("Hợp đồng liên kết vùng nguyên liệu năm 2026.jpg"), criterion_code="1.1", by=world.user, at=AT
    )
    filed = complete(World(world.user, world.producer, builders.product(world.producer)))
    submit_dossier(filed, declared=True, by=world.user, at=AT)
    asked = with_request(world)
    tourism = World(world.user, world.producer, builders.product(world.producer, set_number=26)).start()
    names = ("detail", "registration", "general", "assessment", "evidence_upload", "check")
    return [
        reverse("filing:list"),
        reverse("filing:start", args=[builders.product(world.producer).pk]),
        *(address(name, draft) for name in names),
        address("general_group", draft, "nguoi-dai-dien"),
        address("general_group", draft, "so-huu-tri-tue"),
        address("criterion", draft, "1.1"),
        address("criterion", tourism, "8"),
        *(address(name, filed) for name in ("detail", "submitted", "withdraw", "registration")),
        address("criterion", filed, "1.1"),
        *(address(name, asked) for name in ("detail", "supplement")),
    ]


def test_every_page_is_accessible_and_fits_a_small_phone(world: World, page: Page, sign_in: SignIn, axe: Any) -> None:
    sign_in(world.user)
    for here in every_page(world):
        page.set_viewport_size({"width": 320, "height": 640})
        answer = page.goto(here)
        assert answer
        assert answer.status == 200, here
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, here
        axe(page)


def test_errors_take_the_focus_and_lead_to_the_field(world: World, page: Page, sign_in: SignIn, axe: Any) -> None:
    sign_in(world.user)
    page.goto(address("registration", world.start()))
    page.get_by_label("Số điện thoại").fill("12ab")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.wait_for_selector("[data-error-summary]")
    assert page.title().startswith("Lỗi:")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Số điện thoại cần 10 chữ số").click()
    expect(page.locator("[name=phone]")).to_be_focused()
    axe(page)


def test_a_dossier_is_filed_without_any_script(
    world: World, browser: Browser, browser_context_args: dict[str, Any], sign_in: SignIn, context: Any
) -> None:
    sign_in(world.user)
    plain = browser.new_context(
        **browser_context_args, java_script_enabled=False, storage_state=context.storage_state()
    )
    page = plain.new_page()
    dossier = complete(world)
    SelfScore.objects.filter(criterion_code__in=["1.1", "11"]).delete()
    page.goto(address("assessment", dossier))
    page.get_by_role("link", name="Trả lời tiếp: 1.1").click()
    for _ in range(2):
        page.locator("label.level").first.click()
        page.get_by_label("Mô tả kết quả của bạn").fill("Có hợp đồng.")
        page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.goto(address("check", dossier))
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    assert page.url.endswith(address("submitted", dossier))
    assert page.get_by_role("heading", name="Đã nộp hồ sơ").is_visible()
    plain.close()
    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def test_a_photo_of_twelve_megapixels_is_shrunk_on_the_phone(
    world: World, page: Page, sign_in: SignIn, tmp_path: Path
) -> None:
    camera = tmp_path / "IMG_20260901.jpg"
    noise = Image.frombytes("RGB", (1000, 750), os.urandom(1000 * 750 * 3)).resize((4000, 3000))
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (10.0, 46.0, 12.0)
    noise.save(camera, quality=92, exif=exif)
    assert camera.stat().st_size > 2_000_000
    sign_in(world.user)
    dossier = world.start()
    page.goto(address("criterion", dossier, "1.1"))
    page.set_input_files("[name=photos]", camera)
    page.get_by_text("Đã chọn 1 tệp").wait_for()
    sent = page.evaluate("document.querySelector('[name=photos]').files[0].size")
    assert sent < camera.stat().st_size / 2
    page.get_by_role("button", name="Gửi tệp").click()
    page.get_by_role("link", name="IMG_20260901.jpg", exact=True).wait_for()
    evidence = Evidence.objects.get()
    from ocop.files import storing

    kept = Image.open(storing.path_of(evidence.sha256, "evidence"))
    assert kept.size == (2000, 1500)
    assert dict(kept.getexif()) == {}


def test_without_a_network_the_page_stays_with_what_was_typed(world: World, page: Page, sign_in: SignIn) -> None:
    sign_in(world.user)
    page.goto(address("criterion", world.start(), "1.1"))
    page.locator("label.level").first.click()
    page.get_by_label("Mô tả kết quả của bạn").fill("Tổ yến lấy từ nhà yến của gia đình.")
    page.context.set_offline(True)
    for _ in range(2):  # pressed again at once, as people do
        page.get_by_role("button", name="Lưu và tiếp tục").click()
        expect(page.get_by_text("Chưa nối được máy chủ")).to_be_visible()
    expect(page.get_by_label("Mô tả kết quả của bạn")).to_have_value("Tổ yến lấy từ nhà yến của gia đình.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.2")
    assert SelfScore.objects.get(criterion_code="1.1").description == "Tổ yến lấy từ nhà yến của gia đình."
