"""Who sees which links: one table *role → links*, nothing else decides it. Rights are checked by the rooms, not here."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ocop.people.models import Role, UserAccount
from ocop.people.rights import roles_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@dataclass(frozen=True)
class Entry:
    """A word and the name of the page it leads to; public words are translated."""

    word: "str | StrPromise"
    url_name: str
    icon: str


@dataclass(frozen=True)
class Link:
    """An entry as a page shows it."""

    word: "str | StrPromise"
    href: str
    icon: str
    current: bool


HOME = Entry("Việc cần làm", "web:home", "list-todo")
PRODUCER = Entry("Chủ thể", "producers:list", "store")
PRODUCTS = Entry("Sản phẩm", "products:list", "package")
DOSSIERS = Entry("Hồ sơ", "filing:list", "folder-open")
COMMUNE_QUEUE = Entry("Hàng đợi của xã", "reviewing:commune_queue", "inbox")
PROVINCE_QUEUE = Entry("Hồ sơ của tỉnh", "reviewing:province_queue", "inbox")
ROUNDS = Entry("Đợt đánh giá", "reviewing:rounds", "calendar-range")
ADVISORY = Entry("Tổ tư vấn", "advisory:reviews", "clipboard-check")
COUNCILS = Entry("Hội đồng", "councils:meetings", "users")
DECISIONS = Entry("Công nhận", "recognition:queue", "award")
RADAR = Entry("Sắp hết hạn", "web:radar", "calendar-clock")
REVOCATIONS = Entry("Thu hồi", "inspections:cases", "file-x")
COMPLAINTS = Entry("Khiếu nại", "complaints:complaints", "message-square-warning")
INSPECTIONS = Entry("Kiểm tra", "inspections:inspections", "clipboard-list")
MINISTRY = Entry("Tiềm năng 5 sao", "recognition:ministry_queue", "award")
PACKAGES = Entry("Hồ sơ đề nghị 5 sao", "ministry:packages", "package-check")
CENTRAL_ROUNDS = Entry("Đợt của Bộ", "ministry:rounds", "calendar-range")
REDO = Entry("Thực hiện lại", "ministry:redo_requests", "repeat")
SHEETS = Entry("Bộ tiêu chí", "criteria:list", "scale")
PEOPLE = Entry("Tài khoản và vai trò", "people:assignments", "user-cog")
DEPUTIES = Entry("Ký thay", "people:deputies", "signature")
BODIES = Entry("Cơ quan", "people:bodies", "landmark")
UNITS = Entry("Địa bàn", "territory:list", "map")
MAPPING = Entry("Địa bàn chờ xác định", "importing:mapping_queue", "map-pinned")
VERIFICATION = Entry("Đối chiếu", "recognition:verification", "file-check")
JOBS = Entry("Việc chạy lâu", "jobs:list", "hourglass")
CATALOGUE = Entry("Sản phẩm có sao", "portal:search", "star")
PUBLISHED_PRODUCERS = Entry("Các chủ thể", "portal:producers", "store")
LEDGER = Entry("Nhật ký", "ledger:entries", "scroll-text")

ENTRIES_OF_ROLE: dict[str, tuple[Entry, ...]] = {
    Role.PRODUCER_USER: (HOME, PRODUCER, PRODUCTS, DOSSIERS),
    Role.COMMUNE_OFFICER: (HOME, COMMUNE_QUEUE, REVOCATIONS, COMPLAINTS, RADAR, SHEETS),
    Role.COMMUNE_CHAIR: (HOME, COMMUNE_QUEUE, RADAR, DEPUTIES, SHEETS),
    Role.PROVINCIAL_OFFICER: (
        HOME,
        PROVINCE_QUEUE,
        ROUNDS,
        ADVISORY,
        COUNCILS,
        DECISIONS,
        PACKAGES,
        INSPECTIONS,
        REVOCATIONS,
        COMPLAINTS,
        RADAR,
        MAPPING,
        SHEETS,
    ),
    Role.ADVISORY_GROUP_HEAD: (HOME, ADVISORY, DEPUTIES, SHEETS),
    Role.ADVISORY_GROUP_MEMBER: (HOME, ADVISORY, SHEETS),
    Role.COUNCIL_MEMBER: (HOME, COUNCILS, SHEETS),
    Role.COUNCIL_SECRETARY: (HOME, COUNCILS, SHEETS),
    Role.COUNCIL_CHAIR: (HOME, COUNCILS, SHEETS),
    Role.PROVINCIAL_CHAIR: (HOME, ADVISORY, COUNCILS, DECISIONS, PACKAGES, REVOCATIONS, RADAR, DEPUTIES, SHEETS),
    Role.CENTRAL_OFFICER: (
        HOME,
        PACKAGES,
        CENTRAL_ROUNDS,
        ADVISORY,
        COUNCILS,
        DECISIONS,
        MINISTRY,
        REDO,
        INSPECTIONS,
        REVOCATIONS,
        COMPLAINTS,
        RADAR,
        SHEETS,
    ),
    Role.MINISTER: (
        HOME,
        PACKAGES,
        ADVISORY,
        COUNCILS,
        DECISIONS,
        MINISTRY,
        REDO,
        REVOCATIONS,
        RADAR,
        CATALOGUE,
        DEPUTIES,
        SHEETS,
    ),
    Role.CENTRAL_ADVISORY_GROUP_HEAD: (HOME, ADVISORY, CATALOGUE, DEPUTIES, SHEETS),
    Role.CENTRAL_ADVISORY_GROUP_MEMBER: (HOME, ADVISORY, CATALOGUE, SHEETS),
    Role.CENTRAL_COUNCIL_MEMBER: (HOME, COUNCILS, CATALOGUE, SHEETS),
    Role.CENTRAL_COUNCIL_SECRETARY: (HOME, COUNCILS, CATALOGUE, SHEETS),
    Role.CENTRAL_COUNCIL_CHAIR: (HOME, COUNCILS, CATALOGUE, DEPUTIES, SHEETS),
    Role.DEPARTMENT_OFFICER: (HOME, CATALOGUE, PRODUCER, SHEETS),
    Role.SUPERVISION_TEAM_HEAD: (HOME, CATALOGUE, PRODUCER, SHEETS),
    Role.SUPERVISION_TEAM_MEMBER: (HOME, CATALOGUE, PRODUCER, SHEETS),
    Role.STEERING_READER: (HOME, CATALOGUE, SHEETS),
    Role.CONTENT_EDITOR: (HOME, CATALOGUE, SHEETS),
    Role.BUYER: (HOME, CATALOGUE, PUBLISHED_PRODUCERS),
    Role.SYSTEM_ADMINISTRATOR: (HOME, PEOPLE, BODIES, DEPUTIES, SHEETS, UNITS, LEDGER, VERIFICATION, JOBS),
}
# Someone who has just signed up, or a consultant who acts for producers by delegation.
WITHOUT_ROLE = (HOME, PRODUCER, DOSSIERS)
PUBLIC_ENTRIES = (
    Entry(_("Sản phẩm"), "portal:search", "search"),
    Entry(_("Các chủ thể"), "portal:producers", "store"),
    Entry(_("Cách chấm sao"), "portal:about", "star"),
    Entry(_("Dữ liệu mở"), "portal:api_docs", "database"),
)
ROOMS_OF_DOSSIERS = ("reviewing", "filing")  # an officer's list comes first: an officer reads the pages of both
PAGES_WITHOUT_QUICK_SEARCH = {"portal:home", "portal:search", "portal:producers", "scan", "scan_as_printed"}
ACCOUNT_ENTRIES = (
    Entry("Tài khoản của tôi", "people:account", "id-card"),
    JOBS,
    Entry("Xác thực hai lớp", "mfa_index", "shield-check"),
    Entry("Đổi mật khẩu", "account_change_password", "key-round"),
)


def _links(entries: Iterable[Entry], request: HttpRequest) -> list[Link]:
    found = [(entry, href) for entry in entries if (href := _address(entry.url_name))]
    inside = [href for _entry, href in found if href != "/" and request.path.startswith(href)]
    here = max(
        inside, key=len, default=""
    )  # /ho-so/bo-tieu-chi/ lies inside /ho-so/ too: the longer one is where the reader is
    here = here or _list_of_dossiers(found, request)
    return [Link(entry.word, href, entry.icon, current=bool(href) and href == here) for entry, href in found]


def _list_of_dossiers(found: list[tuple[Entry, str]], request: HttpRequest) -> str:
    """Return the list a page about a dossier belongs to, where its address lies below none of the links.

    An officer reads a dossier at /ho-so/12/xem-xet/ and comes from /ho-so/xa/; a producer reads a result as part of a dossier.
    """
    room = request.resolver_match.namespace if request.resolver_match else ""
    if room not in (*ROOMS_OF_DOSSIERS, "recognition"):
        return ""
    rooms = (room, *ROOMS_OF_DOSSIERS)
    return next((href for name in rooms for entry, href in found if entry.url_name.startswith(f"{name}:")), "")


def _address(url_name: str) -> str:
    return _address_in(url_name, get_language())


@lru_cache(maxsize=256)
def _address_in(url_name: str, language: str | None) -> str:
    """The address of a page without arguments never changes in a process; every page asks for about six."""
    try:
        return reverse(url_name)
    except NoReverseMatch:  # a room that this installation leaves out
        return ""


def public_links(request: HttpRequest) -> list[Link]:
    """Return the links of the public site."""
    return _links(PUBLIC_ENTRIES, request)


def public_here(request: HttpRequest) -> str:
    """Return the address of the public link that the page belongs to; nothing where it belongs to none."""
    inside = [one for one in _public_addresses(get_language()) if request.path.startswith(one)]
    return max(inside, key=len, default="")


@lru_cache(maxsize=8)
def _public_addresses(language: str | None) -> list[str]:
    found = (_address_in(entry.url_name, language) for entry in PUBLIC_ENTRIES)
    return [one for one in found if one != "/"]


def account_links(request: HttpRequest) -> list[Link]:
    """Return the links of the account menu."""
    return _links(ACCOUNT_ENTRIES, request)


def work_links(request: HttpRequest, user: UserAccount | AnonymousUser | None) -> list[Link]:
    """Return the links of every role the person holds today, each once, in the order of the table."""
    held = {held.role for held in roles_of(user)} if user else set()
    entries = dict.fromkeys(entry for role, of_role in ENTRIES_OF_ROLE.items() if role in held for entry in of_role)
    return _links(entries or WITHOUT_ROLE, request)


def search_url(request: HttpRequest) -> str:
    """Return the address of the public search; nothing where a page has its own search, or is about one code."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return "" if here in PAGES_WITHOUT_QUICK_SEARCH else _address("portal:search")
