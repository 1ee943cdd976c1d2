"""The commune's and the province's part: receive, ask, assess, sign and propose; check and put into a round; confirm the sheet."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from ocop.vietnamese import format_date

from .producing import PRODUCT
from .stage import Stage

CONTENTS = {
    "Nguồn gốc sản phẩm, nguyên liệu địa phương": "Sen trồng tại ấp, đủ cho sản xuất quanh năm.",
    "Sử dụng lao động địa phương": "Mười hai lao động, đều là người của phường.",
    "Nguồn gốc ý tưởng sản phẩm": "Nghề ướp sen có từ năm 1960.",
    "Bản sắc, trí tuệ địa phương": "Cách ướp hai lần hương là riêng của làng.",
}


def day(distance: int = 0) -> str:
    """A day as people type it."""
    return format_date(timezone.localdate() + timedelta(days=distance))


def receive_and_ask(stage: Stage, page: Page) -> None:
    """Find the new dossier, give it a number, name what is missing."""
    page.get_by_role("link", name="Hàng đợi của xã").click()
    stage.look(page)
    page.get_by_role("link", name=PRODUCT).click()
    stage.look(page)
    page.get_by_role("button", name="Tiếp nhận, cấp số phiếu").click()
    expect(page.get_by_text("Đã tiếp nhận. Số phiếu 01/PĐK-")).to_be_visible()
    page.get_by_role("link", name="Yêu cầu hoàn thiện").click()
    stage.look(page)
    page.get_by_label("Nội dung cần hoàn thiện").fill("Thiếu phiếu kiểm nghiệm.")
    page.get_by_label("Hạn hoàn thiện").fill(day(7))
    page.get_by_label("Giấy tờ chung").check()
    page.get_by_role("button", name="Gửi yêu cầu").click()
    expect(page.get_by_text("Đã gửi yêu cầu.")).to_be_visible()


def assess(stage: Stage, page: Page) -> None:
    """Read the answer, write the four contents of Mẫu 03, hand them to the chair."""
    page.get_by_role("link", name="Hàng đợi của xã").click()
    page.get_by_role("link", name=PRODUCT).click()
    expect(page.get_by_role("main")).to_contain_text("Đã gửi phiếu kiểm nghiệm mới.")
    page.get_by_role("link", name="Lập Mẫu 03").click()
    stage.look(page)
    for label, words in CONTENTS.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Lưu và trình Chủ tịch ký").click()
    expect(page.get_by_text("Đã trình Chủ tịch UBND xã ký.")).to_be_visible()


def sign_and_propose(stage: Stage, page: Page) -> None:
    """The chair of the commune reads the draft, types letter and samples, checks, signs."""
    page.get_by_role("link", name="Hàng đợi của xã").click()
    page.get_by_role("link", name=PRODUCT).click()
    page.get_by_role("link", name="Ký, đề nghị tỉnh").first.click()
    stage.look(page)
    page.get_by_label("Số văn bản đề nghị").fill("12/UBND-KT")
    page.get_by_label("Ngày văn bản").fill(day())
    page.get_by_label("Số sản phẩm mẫu gửi kèm").fill("5")
    page.get_by_role("button", name="Tiếp tục để kiểm tra").click()
    stage.look(page)
    page.get_by_role("button", name="Ký và gửi tỉnh").click()
    expect(page.get_by_text("Đã ký và gửi tỉnh kèm văn bản số 12/UBND-KT.")).to_be_visible()


def plan_a_round(stage: Stage, page: Page) -> None:
    """The office of the province adds a round that is open now."""
    page.get_by_role("link", name="Đợt đánh giá").click()
    page.get_by_role("link", name="Thêm đợt ngoài hai đợt của luật").click()
    page.get_by_label("Nhận đề nghị trước ngày").fill(day(30))
    page.get_by_label("Đánh giá xong trước ngày").fill(day(60))
    page.get_by_label("Căn cứ").fill("Quyết định 15/QĐ-HĐ, Điều 6")
    page.get_by_role("button", name="Thêm đợt").click()
    expect(page.get_by_text("Đã thêm “Đợt bổ sung")).to_be_visible()
    stage.look(page)


def confirm_the_sheet(stage: Stage, page: Page) -> None:
    """An authorised person confirms that the criteria of tea were compared with the signed decision."""
    page.get_by_role("link", name="Bộ tiêu chí").click()
    stage.look(page)
    page.get_by_role("link", name="Chè tươi, chè chế biến").click()
    stage.look(page)
    page.get_by_label("Đã đối chiếu với").fill("Bản ký số Quyết định 26/2026/QĐ-TTg, Phụ lục II")
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("Bộ 11 đã được xác nhận.")).to_be_visible()


def accept(stage: Stage, page: Page) -> None:
    """The office registers the dossier and puts it into the round."""
    page.get_by_role("link", name="Hồ sơ của tỉnh").click()
    stage.look(page)
    page.get_by_role("link", name=PRODUCT).click()
    page.get_by_role("button", name="Tiếp nhận, cấp số phiếu").click()
    expect(page.get_by_text("Đã tiếp nhận. Số phiếu của tỉnh:")).to_be_visible()
    stage.look(page)
    page.get_by_label("Đợt bổ sung").check()
    page.get_by_role("button", name="Đưa vào đợt").click()
    expect(page.get_by_role("main")).to_contain_text("Đã vào đợt")
