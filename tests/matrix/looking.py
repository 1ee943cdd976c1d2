"""What eyes look at: every page of the matrix with names as long as they may be, and every form sent back with nothing in it.

The pages are asked for in the world's own transaction and shown to Chromium from memory, so that no server and no data of its own are
needed. ``pytest tests/matrix/test_looks.py --pictures FOLDER`` photographs them, with ``--every-cell`` those of every route.
"""

import mimetypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import Page, Route

from ocop.councils.models import Council
from ocop.people.models import UserAccount
from ocop.producers.models import LegalRepresentative, Producer
from ocop.products.models import Product

from .objects import World
from .people import ANONYMOUS
from .table import Row, rows
from .typed import address_of

PICTURE = re.compile(r'src="(/(?!static/)[^"]+)"')
HOME = "http://localhost"
WIDTHS = (360, 768, 1366)
COOPERATIVE = "Hợp tác xã Nông nghiệp, Dịch vụ và Thương mại tổng hợp Phường Ninh Thạnh – Trảng Bàng"
PERSON = "Công Huyền Tôn Nữ Nguyễn Thị Phương Nghiêm Khuông"
PRODUCT = "Bánh tráng phơi sương muối ớt tôm hành nướng giòn Nghiêng Nhiễu Thượng hạng hộp quà Tết 500 g"
UNBROKEN = "Nghiêngnghiêngthuyềnnghiêngnghiêngtrăng" * 3
PROVINCE = ("provincial_officer", "provincial_officer_far")
COMMUNE = ("commune_officer", "commune_officer_next")
PRODUCER = ("producer", "producer_next")
COUNCIL = ("council_chair", "council_chair_far")
# The second of two people is at home where there is nothing yet.
MAIN: dict[str, tuple[str, ...]] = {
    "portal:home": (ANONYMOUS,), "portal:search": (ANONYMOUS,), "portal:product": (ANONYMOUS,), "portal:producer": (ANONYMOUS,),
    "scan": (ANONYMOUS,), "account_login": (ANONYMOUS,),
    "web:home": (*PRODUCER, *COMMUNE, *PROVINCE, *COUNCIL, "central_officer", "newcomer"),
    "web:radar": (*COMMUNE, *PROVINCE, "central_officer"),
    "producers:detail": PRODUCER, "products:list": PRODUCER, "products:detail": PRODUCER, "products:edit": PRODUCER,
    "filing:list": PRODUCER, "filing:detail": PRODUCER, "filing:criterion": PRODUCER, "filing:check": PRODUCER,
    "filing:start": PRODUCER, "filing:kind": PRODUCER,
    "reviewing:commune_queue": COMMUNE, "reviewing:review": COMMUNE, "reviewing:commune_assessment": COMMUNE,
    "reviewing:province_queue": PROVINCE, "reviewing:rounds": PROVINCE,
    "advisory:reviews": ("advisory_head", "advisory_head_far"), "advisory:review": ("advisory_head",),
    "councils:meetings": COUNCIL, "councils:meeting": COUNCIL, "councils:score": ("council_member",), "councils:result": COUNCIL,
    "councils:consult": ("council_secretary",), "councils:report": COUNCIL,
    "recognition:queue": ("provincial_chair", "provincial_chair_far"), "recognition:decide": ("provincial_chair",),
    "recognition:decision": ("provincial_chair",), "recognition:correct": ("provincial_officer",),
    "recognition:certificate": ("producer",), "recognition:ministry_queue": ("central_officer",),
    "inspections:cases": PROVINCE, "inspections:case": ("provincial_officer",), "inspections:inspections": PROVINCE,
    "inspections:inspection": ("provincial_officer",), "inspections:open": ("provincial_officer",),
    "ministry:packages": (*PROVINCE, "central_officer"), "ministry:package": ("central_officer",),
    "ministry:redo_requests": (*PROVINCE, "central_officer"), "ministry:redo_create": ("central_officer",),
    "ledger:entries": ("system_administrator",), "people:assignments": ("system_administrator",), "notices:list": PRODUCER,
    "jobs:list": ("producer",),
}  # fmt: skip
REFUSALS: tuple[tuple[int, str, dict[str, object]], ...] = (
    (400, "web/errors/bad_request.html", {}),
    (403, "web/errors/permission_denied.html", {"reason": f"Chỉ người của {COOPERATIVE} làm được việc này."}),
    (404, "web/errors/not_found.html", {}),
    (410, "people/link_over.html", {}),
    (413, "web/errors/too_long.html", {"most": 60}),
    (419, "web/errors/csrf.html", {}),
    (429, "people/come_back_later.html", {"minutes": 3, "until": datetime(2026, 9, 1, 9, 3, tzinfo=UTC)}),
    (500, "web/errors/server_error.html", {"language": "vi"}),
    (503, "web/errors/maintenance.html", {}),
)
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    def is_page(self) -> bool:
        """Whether people read it: a page, or a form that came back."""
        return self.status in {200, 422} and self.headers.get("Content-Type", "").startswith("text/html")


@dataclass(frozen=True)
class Sight:
    """One page as somebody gets it."""

    name: str
    address: str
    client: Client
    answer: Answer


def lengthen(world: World) -> None:
    """Give everybody and everything a long name, every third one without a blank; the caller undoes it."""
    for model, field, long in (
        (UserAccount, "full_name", PERSON),
        (LegalRepresentative, "full_name", PERSON),
        (Producer, "name", COOPERATIVE),
        (Product, "name", PRODUCT),
        (Council, "name", "Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Tây Ninh nhiệm kỳ 2026–2030"),
    ):
        for number, row in enumerate(model._default_manager.order_by("pk")):
            name = f"{UNBROKEN}{number}" if number % 3 == 1 else f"{long} {number}"
            model._default_manager.filter(pk=row.pk).update(**{field: name})


def main_sights(world: World) -> Iterator[Sight]:
    """The pages most people spend their day on, the newest rooms, the same pages for somebody who has nothing yet, and refusals."""
    return _walked(world, [row for row in rows() if row.route in MAIN and row.method == "get"])


def all_sights(world: World) -> Iterator[Sight]:
    """Every page that opens for somebody, and every form that comes back when nothing was typed."""
    return _walked(world, rows())


def _walked(world: World, chosen: Sequence[Row]) -> Iterator[Sight]:
    seen = set()
    for row in chosen:
        for name in _visitors(row):
            address, client = address_of(world, row.route, row.subject), world.client_of(name)
            answer = _ask(client, address, row.method)
            state = "" if answer.status == 200 else str(answer.status)
            label = "-".join(filter(None, (row.route.replace(":", "-"), row.subject, name, state)))
            if answer.is_page() and label not in seen:
                seen.add(label)
                yield Sight(label, address, client, answer)
    yield from _refusals(world)


def _visitors(row: Row) -> list[str]:
    """Who goes there: whose page it is, those who have nothing in it yet, or the first who may."""
    may = [name for name, outcome in row.outcomes.items() if outcome == "allowed"]
    unsaid = "" if row.subject else "allowed"  # rows without an object speak of the people at home only
    return [name for name in MAIN.get(row.route, ()) if row.outcomes.get(name, unsaid) == "allowed"] or may[:1]


def _refusals(world: World) -> Iterator[Sight]:
    """The pages that say no, as a visitor and as somebody who is signed in gets them."""
    for name in (ANONYMOUS, "producer"):
        client = world.client_of(name)
        request = client.get("/").wsgi_request
        for status, template, told in REFUSALS:
            body = render_to_string(template, told, request).encode()
            found = Answer(200, {"Content-Type": "text/html; charset=utf-8"}, body)
            yield Sight(f"{status}-{name}", f"/{status}/{name}/", client, found)


def _ask(client: Client, address: str, method: str) -> Answer:
    with transaction.atomic():
        found = client.get(address) if method == "get" else client.post(address, {"csrfmiddlewaretoken": ""})
        body = b"".join(found)
        transaction.set_rollback(True)
    return Answer(found.status_code, dict(found.headers), body)


class Booth:
    """A tab that shows pages from memory. It asks Django for nothing while it draws: Playwright's loop would open a connection of its own."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.kept: dict[str, Answer] = {}
        page.context.route("**/*", self._answer)

    def show(self, sight: Sight) -> None:
        """Open a page as it was answered, with its pictures."""
        text = sight.answer.body.decode()
        pictures = {escaped.replace("&amp;", "&") for escaped in PICTURE.findall(text)}
        self.kept = {address: _ask(sight.client, address, "get") for address in pictures}
        self.kept[sight.address] = sight.answer
        self.page.goto(HOME + sight.address)

    def _answer(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            kind = mimetypes.guess_type(parts.path)[0] or "application/octet-stream"
            route.fulfill(content_type=kind, body=_static(parts.path))
        elif found := self.kept.get(parts.path + (f"?{parts.query}" if parts.query else "")):
            route.fulfill(status=found.status, headers=found.headers, body=found.body)
        else:
            route.abort()


@cache
def _static(path: str) -> bytes:
    return Path(str(finders.find(path.removeprefix("/static/")))).read_bytes()
