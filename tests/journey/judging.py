"""The council's part: meeting, agenda, attendance; sealed sheets by tap, by keyboard and without scripts; closing and report."""

import re

from playwright.sync_api import Page, expect

from ocop.demo.choices import member_choices

from .producing import PRODUCT, choices, sheet
from .reviewing import day
from .stage import Stage

RECEIVED = re.compile(r"Máy chủ đã nhận · \d\d:\d\d")


def member_levels(number: int) -> dict[str, int]:
    """The sheet of one member: like the producer's own, a level apart in two criteria without star marks."""
    own = member_choices(sheet(), dict(choices()), number)
    return {one.code: int(own.get(one.code, 0)) for one in sheet().scored_criteria}


def prepare(stage: Stage, page: Page) -> None:
    """The secretary plans the meeting, puts the dossier on the agenda, records who is present."""
    page.get_by_role("link", name="Hội đồng").first.click()
    page.get_by_role("link", name="Lập phiên họp").first.click()
    stage.look(page)
    page.get_by_label("Ngày họp").fill(day())
    page.get_by_label("Địa điểm").fill("Hội trường UBND tỉnh")
    page.get_by_role("button", name="Lập phiên họp và xếp chương trình").click()
    page.get_by_label(f"Chọn {PRODUCT}").check()
    stage.look(page)
    page.get_by_role("button", name="Đưa hồ sơ đã chọn vào chương trình").click()
    page.get_by_role("link", name="Điểm danh").click()
    for choice in page.get_by_label("Có mặt").all():
        choice.check()
    stage.look(page)
    page.get_by_role("button", name="Chỉ ghi điểm danh").click()
    expect(page.get_by_role("main")).to_contain_text("Đủ điều kiện họp: 4 trên 4 có mặt")


def open_the_meeting(stage: Stage, page: Page) -> None:
    """The chair opens the meeting."""
    _to_the_board(page)
    page.get_by_role("link", name="Điểm danh và khai mạc").click()
    page.get_by_role("button", name="Ghi điểm danh và khai mạc").click()
    expect(page.get_by_text("Phiên họp đã khai mạc.")).to_be_visible()
    stage.look(page)


def open_scoring(stage: Stage, page: Page) -> None:
    """The chair reads the report of the advisory group beside the dossier, and opens the product for scoring."""
    _to_the_board(page)
    page.get_by_role("link", name=PRODUCT).click()
    expect(page.get_by_role("main")).to_contain_text("Sen trồng tại ấp, đúng như mô tả.")
    stage.look(page)
    page.get_by_role("button", name="Mở chấm").click()
    expect(page.get_by_text(f"Đã mở chấm “{PRODUCT}”.")).to_be_visible()


def _to_the_board(page: Page) -> None:
    page.get_by_role("link", name="Hội đồng").first.click()
    page.get_by_role("link", name=re.compile(r"^Phiên họp \d")).first.click()


def _to_the_sheet(page: Page) -> None:
    _to_the_board(page)
    page.get_by_role("link", name="Chấm sản phẩm tiếp theo chưa chấm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PRODUCT)


def score_by_tapping(stage: Stage, page: Page, number: int) -> None:
    """Tap one level in each of the 32 criteria; the server says that it received every one."""
    _to_the_sheet(page)
    stage.look(page)
    for code, level in member_levels(number).items():
        mark = page.locator(f"fieldset[data-code='{code}']")
        if not mark.is_visible():
            page.locator(f"a[data-step='{mark.get_attribute('data-step')}']").click()
        mark.locator(f"input[value='{level}']").locator("xpath=..").click()
        expect(mark.locator("[data-status]")).to_have_text(RECEIVED)
    expect(page.locator("[data-foot=answered]")).to_have_text("32/32")
    _send(stage, page)


def score_by_keyboard(stage: Stage, page: Page, number: int) -> None:
    """Letters choose, Enter goes on, a number chooses nothing; no pointer from the first criterion to the sent sheet."""
    _to_the_sheet(page)
    codes = list(member_levels(number).items())
    for place, (code, level) in enumerate(codes):
        mark = page.locator(f"fieldset[data-code='{code}']")
        expect(mark).to_have_class(re.compile("mark--current"))
        if place == 0:
            page.keyboard.press("2")  # the second level, or the one of two points? neither
            expect(mark.locator("[data-status]")).to_contain_text("Phím số không chọn mức")
            for name in ("Backspace", "CapsLock", "Delete"):  # named keys begin with B, C, D and are no letters
                page.keyboard.press(name)
            page.keyboard.press("f")
            expect(mark.locator("[data-status]")).to_have_text("Tiêu chí này không có mức F.")
            expect(mark.locator("input:checked")).to_have_count(0)
        page.keyboard.press("0ABCDE"[level])
        expect(mark.locator("[data-status]")).to_have_text(RECEIVED)
        if place + 1 < len(codes):
            page.keyboard.press("Enter")
    expect(page.locator("[data-foot=answered]")).to_have_text("32/32")
    page.keyboard.press("g")
    page.get_by_role("heading", name="Kiểm tra phiếu trước khi gửi").wait_for()
    page.get_by_label("Nhận xét chung").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Máy chủ đã nhận phiếu")).to_be_visible()


def score_without_scripts(stage: Stage, page: Page, number: int) -> None:
    """Part after part as a plain form."""
    _to_the_sheet(page)
    for part in sheet().parts:
        form = page.locator(f"#phan-{part.code}")
        for code, level in member_levels(number).items():
            radio = form.locator(f"input[name='muc-{code}'][value='{level}']")
            if radio.count():
                radio.check(force=True)
        form.get_by_role("button", name="Lưu phần này").click()
    _confirm_sending(stage, page)


def _send(stage: Stage, page: Page) -> None:
    page.get_by_role("link", name="Gửi phiếu").click()
    _confirm_sending(stage, page)


def _confirm_sending(stage: Stage, page: Page) -> None:
    expect(page.get_by_role("heading", name="Kiểm tra phiếu trước khi gửi")).to_be_visible()
    stage.look(page)
    page.get_by_role("button", name="Gửi phiếu").click()
    expect(page.get_by_role("heading", name="Máy chủ đã nhận phiếu")).to_be_visible()
    stage.look(page)


def nobody_sees_a_mark(page: Page, totals: list[str]) -> None:
    """Before closing: no total of anybody on the board, and no way to the result."""
    _to_the_board(page)
    words = page.locator("#bang").inner_text()
    assert [total for total in totals if re.search(rf"(?<!\d){total}(?!\d)", words)] == [], words
    assert "điểm" not in page.locator("#bang tbody").inner_text()
    address = page.get_by_role("link", name=PRODUCT).get_attribute("href") or ""
    assert (page.request.get(page.url.split("/hoi-dong")[0] + address + "ket-qua/")).status == 403


def close_and_conclude(stage: Stage, page: Page) -> None:
    """The chair closes the product, reads the result, finds nothing to settle, makes it final, signs the report."""
    _to_the_board(page)
    page.get_by_role("link", name="Đóng chấm").click()
    expect(page.get_by_role("main")).to_contain_text("Máy chủ đã nhận đủ phiếu của các thành viên có mặt.")
    stage.look(page)
    page.get_by_role("button", name="Đóng chấm và tổng hợp").click()
    expect(page.get_by_role("main")).to_contain_text("điểm trung bình của 4 phiếu")
    stage.look(page)
    page.get_by_role("link", name="mức thống nhất").click()
    stage.look(page)
    expect(page.get_by_role("main")).to_contain_text("Không còn tiêu chí nào phải thống nhất")
    page.get_by_role("link", name="Quay lại kết quả").click()
    expect(page.get_by_role("main")).to_contain_text("4 sao")
    page.get_by_role("button", name="Chốt kết quả").click()
    expect(page.get_by_text("Đã chốt kết quả.")).to_be_visible()
    page.get_by_role("link", name="Báo cáo và biên bản").first.click()
    stage.look(page)
    page.get_by_label("Số báo cáo").fill("9/BC-HĐ")
    page.get_by_label("Kết luận của phiên họp").fill("Hội đồng thống nhất đề nghị công nhận.")
    page.get_by_role("button", name="Ký báo cáo").click()
    expect(page.get_by_role("main")).to_contain_text("Đã ký số 9/BC-HĐ")
    stage.look(page)
