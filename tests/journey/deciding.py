"""The last part: submission, decision with number and date, certificate, and the page that everybody finds."""

import io
import re

import pdfplumber
import zxingcpp
from django.utils import timezone
from playwright.sync_api import Page, expect

from ocop.vietnamese import format_date

from .producing import PRODUCT
from .reviewing import day
from .stage import Stage

NUMBER = "1887/QĐ-UBND"


def submit(stage: Stage, page: Page) -> None:
    """The office hands the result to the chair of the province."""
    page.get_by_role("link", name="Công nhận").first.click()
    stage.look(page)
    page.get_by_role("button", name="Trình Chủ tịch UBND tỉnh các sản phẩm đã chọn").click()
    expect(page.get_by_text("Đã trình Chủ tịch UBND tỉnh kết quả của 1 sản phẩm.")).to_be_visible()


def decide(stage: Stage, page: Page) -> None:
    """The chair types number and date, reads once more, decides."""
    page.get_by_role("link", name="Công nhận").first.click()
    stage.look(page)
    page.get_by_role("button", name="Soạn quyết định công nhận").click()
    stage.look(page)
    page.get_by_label("Số quyết định").fill(NUMBER)
    page.get_by_label("Ngày quyết định").fill(day())
    page.get_by_role("button", name="Xem lại trước khi ghi").click()
    stage.look(page)
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_text(f"Đã ghi quyết định {NUMBER}.")).to_be_visible()
    stage.look(page)


def read_the_result(stage: Stage, page: Page) -> str:
    """The producer reads the notice and downloads the certificate; returns the address in its QR code."""
    page.get_by_role("link", name=f"Xem kết quả: {PRODUCT}").click()
    expect(page.get_by_role("main")).to_contain_text("Sản phẩm được công nhận 4 sao")
    stage.look(page)
    page.get_by_role("link", name="Xem và tải giấy chứng nhận").click()
    stage.look(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải giấy chứng nhận (PDF)").click()
    return _read_certificate(download.value.path().read_bytes())


def _read_certificate(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as paper:
        words = " ".join((paper.pages[0].extract_text() or "").split())
        codes = zxingcpp.read_barcodes(paper.pages[0].to_image(resolution=300).original)
    assert PRODUCT in words
    assert NUMBER in words
    assert len(codes) == 1
    return str(codes[0].text)


def three_years_from_today() -> str:
    """The last day of 36 months (Đ.4.3): the same day three years on, 28 February for a leap day."""
    today = timezone.localdate()
    leap_day = (today.month, today.day) == (2, 29)
    return format_date(today.replace(year=today.year + 3, day=28 if leap_day else today.day))


def anybody_checks_it(stage: Stage, page: Page, address: str) -> None:
    """Scan the code, read the verdict, open the product page, find it by typing without diacritics."""
    path = re.sub(r"^https?://[^/]+", "", address)
    assert path.startswith("/q/")
    last_day = three_years_from_today()
    page.goto(path)
    main = page.get_by_role("main")
    for words in ("Hợp lệ", PRODUCT, "4 sao", NUMBER, f"hết ngày {last_day}"):
        expect(main).to_contain_text(words)
    stage.look(page)
    page.get_by_role("link", name="Xem trang sản phẩm").click()
    for words in (PRODUCT, "4 sao", NUMBER, last_day):
        expect(main).to_contain_text(words)
    stage.look(page)
    page.goto("/")
    page.get_by_role("searchbox").first.fill("tra sen ba den")
    page.get_by_role("button", name="Tìm").first.click()
    stage.look(page)
    page.get_by_role("link", name=PRODUCT).click()
    expect(page.get_by_role("heading", level=1, name=PRODUCT)).to_be_visible()
