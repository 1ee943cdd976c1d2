"""Officers' pages in a real browser: work lists by keyboard alone, accessible at every width."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ocop.dossiers.models import Dossier
from ocop.people.models import UserAccount
from ocop.reviewing.tests.reviewing_world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[UserAccount], None]
Axe = Callable[[Page], None]


def test_a_dossier_is_found_opened_and_received_without_the_mouse(page: Page, sign_in: SignIn) -> None:
    world, now = World(), timezone.now()
    for days, name in ((1, "Chè sen"), (2, "Mật ong"), (3, "Gạo thơm")):
        world.submitted(at=now - timedelta(days=days), name=name)
    sign_in(world.officer)
    page.goto("/ho-so/xa/")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Gạo thơm")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Chè sen")).to_be_focused()
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Mật ong")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mật ong")
    page.wait_for_load_state()  # the keys work once the page's script has run
    page.keyboard.press("a")
    expect(page.get_by_text("Đã tiếp nhận. Số phiếu 01/PĐK-80-25459-")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gạo thơm")
    assert Dossier.objects.get(product__name="Mật ong").state == "commune_review"
    page.set_viewport_size({"width": 768, "height": 1024})
    page.goto("/ho-so/xa/")
    box = page.locator(".work-table__scroll")  # what is next and until when is never beyond the edge of a tablet
    assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0


def test_the_question_mark_lists_the_keys(page: Page, sign_in: SignIn) -> None:
    world = World()
    world.submitted()
    sign_in(world.officer)
    page.goto("/ho-so/xa/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt của trang này")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="Hồ sơ sau")).to_be_visible()


def test_one_box_ticks_the_page_and_says_how_many(page: Page, sign_in: SignIn) -> None:
    world = World()
    for _ in range(3):
        world.proposed()
    sign_in(world.office)
    page.goto("/ho-so/tinh/")
    page.get_by_label("Chọn mọi hồ sơ trên trang này").check()
    expect(page.get_by_text("Đã chọn 3 hồ sơ")).to_be_visible()
    page.get_by_role("button", name="Tiếp nhận, cấp số phiếu").click()
    expect(page.get_by_text("Đã tiếp nhận, số phiếu")).to_have_count(3)


@pytest.mark.parametrize("width", [320, 1366])
def test_officers_pages_are_accessible_and_never_scroll_sideways(
    page: Page, sign_in: SignIn, axe: Axe, width: int
) -> None:
    world = World()
    long_name = "Chè shan tuyết cổ thụ ướp sen Tây Hồ và hoa bưởi Phúc Trạch đóng hộp thiếc truyền thống 250 g"
    review, assessed = world.received(name=long_name), world.assessed(name=long_name)
    world.registered(name=long_name)
    world.rounds()
    page.set_viewport_size({"width": width, "height": 800})
    visits = {
        world.officer: [
            "/ho-so/xa/",
            f"/ho-so/{review.pk}/xem-xet/",
            f"/ho-so/{review.pk}/yeu-cau-hoan-thien/",
            f"/ho-so/{review.pk}/mau-03/",
        ],
        world.chair: [f"/ho-so/{assessed.pk}/de-nghi/"],
        world.office: ["/ho-so/tinh/", "/ho-so/dot/", "/ho-so/bo-tieu-chi/", "/ho-so/bo-tieu-chi/26/"],
    }
    for person, addresses in visits.items():
        sign_in(person)
        for address in addresses:
            page.goto(address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address


def test_on_a_telephone_many_papers_push_the_answers_down(page: Page, sign_in: SignIn) -> None:
    world = World()
    sign_in(world.officer)
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"/ho-so/{world.received().pk}/xem-xet/")
    page.get_by_role("heading", name="Minh chứng và tự đánh giá").click()
    papers = page.get_by_role("region", name="Minh chứng", exact=True)
    papers.evaluate(
        "box => { const many = document.createElement('p'); many.style.height = '2000px'; box.append(many); }"
    )
    last = papers.locator("p").last.bounding_box()
    answers = page.get_by_role("region", name="Tự đánh giá (Mẫu 02, phần III)").bounding_box()
    assert last
    assert answers
    assert answers["y"] >= last["y"] + last["height"]
