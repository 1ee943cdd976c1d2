"""What the home page shows to people whose role reads: figures of their territory and the pages that are open to them now.

The central councils, departments, supervision teams, steering committees, editors, buyers and the minister have little to write yet;
their home says what they find here today and leads to it, and promises nothing else. Figures are counted from the register on the day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from ocop.people.models import Role, UserAccount
from ocop.people.rights import roles_of
from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.queries.ministry import ministry_rounds, waiting_for_the_ministry
from ocop.recognition.queries.register_counts import RegisterCounts, register_counts
from ocop.territory.queries.units import unit_with_path
from ocop.vietnamese import format_date, format_integer

WHOLE_COUNTRY = "Cả nước"


@dataclass(frozen=True)
class Reading:
    """A page that is open to the role, with what it is good for."""

    title: str
    href: str
    hint: str = ""


@dataclass(frozen=True)
class RoleHome:
    """One role in one territory: what it finds here, figures of the day, pages to read."""

    key: str
    role: str
    place: str
    words: str
    figures: list[tuple[str, str]]
    lists: list[str]  # the address of the list behind each figure; empty for a day
    readings: list[Reading]

    @property
    def linked(self) -> list[tuple[str, str, str]]:
        """Label, value and list of every figure."""
        return [(label, value, href) for (label, value), href in zip(self.figures, self.lists, strict=True)]


CENTRAL_WORDS = (
    "Việc của Hội đồng và Tổ tư vấn cấp trung ương hiện ở đầu trang khi Bộ đưa hồ sơ vào đợt. Bạn đọc được bộ tiêu chí, lịch các đợt và sản phẩm "
    "đã công nhận."
)
WORDS: dict[str, str] = {
    Role.MINISTER: "Bạn quyết định công nhận 5 sao theo kết quả của Hội đồng cấp trung ương, và đọc các sản phẩm từ 90 điểm mà tỉnh đề nghị.",
    Role.CENTRAL_ADVISORY_GROUP_HEAD: CENTRAL_WORDS,
    Role.CENTRAL_ADVISORY_GROUP_MEMBER: CENTRAL_WORDS,
    Role.CENTRAL_COUNCIL_MEMBER: CENTRAL_WORDS,
    Role.CENTRAL_COUNCIL_SECRETARY: CENTRAL_WORDS,
    Role.CENTRAL_COUNCIL_CHAIR: CENTRAL_WORDS,
    Role.DEPARTMENT_OFFICER: "Bạn đọc chủ thể và sản phẩm OCOP của tỉnh; hồ sơ đang xét do cơ quan tham mưu OCOP giữ.",
    Role.SUPERVISION_TEAM_HEAD: "Bạn đọc chủ thể và sản phẩm trong địa bàn của đoàn; sản phẩm sắp hết hạn và đã hết hạn nên xem trước.",
    Role.SUPERVISION_TEAM_MEMBER: "Bạn đọc chủ thể và sản phẩm trong địa bàn của đoàn; sản phẩm sắp hết hạn và đã hết hạn nên xem trước.",
    Role.STEERING_READER: "Số liệu tính từ giấy chứng nhận còn hiệu lực hôm nay trong địa bàn của Ban Chỉ đạo.",
    Role.CONTENT_EDITOR: "Số liệu và trang công khai dưới đây là nguồn để viết; mỗi sản phẩm có ảnh, câu chuyện và hạn sao.",
    Role.BUYER: "Bạn tìm sản phẩm còn sao theo nhóm, tỉnh và hạng; trang sản phẩm có chủ thể và hạn giấy chứng nhận.",
}
CENTRAL = frozenset(role for role, words in WORDS.items() if words is CENTRAL_WORDS) | {Role.MINISTER}
READS_PROFILES = frozenset({Role.DEPARTMENT_OFFICER, Role.SUPERVISION_TEAM_HEAD, Role.SUPERVISION_TEAM_MEMBER})


def role_homes(user: UserAccount, *, on: date) -> list[RoleHome]:
    """Return what each reading role of a person finds; two queries for each territory, one more for the ministry."""
    held = [one for one in roles_of(user) if one.role in WORDS]
    counts = {path: register_counts(path, on=on) for path in {one.unit_path for one in held}}
    places = {path: _place(path) for path in counts}
    return [
        RoleHome(
            key=f"{one.role}-{one.unit_path.strip('/').replace('/', '-')}".strip("-"),
            role=one.words,
            place=places[one.unit_path],
            words=WORDS[one.role],
            figures=[*(_ministry_figures(on) if one.role in CENTRAL else []), *_figures(counts[one.unit_path])],
            lists=[
                *(
                    [reverse("recognition:ministry_queue") if one.role == Role.MINISTER else "", ""]
                    if one.role in CENTRAL
                    else []
                ),
                *_lists(one.unit_path),
            ],
            readings=list(_readings(one.role, one.unit_path)),
        )
        for one in held
    ]


def _place(path: str) -> str:
    unit = unit_with_path(path) if path else None
    return unit.full_name if unit else WHOLE_COUNTRY


def _figures(counts: RegisterCounts) -> list[tuple[str, str]]:
    stars = ", ".join(f"{format_integer(number)} sản phẩm {star} sao" for star, number in counts.by_star.items())
    return [
        ("Sản phẩm còn sao", f"{format_integer(counts.in_force)} ({stars})"),
        ("Sắp hết hạn, đang kỳ nộp hồ sơ đánh giá lại", format_integer(counts.expiring)),
        ("Đã hết hạn, chưa công nhận lại", format_integer(counts.expired)),
        ("Chưa rõ ngày cấp hoặc ngày hết hạn", format_integer(counts.uncertain)),
    ]


def _ministry_figures(on: date) -> list[tuple[str, str]]:
    return [
        ("Sản phẩm từ 90 điểm đang chờ Bộ", format_integer(waiting_for_the_ministry())),
        ("Ngày cuối nhận đề nghị của đợt tới", format_date(ministry_rounds(on)["next"].last_proposal_day)),
    ]


def _lists(path: str) -> list[str]:
    """The lists of ``_figures``, with the same conditions."""
    states = CertificateState
    return [_search(_where(path), state) for state in ("in_force", states.EXPIRING, states.EXPIRED, states.UNCERTAIN)]


def _where(path: str) -> dict[str, str]:
    return {"tinh": path.partition("/")[0]} if path else {}


def _readings(role: str, path: str) -> Iterable[Reading]:
    if role == Role.MINISTER:
        yield Reading(
            "Đề nghị 5 sao", reverse("recognition:ministry_queue"), "Điểm, điều kiện 5 sao và quyết định của tỉnh"
        )
    if role in READS_PROFILES:
        yield Reading("Chủ thể", reverse("producers:list"), "Tìm theo tên, không cần dấu")
    where = _where(path)
    yield Reading("Sản phẩm còn sao", _search(where, "in_force"), "Danh mục công khai, lọc theo hạng và nhóm")
    if role not in CENTRAL and role != Role.BUYER:
        yield Reading(
            "Sản phẩm sắp hết hạn", _search(where, CertificateState.EXPIRING), "Đang kỳ nộp hồ sơ đánh giá lại"
        )
        yield Reading("Sản phẩm đã hết hạn", _search(where, CertificateState.EXPIRED))
    if role == Role.BUYER:
        yield Reading("Các chủ thể", reverse("portal:producers"), "Ai làm ra, ở đâu, có sản phẩm nào còn sao")
    yield Reading("Bộ tiêu chí", reverse("criteria:list"), "26 bộ tiêu chí theo Quyết định 26/2026/QĐ-TTg")


def _search(where: dict[str, str], state: str) -> str:
    return f"{reverse('portal:search')}?{urlencode({**where, 'trang-thai': state})}"
