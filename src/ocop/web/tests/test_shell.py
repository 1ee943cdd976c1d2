"""What stands round every page: whose site it is, language, help, navigation of each role, home, errors."""

import io
import logging
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.people.tasks import Task
from ocop.web import errors, home, navigation

pytestmark = pytest.mark.django_db
PASSWORD = "cây-chè-cổ-thụ-1200"


@pytest.fixture
def person() -> UserAccount:
    return UserAccount.objects.create_user("buoi", password=PASSWORD, full_name="Nguyễn Thị Bưởi")


def give_role(person: UserAccount, role: Role) -> None:
    RoleAssignment.objects.create(account=person, role=role, effective_from=date(2026, 1, 1))


def test_public_pages_say_first_whose_site_this_is(client: Client) -> None:
    html = client.get("/khong-co/").content.decode()
    assert 0 < html.index('class="official"') < html.index("<header")
    assert "Trang chính thức của Chương trình Mỗi xã một sản phẩm" in html
    assert "http://127.0.0.1:8000" in html


@pytest.mark.usefixtures("demo")
def test_the_demonstration_never_calls_itself_official(client: Client) -> None:
    html = client.get("/khong-co/").content.decode()
    assert "không phải của nhà nước" in html[: html.index("<header")]
    assert "Trang chính thức" not in html


def test_pages_about_searching_have_one_search_box(client: Client) -> None:
    assert client.get("/khong-co/").content.decode().count('type="search"') == 0
    assert client.get("/gioi-thieu/").content.decode().count('type="search"') == 1
    assert client.get("/san-pham/").content.decode().count('type="search"') == 1


def test_pages_begin_with_a_way_past_the_masthead(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert html.index('href="#noi-dung"') < html.index('class="official"')
    assert html.count('id="noi-dung"') == 1
    assert '<html lang="vi">' in html


def test_a_page_with_errors_says_so_in_its_title(client: Client) -> None:
    assert "<title>Đăng nhập – OCOP</title>" in client.get(reverse("account_login")).content.decode()
    assert (
        "<title>Lỗi: Đăng nhập – OCOP</title>"
        in client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    )


def test_help_stands_in_the_same_place(client: Client, person: UserAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "task_sources", list)
    public = client.get(reverse("account_login")).content.decode()
    client.force_login(person)
    work = client.get("/trang-chu/").content.decode()
    assert all(page.index("</main>") < page.index("Cần giúp đỡ?") < page.index("</footer>") for page in (public, work))


def test_home_needs_a_sign_in(client: Client) -> None:
    assert client.get("/trang-chu/")["Location"] == "/tai-khoan/login/?next=/trang-chu/"


def test_every_role_has_its_links() -> None:
    assert set(navigation.ENTRIES_OF_ROLE) == set(Role.values)
    assert [role for role, entries in navigation.ENTRIES_OF_ROLE.items() if entries[0] != navigation.HOME] == []


def test_every_link_of_the_navigation_leads_somewhere() -> None:
    entries = {entry for of_role in navigation.ENTRIES_OF_ROLE.values() for entry in of_role}
    entries |= set(navigation.PUBLIC_ENTRIES) | set(navigation.ACCOUNT_ENTRIES)
    assert sorted(reverse(entry.url_name)[:1] for entry in entries) == ["/"] * len(entries)


def test_a_person_of_two_roles_sees_each_link_once(person: UserAccount) -> None:
    give_role(person, Role.COUNCIL_CHAIR)
    give_role(person, Role.COUNCIL_MEMBER)
    links = navigation.work_links(RequestFactory().get("/trang-chu/"), person)
    assert [link.word for link in links] == list(dict.fromkeys(link.word for link in links))
    assert [link.current for link in links] == [True] + [False] * (len(links) - 1)


def test_home_shows_what_falls_due_first(client: Client, person: UserAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    tasks = [
        Task("Không hạn", "/c/"),
        Task("Sau", "/b/", due_on=today + timedelta(9)),
        Task("Trước", "/a/", due_on=today + timedelta(3), count=4),
        Task("Chờ xã", "/d/", kind="wait"),
    ]
    monkeypatch.setattr(home, "task_sources", lambda: [lambda _user: tasks])
    give_role(person, Role.PRODUCER_USER)
    client.force_login(person)
    html = client.get("/trang-chu/").content.decode()
    places = [
        html.index(words)
        for words in ("Trước (4)", "còn 3 ngày", "Sau</a>", "Không hạn", "Đang chờ nơi khác", "Chờ xã")
    ]
    assert places == sorted(places)


def test_an_empty_home_says_why(client: Client, person: UserAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "task_sources", list)
    client.force_login(person)
    assert "Không còn việc nào chờ bạn" in client.get("/trang-chu/").content.decode()


def test_home_asks_every_room_that_has_tasks(person: UserAccount) -> None:
    rooms = [source.__module__.split(".")[1] for source in home.task_sources()]
    assert rooms == [
        "people",
        "producers",
        "products",
        "filing",
        "reviewing",
        "advisory",
        "councils",
        "recognition",
        "inspections",
        "complaints",
        "recognition",
        "ministry",
    ]
    # Someone new is led to register a producer; no other room has work for them yet.
    assert [len(source(person)) for source in home.task_sources()] == [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("name", ["bad_request", "permission_denied", "not_found"])
def test_error_pages_use_plain_words(name: str, client: Client) -> None:
    request = RequestFactory().get("/")
    request.user = UserAccount(username="x", full_name="Ẩn")
    html = getattr(errors, name)(request, Exception("Chỉ chủ tịch Hội đồng được đóng chấm.")).content.decode()
    assert not any(code in html for code in (">400", ">403", ">404", "Error", "Exception"))
    assert ("Chỉ chủ tịch Hội đồng được đóng chấm." in html) is (name == "permission_denied")


def test_a_broken_page_says_sorry_and_what_became_of_the_answers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr("ocop.web.views._only_in_demo", broken)
    client.raise_request_exception = False
    response = client.get("/ui/")
    html = response.content.decode()
    assert response.status_code == 500
    assert "Xin lỗi, dịch vụ đang gặp sự cố" in html
    assert "Câu trả lời của bạn" in html
    assert "500" not in html


def test_a_fault_is_written_to_the_error_output_outside_debug_mode(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("the shelf fell down")

    written = io.StringIO()
    output = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    monkeypatch.setattr(output, "stream", written)
    monkeypatch.setattr("ocop.web.views._only_in_demo", broken)
    client.raise_request_exception = False
    client.get("/ui/")
    assert written.getvalue().count("RuntimeError: the shelf fell down") == 1


def test_a_form_that_was_open_too_long_is_explained(person: UserAccount) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("account_login"), {"login": "buoi", "password": PASSWORD})
    assert response.status_code == 403
    assert "Biểu mẫu đã mở quá lâu" in response.content.decode()


def test_every_template_of_an_error_page_is_used() -> None:
    folder = Path(errors.__file__).parent / "templates" / "web" / "errors"
    source = Path(errors.__file__).read_text(encoding="utf-8")
    known = {"base.html", "maintenance.html"}
    assert {path.name for path in folder.iterdir()} - known == {
        path.name for path in folder.iterdir() if path.name in source
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "address", "marked"),
    [
        (Role.COMMUNE_OFFICER, "/ho-so/12/xem-xet/", "Hàng đợi của xã"),
        (Role.PROVINCIAL_OFFICER, "/ho-so/12/mau-03/", "Hồ sơ của tỉnh"),
        (Role.PROVINCIAL_OFFICER, "/ho-so/dot/them/", "Đợt đánh giá"),
        (Role.PRODUCER_USER, "/cong-nhan/ho-so/12/", "Hồ sơ"),
        (Role.PROVINCIAL_CHAIR, "/cong-nhan/ho-so/12/", "Công nhận"),
    ],
)
def test_a_page_about_a_dossier_marks_the_list_it_was_opened_from(
    person: UserAccount, role: Role, address: str, marked: str
) -> None:
    give_role(person, role)
    request = RequestFactory().get(address)
    request.resolver_match = resolve(address)
    assert [link.word for link in navigation.work_links(request, person) if link.current] == [marked]
