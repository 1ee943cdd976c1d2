"""The advisory group's part: the office records it, the head takes the dossier on, visits, writes and signs the report."""

from playwright.sync_api import Page, expect

from .producing import PRODUCT
from .reviewing import day
from .stage import Stage

REMARKS = {
    "Thành phần, tính đầy đủ của hồ sơ": "Đủ giấy tờ, còn giá trị.",
    "Phần A": "Sen trồng tại ấp, đúng như mô tả.",
    "Phần B": "Có hợp đồng với hai cửa hàng.",
    "Phần C": "Nhãn đủ nội dung, nơi làm sạch.",
}


def set_up_the_group(stage: Stage, page: Page) -> None:
    """The office records the decision of the chair of the province and the head it names."""
    page.get_by_role("link", name="Tổ tư vấn", exact=True).click()
    page.get_by_role("link", name="Các Tổ tư vấn").click()
    page.get_by_role("link", name="Ghi quyết định thành lập").first.click()
    stage.look(page)
    page.get_by_label("Tên Tổ tư vấn").fill("Tổ tư vấn Hội đồng OCOP tỉnh Tây Ninh")
    page.get_by_label("Số quyết định thành lập").fill("101/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill(day())
    page.get_by_role("button", name="Ghi và bổ sung thành viên").click()
    page.get_by_label("Tên đăng nhập").fill("totruong")
    page.get_by_label("Tổ trưởng").check()
    page.get_by_label("Cơ quan, tổ chức").fill("Chi cục Phát triển nông thôn")
    page.get_by_role("button", name="Bổ sung").click()
    expect(page.get_by_text("Đã bổ sung Lâm Thị Quế.")).to_be_visible()
    stage.look(page)


def report(stage: Stage, page: Page) -> None:
    """The head takes the dossier on, records the visit, writes the four parts, proposes and signs."""
    page.get_by_role("link", name="Bắt đầu đánh giá hồ sơ đã vào đợt").click()
    stage.look(page)
    page.get_by_role("link", name=PRODUCT).click()
    page.get_by_role("button", name="Bắt đầu đánh giá").click()
    expect(page.get_by_text(f"Tổ tư vấn bắt đầu đánh giá “{PRODUCT}”.")).to_be_visible()
    page.get_by_role("link", name="Ghi khảo sát").click()
    page.get_by_label("Ngày khảo sát").fill(day())
    page.get_by_label("Nơi khảo sát", exact=True).fill("Xưởng sấy, ấp 1")
    page.get_by_label("Thành phần tham gia").fill("Lâm Thị Quế; chủ thể.")
    page.get_by_label("Nội dung ghi nhận").fill("Xưởng sạch, có sổ từng mẻ.")
    stage.look(page)
    page.get_by_role("button", name="Lưu khảo sát").click()
    expect(page.get_by_text("Đã ghi khảo sát thực tế.")).to_be_visible()
    page.get_by_role("link", name="Viết báo cáo").click()
    for label, words in REMARKS.items():
        page.get_by_label(label).fill(words)
    page.get_by_label("Đề nghị đưa ra Hội đồng đánh giá").check()
    stage.look(page)
    page.get_by_role("button", name="Lưu và về hồ sơ").click()
    stage.look(page)
    page.get_by_role("link", name="Ký báo cáo").click()
    page.get_by_label("Số báo cáo").fill("12/BC-TTV")
    stage.look(page)
    page.get_by_role("button", name="Ký báo cáo").click()
    expect(page.get_by_text("Đã ký báo cáo số 12/BC-TTV và gửi Chủ tịch Hội đồng.")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Hội đồng đánh giá")


def council_waits(page: Page) -> None:
    """The chair of the council cannot open scoring before the report is signed, and is told why."""
    page.get_by_role("button", name="Mở chấm").click()
    expect(page.get_by_text("Chưa có báo cáo của Tổ tư vấn")).to_be_visible()
