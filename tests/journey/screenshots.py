"""Photograph the main pages of the demonstration for human eyes: ``python -m tests.journey.screenshots [folder]``.

Loads the demonstration into a scratch folder, serves it on a free port of this machine and writes one full-page picture per
page and width. Everything is local; the server ends with the command.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.chromium import CHROMIUM_ARGUMENTS, browser_program

if TYPE_CHECKING:
    from tests.journey.main_pages import MainPage

WIDTHS = (360, 768, 1366)
PATIENCE = 300  # seconds until the demonstration must answer


def main() -> None:
    """Read the command line, load, serve, photograph."""
    parser = argparse.ArgumentParser(description="Photograph the main pages of the demonstration.")
    parser.add_argument("folder", nargs="?", default="var/screenshots", type=Path)
    parser.add_argument("--only", default="", help="names of pages, separated by commas")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("--data", type=Path, help="keep the demonstration's data here instead of a scratch folder")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    data = given.data or Path(tempfile.mkdtemp(prefix="ocop-screenshots-"))
    try:
        with served(data) as site:
            only, widths = set(filter(None, given.only.split(","))), [int(one) for one in given.widths.split(",")]
            pages = [page for page in _pages() if not only or page.name in only]
            _photograph(site, pages, widths, given.folder)
    finally:
        if not given.data:
            shutil.rmtree(data, ignore_errors=True)


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Serve the demonstration from a folder; yields the address of the site."""
    port = _free_port()
    os.environ.update(OCOP_DATA_DIR=str(data), OCOP_DEMO="1", DJANGO_SETTINGS_MODULE="ocop.settings")
    command = [sys.executable, "-m", "ocop.cli", "demo", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        site = f"http://127.0.0.1:{port}"
        _wait_for(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(site: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit(f"the demonstration ended with {server.returncode}")
        try:
            with urllib.request.urlopen(f"{site}/robots.txt", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the demonstration did not answer in time")


def _pages() -> "list[MainPage]":
    """The pages with their addresses in this demonstration's data."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    import django

    django.setup()
    from tests.journey.main_pages import main_pages

    return main_pages()


def _photograph(site: str, pages: "list[MainPage]", widths: list[int], folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=CHROMIUM_ARGUMENTS)
        for account in sorted({page.account for page in pages}):
            context = _signed_in(browser, site, account)
            for page in (one for one in pages if one.account == account):
                _one_page(context, site, page, widths, folder)
            context.close()
        browser.close()


def _signed_in(browser: Browser, site: str, account: str) -> BrowserContext:
    from ocop.demo.shown import password

    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
    if account:
        tab = context.new_page()
        tab.goto(f"{site}/tai-khoan/login/")
        tab.fill("[name=login]", account)
        tab.fill("[name=password]", password())
        tab.locator("main form:has([name=password]) button[type=submit]").first.click()
        tab.wait_for_url(f"{site}/trang-chu/")
        tab.close()
    return context


def _one_page(context: BrowserContext, site: str, page: "MainPage", widths: list[int], folder: Path) -> None:
    tab = context.new_page()
    for width in widths:
        tab.set_viewport_size({"width": width, "height": 800})
        answer = tab.goto(site + page.address)
        tab.screenshot(path=folder / f"{page.name}-{width}.png", full_page=True)
        beyond = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        status = answer.status if answer else 0
        print(f"{page.name:<24} {width:>5}  {status}  {'too wide by ' + str(beyond) if beyond > 0 else ''}", flush=True)
    tab.close()


if __name__ == "__main__":
    main()
