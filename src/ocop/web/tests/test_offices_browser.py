"""Homes of offices, the second factor and the verdict on a code in a real browser: accessible, and whole on the smallest telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ocop.people.models import Role, UserAccount
from tests import builders

from .test_offices import HOLDERS, work

__all__ = ["work"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[UserAccount], None]
Axe = Callable[[Page], None]


def look(page: Page, axe: Axe, *widths: int) -> None:
    """No barrier at the widths, and on a telephone of 320 px nothing beyond its edge."""
    for width in (*widths, 320):
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url


@pytest.mark.usefixtures("work")
def test_homes_with_figures_charts_and_maps_are_accessible(page: Page, sign_in: SignIn, axe: Axe) -> None:
    for holder in ("xã", "tỉnh", "Bộ"):
        sign_in(HOLDERS[holder]())
        page.goto("/trang-chu/")
        expect(page.locator(".office-figure")).to_have_count(4)
        look(page, axe, *([1366] if holder == "tỉnh" else []))


def test_the_second_factor_and_the_verdict_are_accessible(page: Page, sign_in: SignIn, axe: Axe) -> None:
    page.goto("/q/khong-co")
    look(page, axe)
    person = builders.account(Role.SYSTEM_ADMINISTRATOR, password="rung-xanh-nui-cao-9")
    page.goto("/tai-khoan/login/")
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Mật khẩu").fill("rung-xanh-nui-cao-9")
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/trang-chu/")
    page.goto("/tai-khoan/2fa/totp/activate/")
    look(page, axe)  # "Xác nhận lại là bạn"
    page.get_by_label("Mật khẩu").fill("rung-xanh-nui-cao-9")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.locator(".totp-picture")).to_be_visible()
    look(page, axe)
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    look(page, axe)
    page.goto("/tai-khoan/2fa/")
    look(page, axe)
