"""From an empty installation to a council that can meet: invitations, roles, rules, council, seats; all on pages."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from ocop.councils.models import Council
from ocop.jobs.working import work_off
from ocop.notices.models import NoticeDelivery

from .stage import PASSWORD, Stage

OFFICIALS = (
    ("Phạm Thị Ánh", "provincial_officer", "Tỉnh Tây Ninh"),
    ("Bùi Quang Hòa", "provincial_chair", "Tỉnh Tây Ninh"),
    ("Nguyễn Thị Lan", "commune_officer", "Phường Tân Ninh"),
    ("Lê Văn Ân", "commune_chair", "Phường Tân Ninh"),
)
MEMBERS = (
    ("Huỳnh Ngọc Đức", "Chủ tịch Hội đồng", "UBND tỉnh"),
    ("Đặng Văn Thủy", "Ủy viên", "Sở Nông nghiệp và Môi trường"),
    ("Trần Thị Bình", "Ủy viên", "Sở Công Thương"),
    ("Lê Ngọc Ễn", "Ủy viên", "Sở Y tế"),
    ("Võ Minh Khuê", "Thư ký", "Cơ quan tham mưu OCOP tỉnh"),
)
Link = str


def accept(stage: Stage, link: Link) -> str:
    """An invited person opens the link, sets a password, is signed in; returns the user name the page tells."""
    with stage.visitor() as page:
        page.goto(urlsplit(link).path)
        stage.look(page)
        username = page.get_by_role("definition").first.inner_text()
        page.get_by_label("Mật khẩu mới").fill(PASSWORD)
        page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đặt mật khẩu và đăng nhập").click()
        page.get_by_role("heading", name="Việc cần làm").wait_for()
        page.goto(urlsplit(link).path)
        expect(page.get_by_role("heading", level=1)).to_have_text("Đường dẫn không còn dùng được")
    stage.complaints[:] = [one for one in stage.complaints if "status of 410" not in one]
    return username


def _link_on(page: Page) -> Link:
    return page.get_by_label(re.compile("^Gửi riêng cho")).input_value()


def _link_in_mail(address: str) -> Link:
    """What the invited person finds in the own mail, and nobody else sees."""
    NoticeDelivery.objects.filter(state="waiting").update(next_at=timezone.now())
    work_off()
    letter = next(one for one in reversed(mail.outbox) if one.to == [address])
    return str(re.findall(r"http\S+/loi-moi/\S+", str(letter.body))[0])


def invite_officials(stage: Stage, page: Page) -> dict[str, Link]:
    """The administrator invites the officials and gives each the role; returns the links by role, as they come by mail."""
    links = {}
    for number, (name, role, place) in enumerate(OFFICIALS):
        page.get_by_role("link", name="Tài khoản và vai trò").first.click()
        page.get_by_role("link", name="Mời người mới").click()
        page.get_by_label("Họ và tên").fill(name)
        page.get_by_label("Thư điện tử").fill(f"nguoi{number}@example.vn")
        page.get_by_role("button", name="Lập tài khoản và lấy đường dẫn").click()
        stage.look(page)
        expect(page.get_by_text(f"Đường dẫn được gửi thẳng tới {name}")).to_be_visible()
        links[role] = _link_in_mail(f"nguoi{number}@example.vn")
        page.get_by_role("link", name="Giao vai trò").click()
        page.get_by_role("combobox", name="Tỉnh, thành phố").select_option(label="Tỉnh Tây Ninh")
        page.get_by_role("button", name="Chọn tỉnh này").click()
        page.get_by_role("combobox", name="Vai trò", exact=True).select_option(role)
        page.get_by_role("combobox", name="Nơi giữ vai trò").select_option(label=place)
        page.get_by_role("button", name="Giao vai trò").click()
        expect(page.get_by_text(f"Đã giao vai trò cho {name}.")).to_be_visible()
    return links


def record_rules(stage: Stage, page: Page, day: str) -> None:
    """The office records the working rules: two thirds present, everything else as the national defaults."""
    page.get_by_role("link", name="Ghi quy chế và Hội đồng của tỉnh").click()
    stage.look(page)
    page.get_by_role("link", name="Ghi quy chế").first.click()
    stage.look(page)
    page.get_by_label("Số quyết định ban hành quy chế").fill("15/QĐ-UBND")
    page.get_by_label("Có hiệu lực từ ngày").fill(day)
    page.get_by_label("Tỷ lệ thành viên phải có mặt").fill("hai phần ba")
    page.get_by_role("button", name="Ghi quy chế").click()
    expect(page.get_by_text("Hãy ghi tỷ lệ như 75 % hoặc 2/3.").first).to_be_visible()
    expect(page.get_by_label("Số quyết định ban hành quy chế")).to_have_value("15/QĐ-UBND")
    page.get_by_label("Tỷ lệ thành viên phải có mặt").fill("2/3")
    page.get_by_role("button", name="Ghi quy chế").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quy chế số 15/QĐ-UBND")
    stage.look(page)


def record_council(stage: Stage, page: Page, day: str) -> dict[str, Link]:
    """The office records the council and seats its people one by one; returns the links by name."""
    page.get_by_role("link", name="Hội đồng và quy chế").first.click()
    page.get_by_role("link", name="Ghi Hội đồng").first.click()
    stage.look(page)
    page.get_by_label("Số quyết định thành lập").fill("100/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill(day)
    page.get_by_role("button", name="Ghi Hội đồng và thêm người").click()
    council = urlsplit(page.url).path
    links = {}
    for number, (name, capacity, organisation) in enumerate(MEMBERS):
        page.goto(council)
        page.get_by_role("link", name="Thêm người").first.click()
        page.get_by_label("Họ và tên").fill(name)
        page.get_by_label("Số điện thoại").fill(f"09112223{number:02}")
        page.get_by_label(capacity, exact=True).check()
        page.get_by_label("Cơ quan, tổ chức").fill(organisation)
        if not number:
            stage.look(page)
        page.get_by_role("button", name="Ghi vào Hội đồng").click()
        links[name] = _link_on(page)
    page.goto(council)
    stage.look(page)
    expect(
        page.get_by_text("Chưa thấy người của: Sở Khoa học và Công nghệ; Sở Văn hóa, Thể thao và Du lịch.")
    ).to_be_visible()
    expect(page.get_by_text("5 người chưa nhận lời mời hoặc chưa được xác nhận đúng người")).to_be_visible()
    return links


def confirm_people(stage: Stage, page: Page) -> None:
    """The chair of the province, who saw none of the links, confirms each member of the council."""
    for number, (name, _, organisation) in enumerate(MEMBERS):
        page.goto("/trang-chu/")
        page.get_by_role("link", name=f"Xác nhận người được mời: {name}").click()
        page.get_by_role("link", name="Xác nhận đúng người").click()
        if not number:
            stage.look(page)
        page.get_by_label("Bạn biết bằng cách nào").fill(f"Gọi số máy bàn của {organisation}")
        page.get_by_role("button", name="Tôi xác nhận đúng là người này").click()
        expect(page.get_by_text(f"Đã xác nhận {name}.")).to_be_visible()
    stage.look(page)
    page.goto(reverse("councils:council", args=[Council.objects.get().pk]))
    expect(page.get_by_text("Chưa họp được ngay")).not_to_be_visible()


def found_a_province(
    stage: Stage, first_link: Link, day: str, on_the_way: Callable[[str, Page], None]
) -> dict[str, str]:
    """Everything up to a council whose people have signed in; returns user names by role or name.

    ``on_the_way`` is called in the office's window after rules and council, for what the office does besides.
    """
    names = {"system_administrator": accept(stage, first_link)}
    with stage.person(names["system_administrator"]) as administrator:
        links = invite_officials(stage, administrator)
    names |= {role: accept(stage, link) for role, link in links.items()}
    with stage.person(names["provincial_officer"]) as officer:
        record_rules(stage, officer, day)
        links = record_council(stage, officer, day)
        on_the_way(names["provincial_officer"], officer)
    names |= {name: accept(stage, link) for name, link in links.items()}
    with stage.person(names["provincial_chair"]) as chair:
        confirm_people(stage, chair)
    return names
