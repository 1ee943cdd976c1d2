"""A newcomer in a real browser: signs up, registers a producer, finds the set and registers a product; with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from ocop.people.models import Role, UserAccount
from ocop.products.models import Product
from tests.builders import account, commune, producer, product

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], None]
SignIn = Callable[[UserAccount], None]


def register_everything(page: Page, check: Axe) -> None:
    page.goto("/tai-khoan/signup/")
    check(page)
    page.get_by_label("Tên đăng nhập").fill("hoa-ba-che")
    for name in ("password1", "password2"):
        page.locator(f"[name={name}]").fill("rung-xanh-nui-cao-9")
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Tạo tài khoản").click()
    page.goto("/chu-the-cua-toi/dang-ky/")
    check(page)
    page.get_by_role("button", name="Đăng ký chủ thể").click()  # nothing filled in: told what is missing
    expect(page.get_by_text("Hãy nhập “Tên chủ thể”.").first).to_be_visible()
    check(page)
    page.get_by_label("Tên chủ thể").fill("Hợp tác xã Trà hoa vàng")
    page.get_by_label("Hợp tác xã", exact=True).check()
    page.get_by_label("Tỉnh, thành phố").select_option("Tỉnh Tây Ninh")
    without_scripts = page.get_by_role("button", name="Hiện danh sách xã của tỉnh")
    if without_scripts.count():
        without_scripts.click()
    page.get_by_label("Xã, phường, đặc khu").select_option("Phường Tân Ninh")
    page.get_by_label("Địa chỉ").fill("Ấp 1")
    page.get_by_label("Điện thoại của chủ thể").fill("0912 345 678")
    page.get_by_label("Nữ").check()
    page.get_by_label("Dân tộc").fill("Dao")
    page.get_by_role("button", name="Đăng ký chủ thể").click()
    check(page)
    page.get_by_role("link", name="Đăng ký sản phẩm").click()
    check(page)
    page.get_by_label("Gõ tên sản phẩm").fill("tra hoa vang")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="Bộ 12.").click()
    page.get_by_label("Tên sản phẩm").fill("Trà hoa vàng túi lọc")
    page.get_by_role("button", name="Đăng ký sản phẩm").click()
    expect(page.get_by_role("heading", level=1, name="Trà hoa vàng túi lọc")).to_be_visible()
    check(page)


def test_a_newcomer_registers_a_producer_and_a_product(page: Page, axe: Axe) -> None:
    commune()
    register_everything(page, axe)
    item = Product.objects.get()
    assert (item.name, item.set_number, item.producer.users.get().account.username) == (
        "Trà hoa vàng túi lọc",
        12,
        "hoa-ba-che",
    )


def test_the_same_works_without_javascript(browser: Browser, live_server: LiveServer) -> None:
    commune()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="vi-VN")
    register_everything(context.new_page(), lambda _: None)
    context.close()
    assert Product.objects.get().name == "Trà hoa vàng túi lọc"


@pytest.mark.parametrize("width", [320, 1366])
def test_pages_fit_and_are_accessible(
    page: Page, context: BrowserContext, sign_in: SignIn, axe: Axe, width: int
) -> None:
    owner, administrator = account(), account(Role.SYSTEM_ADMINISTRATOR)
    item = product(producer(user=owner))
    page.set_viewport_size({"width": width, "height": 800})
    mine = [f"/chu-the-cua-toi/{item.producer_id}/{part}" for part in ("", "sua/", "uy-quyen/")]
    mine += [
        "/chu-the-cua-toi/",
        "/san-pham-cua-toi/",
        f"/san-pham-cua-toi/{item.pk}/",
        f"/san-pham-cua-toi/{item.pk}/sua/",
        "/vai-tro/",
    ]
    theirs = ["/vai-tro/quan-tri/", f"/vai-tro/quan-tri/{owner.pk}/", "/nhat-ky/"]
    for person, addresses in ((owner, mine), (administrator, theirs)):
        sign_in(person)
        for address in addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, address
            axe(page)
