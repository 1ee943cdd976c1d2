"""The home of a role that reads: figures of its own territory, counted today, and only pages that open."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.people.models import Role, UserAccount
from ocop.recognition.models import Certificate, RegisterEntry
from ocop.territory.models import AdministrativeUnit
from ocop.web.role_homes import role_homes
from tests import builders

pytestmark = pytest.mark.django_db
READING = [
    Role.MINISTER, Role.CENTRAL_ADVISORY_GROUP_HEAD, Role.CENTRAL_ADVISORY_GROUP_MEMBER, Role.CENTRAL_COUNCIL_MEMBER,
    Role.CENTRAL_COUNCIL_SECRETARY, Role.CENTRAL_COUNCIL_CHAIR, Role.DEPARTMENT_OFFICER, Role.SUPERVISION_TEAM_HEAD,
    Role.SUPERVISION_TEAM_MEMBER, Role.STEERING_READER, Role.CONTENT_EDITOR, Role.BUYER,
]  # fmt: skip
IN_A_PROVINCE = {
    Role.DEPARTMENT_OFFICER, Role.SUPERVISION_TEAM_HEAD, Role.SUPERVISION_TEAM_MEMBER, Role.STEERING_READER, Role.CONTENT_EDITOR,
}  # fmt: skip


def holder(role: str) -> UserAccount:
    return builders.account(role, builders.province() if role in IN_A_PROVINCE else None)


def published(unit: AdministrativeUnit, star: int, ends_in: int) -> None:
    """A product in the register whose certificate ends in so many days."""
    product = builders.product(builders.producer(unit))
    ends = timezone.localdate() + timedelta(days=ends_in)
    certificate = Certificate.objects.create(
        product=product, star_rating=star, regime="R4", issued_on=date(2024, 1, 1), token=f"ma{product.pk}"
    )
    RegisterEntry.objects.create(
        product=product, certificate=certificate, star_rating=star, expires_earliest=ends, expires_latest=ends,
        name=product.name, search_key=f" {product.search_key}", unit_path=unit.path, province_code=unit.path[:2],
    )  # fmt: skip


@pytest.fixture
def register(nothing_kept: None) -> None:
    """In Tây Ninh two of 3 sao, one of 4 that ends in 100 days, one of 3 that ended; in Hà Tĩnh one of 5 sao."""
    here, there = builders.commune(), builders.commune("18313", "Vũ Quang", inside=builders.province("42", "Hà Tĩnh"))
    for unit, star, ends_in in ((here, 3, 500), (here, 3, 181), (here, 4, 100), (here, 3, -1), (there, 5, 500)):
        published(unit, star, ends_in)


FIGURES_HERE = ["3 (0 sản phẩm 5 sao, 1 sản phẩm 4 sao, 2 sản phẩm 3 sao)", "1", "1", "0"]
FIGURES_EVERYWHERE = ["4 (1 sản phẩm 5 sao, 1 sản phẩm 4 sao, 2 sản phẩm 3 sao)", "1", "1", "0"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("role", READING)
def test_figures_are_those_of_the_territory_today(role: str) -> None:
    (home,) = role_homes(holder(role), on=timezone.localdate())
    assert home.place == ("Tỉnh Tây Ninh" if role in IN_A_PROVINCE else "Cả nước")
    expected = FIGURES_HERE if role in IN_A_PROVINCE else FIGURES_EVERYWHERE
    assert [value for _, value in home.figures[-4:]] == expected


@pytest.mark.parametrize("role", READING)
def test_every_page_that_the_home_and_the_navigation_name_opens(role: str) -> None:
    client = Client()
    user = holder(role)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("web:home"))
    assert page.status_code == 200
    assert Role(role).label in page.content.decode()
    (home,) = role_homes(user, on=timezone.localdate())
    named = [one.href for one in home.readings] + [link.href for link in page.context["work_links"]]
    assert {href: client.get(href).status_code for href in named} == dict.fromkeys(named, 200)


def test_the_minister_sees_how_many_products_wait_and_until_when() -> None:
    for state in ("potential_five_star", "potential_five_star", "recognised"):
        builders.dossier(state=state)
    (home,) = role_homes(holder(Role.MINISTER), on=date(2026, 7, 1))
    # QĐ 26/2026, Đ.5.2: the province proposes before 30/7; the last day is the one before.
    assert home.figures[:2] == [
        ("Sản phẩm từ 90 điểm đang chờ Bộ", "2"),
        ("Ngày cuối nhận đề nghị của đợt tới", "29/07/2026"),
    ]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("role", [Role.STEERING_READER, Role.BUYER])
def test_every_figure_opens_a_list_with_as_many_rows(role: str) -> None:
    user = holder(role)
    (home,) = role_homes(user, on=timezone.localdate())
    client = builders.browser(user)
    counted = {label: int(value.split()[0]) for label, value, href in home.linked if href}
    opened = {
        label: client.get(href).context["found"].page.paginator.count for label, _value, href in home.linked if href
    }
    assert len(counted) == 4
    assert opened == counted


def test_people_with_work_of_their_own_keep_their_home() -> None:
    assert role_homes(builders.account(Role.PROVINCIAL_OFFICER, builders.province()), on=date(2026, 7, 1)) == []


def test_the_home_costs_two_queries_for_each_territory(django_assert_num_queries: object) -> None:
    user = holder(Role.STEERING_READER)
    builders.RoleAssignment.objects.create(
        account=user, role=Role.DEPARTMENT_OFFICER, unit=builders.province(), effective_from=date(2026, 1, 1)
    )
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(role_homes(user, on=timezone.localdate())) == 2
