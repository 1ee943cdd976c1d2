"""The stage of the journey: places and people that exist before it begins, and a browser for each of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, StorageState

from ocop.councils import operations as councils
from ocop.councils.models import Capacity
from ocop.people.models import Role, UserAccount
from tests import builders
from tests.fixtures.browser import AXE_OPTIONS
from tests.fixtures.contrast import found_good, without_known_contrast

PASSWORD = "sông Vàm Cỏ chảy về đâu"  # one that somebody may choose: whoever is invited or signs up types it as well
SEATS = (
    ("chutichhoidong", "Huỳnh Ngọc Đức", Capacity.CHAIR),
    ("thanhvien1", "Đặng Văn Thủy", Capacity.MEMBER),
    ("thanhvien2", "Trần Thị Ân", Capacity.MEMBER),
    ("thanhvien3", "Lê Ngọc Ễn", Capacity.MEMBER),
    ("thuky", "Võ Minh Khuê", Capacity.SECRETARY),
)
SCORERS = ("chutichhoidong", "thanhvien1", "thanhvien2", "thanhvien3")
NARROW = (320, 360)
REFUSED_FORM = "status of 422"  # a form sent back with a question answers so, and the console repeats it
FILLED_LAYOUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def set_the_stage() -> None:
    """A province with a ward, their officials, and a council with its rules; nobody has filed anything, the advisory group is not recorded."""
    province, commune = builders.province(), builders.commune()
    officials = (
        ("canboxa", "Nguyễn Thị Lan", Role.COMMUNE_OFFICER, commune),
        ("chutichxa", "Lê Văn Ân", Role.COMMUNE_CHAIR, commune),
        ("canbotinh", "Phạm Thị Ánh", Role.PROVINCIAL_OFFICER, province),
        ("chutichtinh", "Bùi Quang Hòa", Role.PROVINCIAL_CHAIR, province),
    )
    for username, name, role, unit in officials:
        builders.account(role, unit, username=username, full_name=name, password=PASSWORD)
    by: dict[str, Any] = {"by": UserAccount.objects.get(username="canbotinh"), "at": builders.AT}
    rules = councils.record_rules(
        province, decision_number="15/QĐ-HĐ", effective_from=date(2026, 7, 1), quorum_ratio=Decimal("0.75"),
        max_spread=Decimal(10), **by,
    )  # fmt: skip
    council = councils.set_up_council(
        province, name="Hội đồng OCOP tỉnh Tây Ninh", decision_number="100/QĐ-UBND", decided_on=date(2026, 7, 1),
        rules=rules, **by,
    )  # fmt: skip
    for username, name, capacity in SEATS:
        person = builders.account(username=username, full_name=name, password=PASSWORD)
        councils.seat_member(council, person, capacity=capacity, organisation="Sở Công Thương", **by)
    builders.account(username="totruong", full_name="Lâm Thị Quế", password=PASSWORD)


@dataclass
class Stage:
    """Opens a browser window for each person and keeps what went wrong in any of them."""

    browser: Browser
    options: dict[str, Any]
    scripts: bool = True
    everything: bool = False  # contrast on every page, also where its colours were measured before
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    without_scripts: list[Page] = field(default_factory=list)
    devices: dict[str, StorageState] = field(default_factory=dict)  # what a person's own browser kept, the session too

    @contextmanager
    def visitor(self, *, scripts: bool = True, device: StorageState | None = None) -> Iterator[Page]:
        """A window of somebody who is not signed in, or of the person whose device it is."""
        context = self.browser.new_context(
            **self.options, java_script_enabled=self.scripts and scripts, accept_downloads=True, storage_state=device
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        if not (self.scripts and scripts):
            self.without_scripts.append(page)
        page.on("request", self._watch)
        page.on("console", lambda message: self._hear(page, message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        try:
            yield page
        finally:
            context.close()

    @contextmanager
    def person(self, username: str, *, scripts: bool = True) -> Iterator[Page]:
        """A window in which this person has signed in: by typing name and password the first time, on the same device again."""
        if device := self.devices.get(username):
            with self.visitor(scripts=scripts, device=device) as page:
                page.goto("/trang-chu/")
                yield page
            return
        with self.visitor(scripts=scripts) as page:
            page.goto("/tai-khoan/login/")
            page.get_by_label("Tên đăng nhập").fill(username)
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
            page.get_by_role("heading", name="Việc cần làm").wait_for()
            self.devices[username] = page.context.storage_state()
            yield page

    def look(self, page: Page) -> None:
        """Look at a page as it stands: no barrier, no overflow on small phones."""
        self.looked_at.append(urlsplit(page.url).path)
        if page in self.without_scripts:  # axe is a script itself; these pages are looked at elsewhere
            return
        page.wait_for_load_state()  # what is asked first must find the whole page
        options, new = (AXE_OPTIONS, set[str]()) if self.everything else without_known_contrast(page, AXE_OPTIONS)
        answer = Axe().run(page, options=options).response
        lines = [
            f"{one['id']}: {one['help']} – {[node['target'] for node in one['nodes']][:5]}"
            for one in answer["violations"]
        ]
        assert lines == [], f"{page.url}\n" + "\n".join(lines)
        # What axe could not judge is not known as good.
        if all(one["id"] != "color-contrast" for one in answer["incomplete"]):
            found_good(new)
        wide = page.viewport_size
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 700})
            beyond = page.evaluate(FILLED_LAYOUT)
            assert beyond <= 0, f"{page.url} is {beyond} px too wide at {width} px"
        if wide:
            page.set_viewport_size(wide)

    def nothing_went_wrong(self) -> None:
        """No request left for another host, no script complained."""
        assert self.foreign == [], "requests to other hosts: " + ", ".join(self.foreign)
        assert self.complaints == [], "\n".join(self.complaints)

    def _watch(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.options["base_url"]).netloc:
            self.foreign.append(request.url)

    def _hear(self, page: Page, kind: str, words: str) -> None:
        if kind in {"error", "warning"} and REFUSED_FORM not in words:
            self.complaints.append(f"{page.url}: {words}")
