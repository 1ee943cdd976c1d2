"""The style guide in a real browser: accessible, whole at 320 px, usable by keyboard and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from ocop.web.guide.catalogue import PIECES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo")]
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"
LAID_OUT_DIFFERENTLY_WHEN_WIDE = {"", "layout/", "levels/", "score-bar/", "work-table/"}
TOO_SMALL = """() => [...document.querySelectorAll("main a, main button, main input, main select, main textarea, main summary")]
  .filter((e) => e.checkVisibility() && !e.closest("p, li, td, dd, figcaption") && e.type !== "hidden")
  .map((e) => [e.outerHTML.slice(0, 90), (e.closest("label") ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24).map(([html]) => html)"""


@pytest.mark.parametrize("name", ["", *(f"{name}/" for name in sorted(PIECES))])
def test_every_piece_is_accessible_and_whole(page: Page, axe: Callable[[Page], None], name: str) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"/ui/{name}")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 252, 248)"
    if name in LAID_OUT_DIFFERENTLY_WHEN_WIDE:
        axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    axe(page)
    assert page.evaluate(TOO_SMALL) == []
    assert problems == []


@pytest.mark.parametrize("name", ["field", "levels", "product-card", "page-header", "task-list", "button", "score-bar"])
def test_wider_text_spacing_clips_nothing(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"/ui/{name}/")
    # A content policy refuses injected style elements, so the rule goes in through the style sheet that is there.
    page.evaluate(
        "(rules) => { for (const rule of rules.match(/[^}]+}/g)) document.styleSheets[0].insertRule(rule); }", SPACING
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    clipped = """() => [...document.querySelectorAll("main p, main h1, main h2, main dd, main dt, main label, main legend, main button, main a.button")]
      .filter((e) => e.scrollHeight > e.clientHeight + 2 && getComputedStyle(e).overflow === "hidden" && !e.closest(".visually-hidden")
        && !e.classList.contains("visually-hidden")).map((e) => e.outerHTML.slice(0, 90))"""
    assert page.evaluate(clipped) == []


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto("/ui/error-summary/")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.click(".error-summary a >> nth=0")
    expect(page.locator("#id_name")).to_be_focused()


def test_levels_are_chosen_by_keyboard_and_are_large(page: Page) -> None:
    page.goto("/ui/levels/")
    assert (
        min(page.eval_on_selector_all(".level", "boxes => boxes.map((box) => box.getBoundingClientRect().height)"))
        >= 48
    )
    page.focus("#tc-2-3 input >> nth=1")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#tc-2-3 input:checked")).to_have_value("3")


def test_what_cannot_be_undone_asks_first_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/ui/dialog/")
    page.click("[data-dialog]")
    expect(page.locator("dialog:modal")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-dialog=dong-cham]")).to_be_focused()


def test_question_mark_lists_the_keys(page: Page) -> None:
    page.goto("/ui/button/")
    page.keyboard.press("?")
    expect(page.locator("dialog.keys")).to_contain_text("Phím tắt của trang này")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.keys")).to_have_count(0)


def test_the_first_tab_skips_the_masthead(page: Page) -> None:
    page.goto("/ui/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#noi-dung")).to_be_focused()


def test_pieces_work_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 640}
    )
    page = context.new_page()
    page.goto("/ui/dialog/")
    assert page.locator("dialog").is_visible()
    assert page.locator("dialog button:has-text('Đóng chấm')").is_visible()
    page.goto("/ui/")
    page.click(".official__check summary")
    assert page.locator(".official__how").is_visible()
    context.close()


def test_a_public_page_without_photos_stays_under_60_kb(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: dict[str, int] = {}
    session.on(
        "Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]})
    )
    kinds: list[str] = []
    page.on("request", lambda request: kinds.append(request.resource_type))
    page.goto("/ui/place-map/")
    page.wait_for_load_state("networkidle")
    assert kinds.count("font") == 2
    # The test server sends plain bytes; compressed, text is a quarter of this.
    assert sum(received.values()) < 110_000


def test_the_file_button_speaks_our_language_and_names_what_was_chosen(page: Page) -> None:
    page.goto("/ui/field/")
    picker = page.locator("[data-file-picker]").first
    assert picker.locator(".file-picker__own").inner_text().split("\n") == ["Chọn tệp", "Chưa chọn tệp nào"]
    entry = picker.locator("input")
    box = entry.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    entry.set_input_files({"name": "giấy phép.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    assert picker.locator("[data-file-names]").inner_text() == "giấy phép.pdf"
    entry.focus()
    assert "255, 191, 71" in picker.locator(".file-picker__own").evaluate("(box) => getComputedStyle(box).outlineColor")


def test_without_scripts_the_browsers_own_file_control_remains(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/ui/field/")
    picker = page.locator("[data-file-picker]").first
    assert not picker.locator(".file-picker__own").is_visible()
    assert picker.locator("input").evaluate("(entry) => getComputedStyle(entry).opacity") == "1"
    context.close()


def test_the_public_header_is_one_row_on_laptops_and_three_lines_on_phones(page: Page) -> None:
    def tops(*parts: str) -> list[float]:
        return [round(page.locator(part).bounding_box()["y"]) for part in parts]  # type: ignore[index]

    page.set_viewport_size({"width": 1366, "height": 768})
    for address in ("/en/gioi-thieu/", "/gioi-thieu/"):
        page.goto(address)
        assert page.locator(".masthead__row").bounding_box()["height"] < 70  # type: ignore[index]
    page.set_viewport_size({"width": 360, "height": 640})
    band, name, search, links = tops(".official", ".wordmark", ".masthead__search", ".masthead__links")
    assert band < name < links
    assert abs(name - search) < 8
    door = page.get_by_role("link", name="Đăng nhập").bounding_box()
    assert door is not None
    assert door["x"] + door["width"] <= 360  # in sight without scrolling the links
    assert page.locator("#tim-nhanh").bounding_box()["width"] > 100  # type: ignore[index]
    assert page.locator("h1").bounding_box()["y"] < 160  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
