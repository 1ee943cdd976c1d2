"""The sign-in ends while a member scores or somebody fills a form: the page stays, signs in again in place, and sends what was done."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings as SettingsWrapper

from ocop.councils.models import CriterionScore
from ocop.people.models import UserAccount
from tests import builders

from . import building as b

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "rung-xanh-nui-cao-9"
FORM = "/vai-tro/thu-dien-tu/"
ADDRESS = "hoa@htx-ba-che.example"
SignIn = Callable[[UserAccount], None]


def end_sessions() -> None:
    for one in Session.objects.all():
        if SESSION_KEY in one.get_decoded():
            one.delete()


def box(page: Page) -> Locator:
    return page.locator("dialog[data-session-box]")


def code_now() -> str:
    """The six digits that the telephone shows now."""
    return str(format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time()))))


def sign_in_here(page: Page, password: str = PASSWORD) -> None:
    box(page).get_by_label("Mật khẩu").fill(password)
    box(page).get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_mark_that_was_tapped_after_the_end_is_sent_after_signing_in_on_the_page(
    page: Page, sign_in: SignIn, axe: Callable[[Page], None]
) -> None:
    item = b.product_being_scored()
    member = b.seat(item.meeting.council).account
    member.set_password(PASSWORD)
    member.save()
    sign_in(member)
    page.goto(b.url("score", item.pk))
    page.evaluate("window.stayed = true")
    end_sessions()
    mark = page.locator("fieldset[data-code='1.1']")
    mark.locator("input[name='muc-1.1'][value='1']").locator("xpath=..").click()
    expect(box(page).get_by_label("Tên đăng nhập")).to_have_value(member.username)
    expect(page.locator("[data-queue-words]")).to_contain_text("Phiên đăng nhập đã hết")
    axe(page)
    sign_in_here(page, "sai mật khẩu")
    expect(box(page).locator("[data-error-summary]")).to_be_visible()
    sign_in_here(page)
    expect(mark.locator("[data-status]")).to_have_text(re.compile("Máy chủ đã nhận"))
    expect(box(page)).to_have_count(0)
    assert page.evaluate("window.stayed")
    assert CriterionScore.objects.get().level == 1


def test_the_box_asks_for_the_code_of_the_second_factor_too(
    page: Page, sign_in: SignIn, axe: Callable[[Page], None], settings: SettingsWrapper
) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # a code may be typed in the second in which it runs out
    item = b.product_being_scored()
    member = b.seat(item.meeting.council).account
    member.set_password(PASSWORD)
    member.save()
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    sign_in(member)
    page.goto(b.url("score", item.pk))
    end_sessions()
    mark = page.locator("fieldset[data-code='1.1']")
    mark.locator("input[name='muc-1.1'][value='1']").locator("xpath=..").click()
    sign_in_here(page)
    code = box(page).locator("input[name=code]")
    expect(code).to_be_focused()
    axe(page)
    code.fill("000000" if code_now() != "000000" else "000001")
    code.press("Enter")
    expect(box(page).locator("[data-error-summary]")).to_be_visible()
    assert CriterionScore.objects.count() == 0  # the password alone lets nothing through
    code.fill(code_now())
    code.press("Enter")
    expect(mark.locator("[data-status]")).to_have_text(re.compile("Máy chủ đã nhận"))
    expect(box(page)).to_have_count(0)


def test_a_form_is_sent_by_the_person_who_filled_it_and_by_nobody_else(page: Page, sign_in: SignIn) -> None:
    hoa, binh = (builders.account(username=name, password=PASSWORD) for name in ("hoa", "binh"))
    sign_in(hoa)
    page.goto(FORM)
    page.get_by_label("Thư điện tử").fill(ADDRESS)
    end_sessions()
    other_tab = page.context.new_page()
    other_tab.goto("/tai-khoan/login/")
    other_tab.get_by_label("Tên đăng nhập").fill("binh")
    other_tab.get_by_label("Mật khẩu").fill(PASSWORD)
    other_tab.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    other_tab.get_by_role("heading", name="Việc cần làm").wait_for()
    page.get_by_role("main").get_by_role("button").click()
    expect(box(page)).to_contain_text("Trang này của hoa và chưa gửi gì")
    box(page).get_by_role("button", name="Đăng nhập bằng hoa").click()
    sign_in_here(page)
    page.wait_for_url("**/vai-tro/")
    hoa.refresh_from_db()
    binh.refresh_from_db()
    assert (hoa.pending_email, binh.pending_email) == (ADDRESS, "")


def test_a_minute_before_the_end_one_press_keeps_the_sign_in(
    page: Page, sign_in: SignIn, axe: Callable[[Page], None]
) -> None:
    sign_in(builders.account(username="hoa"))
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=59))
    page.goto(FORM)
    warning = page.get_by_role("alertdialog", name="Phiên đăng nhập sắp hết")
    expect(warning).to_contain_text("vẫn ở nguyên trên trang")
    axe(page)
    warning.get_by_role("button", name="Ở lại").click()
    expect(warning).to_have_count(0)
    assert Session.objects.get().expire_date > timezone.now() + timedelta(hours=11)


KEPT = "async () => [localStorage.getItem('mốc'), (await indexedDB.databases()).map((one) => one.name)]"


def sign_out(page: Page) -> None:
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("link", name="Đăng nhập").wait_for()


def test_signing_out_leaves_unsent_work_on_the_device_and_clears_it_when_there_is_none(
    page: Page, sign_in: SignIn
) -> None:
    item = b.product_being_scored()
    member = b.seat(item.meeting.council).account
    sign_in(member)
    page.goto(b.url("score", item.pk))
    page.evaluate("localStorage.setItem('mốc', 'còn')")
    page.route("**/cham/luu/", lambda route: route.abort("connectionrefused"))
    page.locator("fieldset[data-code='1.1'] input[name='muc-1.1'][value='1']").locator("xpath=..").click()
    expect(page.locator("[data-queue-count]")).to_have_text("1 việc chưa gửi")
    sign_out(page)
    assert page.evaluate(KEPT) == ["còn", ["ocop-unsent"]]
    page.unroute("**/cham/luu/")
    sign_in(member)
    page.goto(b.url("score", item.pk))
    expect(page.locator("fieldset[data-code='1.1'] [data-status]")).to_have_text(re.compile("Máy chủ đã nhận"))
    sign_out(page)
    assert page.evaluate(KEPT) == [None, []]
