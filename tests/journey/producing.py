"""The producer's part of the journey: sign up, register, answer 32 criteria, attach papers, check, submit; answer a request."""

import re

from playwright.sync_api import Page, expect

from ocop.demo.choices import choices_reaching
from ocop.law.sheets import Sheet
from ocop.law.tests.usual import get_sheet
from tests.papers import jpeg_bytes, pdf_bytes

from .stage import PASSWORD, Stage

PRODUCT = "Trà sen Bà Đen"
MOST_SCREENS = 60  # from sign-up to receipt: 32 criteria, the forms, and two files sent
PRODUCER = "Hợp tác xã Trà Bà Đen"
REGISTRATION = {
    "Họ và tên người đại diện": "Trần Thị Sen",
    "Địa chỉ liên hệ": "Ấp Trường Thọ",
    "Số điện thoại": "0912 345 678",
}
GENERAL = {
    "Địa chỉ thường trú": "Ấp Trường Thọ",
    "Dân tộc": "Kinh",
    "Mô tả sản phẩm": "Trà sen ướp hai lần hương, hộp 100 g.",
    "Lịch sử hình thành": "Lập năm 2016 từ mười hai hộ trồng sen.",
    "Cơ cấu tổ chức": "Ban giám đốc ba người, mười hai thành viên.",
}


def sheet() -> Sheet:
    """The criteria of tea."""
    return get_sheet("R4", 11)


def choices() -> dict[str, int]:
    """Levels that reach four stars and miss one gate of five; every criterion is answered, 0 says that no level is met."""
    reached = {**choices_reaching(sheet(), 4), "1.5": 3}
    return {one.code: int(reached.get(one.code, 0)) for one in sheet().scored_criteria}


def sign_up(stage: Stage, page: Page, username: str) -> None:
    """Make an account."""
    page.goto("/")
    stage.look(page)
    page.get_by_role("link", name="Đăng nhập").first.click()
    page.get_by_role("link", name="Tạo tài khoản chủ thể").click()
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Họ và tên").fill("Trần Thị Sen")
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    page.get_by_role("button", name="Tạo tài khoản").click()
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()
    stage.look(page)


def register(stage: Stage, page: Page) -> None:
    """Register the cooperative and its tea."""
    page.get_by_role("link", name="Đăng ký chủ thể của bạn").click()
    stage.look(page)
    page.get_by_label("Tên chủ thể").fill(PRODUCER)
    page.get_by_label("Hợp tác xã", exact=True).check()
    page.get_by_label("Tỉnh, thành phố").select_option(label="Tỉnh Tây Ninh")
    if not stage.scripts:
        page.get_by_role("button", name="Hiện danh sách xã của tỉnh").click()
    page.get_by_label("Xã, phường, đặc khu").select_option(label="Phường Tân Ninh")
    page.get_by_label("Địa chỉ (số nhà, thôn, ấp)").fill("Ấp Trường Thọ")
    page.get_by_label("Điện thoại của chủ thể").fill("0912345678")
    page.get_by_label("Nữ", exact=True).check()
    page.get_by_label("Dân tộc").fill("Kinh")
    page.get_by_role("button", name="Đăng ký chủ thể").click()
    page.get_by_role("link", name="Đăng ký sản phẩm").click()
    page.get_by_label("Gõ tên sản phẩm như bạn vẫn gọi").fill(PRODUCT)
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="Bộ 11.").first.click()
    page.get_by_label("Tên sản phẩm").fill(PRODUCT)
    page.get_by_label("Câu chuyện sản phẩm").fill(
        "Mùa sen tháng sáu, bà con chèo xuồng ra đầm từ lúc chưa tỏ mặt trời."
    )
    page.get_by_role("button", name="Đăng ký sản phẩm").click()
    expect(page.get_by_role("heading", level=1, name=PRODUCT)).to_be_visible()


def start_dossier(stage: Stage, page: Page) -> str:
    """Open the draft; returns its address."""
    page.get_by_role("link", name="Lập hồ sơ đánh giá").click()
    stage.look(page)
    page.get_by_role("button", name="Bắt đầu lập hồ sơ").click()
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    stage.look(page)
    return page.url


def fill_forms(stage: Stage, page: Page) -> None:
    """Answer Mẫu 01 and the general parts of Mẫu 02, page after page."""
    page.get_by_role("link", name="Phiếu đăng ký (Mẫu 01)").click()
    stage.look(page)
    _fill(page, REGISTRATION)
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.wait_for_url(re.compile(r"/thong-tin-chung/"))
    stage.look(page)
    while "/thong-tin-chung/" in page.url:
        _fill(page, GENERAL)
        for box in page.get_by_role("main").locator("textarea:visible").all():
            if not box.input_value():
                box.fill("Thu mua theo hợp đồng với các hộ trồng sen trong phường.")
        page.get_by_role("button", name="Lưu và tiếp tục").click()


def _fill(page: Page, answers: dict[str, str]) -> None:
    for label, words in answers.items():
        box = page.get_by_label(label)
        if box.count():
            box.first.fill(words)


def answer_criteria(stage: Stage, page: Page) -> None:
    """Answer all 32 criteria; the first carries a PDF, the second a photograph."""
    page.wait_for_url(re.compile(r"/tu-danh-gia/1\.1/"))
    for number, (code, level) in enumerate(choices().items()):
        expect(page.get_by_role("heading", level=1)).to_contain_text(code)
        page.locator(f"label.level:has(input[name=level][value='{level}'])").click()
        expect(page.locator(f"input[name=level][value='{level}']")).to_be_checked()
        page.get_by_label("Mô tả kết quả của bạn").fill(f"Kết quả của tiêu chí {code}.")
        if number == 0:
            stage.look(page)
            _upload(page, "Hợp đồng thu mua.pdf", "application/pdf", pdf_bytes())
        if number == 1:
            _upload(page, "Vườn sen.jpg", "image/jpeg", jpeg_bytes())
        page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.get_by_role("heading", level=1, name="Tự đánh giá")).to_be_visible()


def _upload(page: Page, name: str, kind: str, content: bytes) -> None:
    page.get_by_label("Chọn tệp có sẵn").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name="Gửi tệp").click()
    expect(page.get_by_text("Máy chủ đã nhận 1 tệp.")).to_be_visible()


def check_and_submit(stage: Stage, page: Page) -> None:
    """See points, star and gates; read everything once more; declare and submit; get a receipt."""
    main = page.get_by_role("main")
    expect(main).to_contain_text("4 sao")
    expect(main.locator(".gates")).to_contain_text("Còn thiếu cho 5 sao")
    expect(main.locator(".gates")).to_contain_text("1.5")
    stage.look(page)
    page.get_by_role("link", name="Kiểm tra và nộp").click()
    expect(main).to_contain_text("Hồ sơ đã đủ để nộp")
    stage.look(page)
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(main).to_contain_text("Hãy đánh dấu vào ô cam đoan trước khi nộp.")
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_role("heading", name="Đã nộp hồ sơ")).to_be_visible()
    expect(main).to_contain_text(re.compile(r"Biên nhận\s+[0-9A-Z]{4}-[0-9A-Z]{4}"))
    stage.look(page)


def file_a_dossier(stage: Stage, page: Page, username: str) -> str:
    """The whole filing part, on no more screens than people were promised; returns the dossier's address."""
    screens: list[str] = []  # every page that was loaded, a form sent back included
    page.on("domcontentloaded", lambda shown: screens.append(shown.url))
    sign_up(stage, page, username)
    register(stage, page)
    dossier = start_dossier(stage, page)
    fill_forms(stage, page)
    answer_criteria(stage, page)
    check_and_submit(stage, page)
    assert len(screens) <= MOST_SCREENS, f"{len(screens)} screens from sign-up to receipt: {screens}"
    return dossier


def answer_request(stage: Stage, page: Page) -> None:
    """Read what the commune misses, add a paper, send the dossier back."""
    page.get_by_role("link", name=f"Hoàn thiện hồ sơ {PRODUCT}").click()
    expect(page.get_by_role("main")).to_contain_text("Thiếu phiếu kiểm nghiệm.")
    stage.look(page)
    page.get_by_role("link", name="Giấy tờ chung").click()
    page.get_by_label("Loại giấy tờ").select_option(label="Phiếu kết quả kiểm nghiệm")
    page.get_by_label("Chọn tệp có sẵn").set_input_files(
        {"name": "Kiểm nghiệm.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes("Phiếu kiểm nghiệm")}
    )
    stage.look(page)
    page.get_by_role("button", name="Gửi tệp").click()
    expect(page.get_by_text("Máy chủ đã nhận 1 tệp.")).to_be_visible()
    page.goto("/trang-chu/")
    page.get_by_role("link", name=f"Hoàn thiện hồ sơ {PRODUCT}").click()
    page.get_by_label("Giải trình của bạn").fill("Đã gửi phiếu kiểm nghiệm mới.")
    page.get_by_role("button", name="Nộp lại hồ sơ").click()
    expect(page.get_by_role("heading", name="Đã nộp lại hồ sơ")).to_be_visible()
