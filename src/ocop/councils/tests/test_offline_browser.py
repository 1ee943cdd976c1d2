"""A member scores while the server is away: every tap is kept on the device, survives the browser's death, and arrives once."""

import os
import re
import signal
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, BrowserType, Page, expect
from pytest_django.live_server_helper import LiveServer

from ocop.councils.models import AgendaItem, CriterionScore
from ocop.deliveries.models import DeviceDelivery
from ocop.people.models import UserAccount
from tests.chromium import CHROMIUM_ARGUMENTS, browser_program

from . import building as b

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TAPPED = ("1.1", "1.2", "1.3")


def device(browser_type: BrowserType, folder: Path, server: LiveServer, person: UserAccount) -> BrowserContext:
    """A browser with a disk of its own, signed in."""
    context = browser_type.launch_persistent_context(
        str(folder), executable_path=browser_program(), args=CHROMIUM_ARGUMENTS, headless=True, base_url=server.url,
        viewport={"width": 768, "height": 1024}, locale="vi-VN",
    )  # fmt: skip
    sign_in(context, server, person)
    return context


def sign_in(context: BrowserContext, server: LiveServer, person: UserAccount) -> None:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server.url}])


def kill(folder: Path) -> None:
    """End the browser as a dead battery would: no farewell, no flush."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"--user-data-dir={folder}".encode() in entry.read_bytes():
                os.kill(int(entry.parent.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            continue


def cut(page: Page) -> None:
    """Let nothing through to the server any more."""
    page.route("**/*", lambda route: route.abort("connectionrefused"))


def tap(page: Page, code: str, level: int) -> None:
    mark = page.locator(f"fieldset[data-code='{code}']")
    if not mark.is_visible():
        page.locator(f"a[data-step='{mark.get_attribute('data-step')}']").click()
    mark.locator(f"input[name='muc-{code}'][value='{level}']").locator("xpath=..").click()


def levels() -> dict[str, int]:
    return dict(CriterionScore.objects.values_list("criterion_code", "level"))


@pytest.fixture
def item() -> AgendaItem:
    return b.product_being_scored()


def test_taps_survive_a_lost_server_and_a_killed_browser_and_arrive_once(
    item: AgendaItem, browser_type: BrowserType, live_server: LiveServer, tmp_path: Path
) -> None:
    member, folder = b.seat(item.meeting.council).account, tmp_path / "device"
    page = device(browser_type, folder, live_server, member).pages[0]
    page.goto(b.url("score", item.pk))
    bar = page.locator("[data-queue-bar]")
    expect(bar.locator("[data-queue-words]")).to_have_text("Trực tuyến")
    cut(page)
    expect(bar.locator("[data-queue-words]")).to_have_text(
        re.compile("^Ngoại tuyến"), timeout=6000
    )  # 3 s on a quiet machine
    for code in TAPPED:
        tap(page, code, 1)
    expect(bar.locator("[data-queue-count]")).to_have_text("3 việc chưa gửi")
    tap(page, "1.1", 2)  # the newer choice takes the older one's part
    expect(bar.locator("[data-queue-count]")).to_have_text("3 việc chưa gửi")
    time.sleep(0.2)
    kill(folder)
    assert levels() == {}

    other = b.seat(item.meeting.council, index=1).account
    context = device(browser_type, folder, live_server, other)
    page = context.pages[0]
    page.goto("/may-nay/")
    expect(page.get_by_text("Máy này còn giữ 3 việc của người khác đã dùng máy")).to_be_visible()
    assert levels() == {}

    sign_in(context, live_server, member)
    answers = [{"status": 500, "body": "x"}, {"status": 409, "json": {"sentence": "Sản phẩm đang tạm dừng chấm."}}]
    page.route("**/cham/luu/", lambda route: route.fulfill(**answers.pop(0)) if answers else route.fallback())
    page.goto(b.url("score", item.pk))
    expect(page.get_by_text("Đã khôi phục phiếu đang chấm dở")).to_be_visible()
    refused = page.locator("fieldset[data-code] [data-status]", has_text="Sản phẩm đang tạm dừng chấm.")
    expect(refused).to_have_count(1)
    expect(page.locator("[data-queue-count]")).to_have_text("1 việc chưa gửi")
    page.get_by_role("button", name="Gửi lại ngay").click()
    expect(page.locator("fieldset[data-code='1.1'] [data-status]")).to_have_text(re.compile("Máy chủ đã nhận"))
    expect(page.locator("[data-queue-count]")).to_be_hidden()
    assert levels() == {"1.1": 2, "1.2": 1, "1.3": 1}
    assert (answers, DeviceDelivery.objects.count()) == ([], 3)
    page.goto("/may-nay/")
    expect(page.get_by_text("Máy này không giữ việc nào của bạn.")).to_be_visible()
    context.close()
