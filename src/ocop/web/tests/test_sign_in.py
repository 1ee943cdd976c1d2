"""Signing in, signing up and two-factor pages look like the rest and speak Vietnamese."""

import gettext
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from ocop.people.models import Role, UserAccount

pytestmark = pytest.mark.django_db
PASSWORD = "cây-chè-cổ-thụ-1200"
PUBLIC = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
]
OWN = ["account_change_password", "account_logout", "mfa_index", "account_reauthenticate"]
ENGLISH = re.compile(r">[^<]*\b(Sign (?:in|up|out)|Password|Username|Email|Cancel|Submit|Code|Authenticator)\b[^<]*<")


@pytest.fixture
def person() -> UserAccount:
    return UserAccount.objects.create_user("buoi", password=PASSWORD, full_name="Nguyễn Thị Bưởi")


@pytest.mark.parametrize("name", PUBLIC)
def test_entrance_pages_are_ours_and_vietnamese(client: Client, name: str) -> None:
    html = client.get(reverse(name)).content.decode()
    assert 'class="official"' in html
    assert ENGLISH.findall(html) == []


@pytest.mark.parametrize("name", OWN)
def test_account_pages_are_ours_and_vietnamese(client: Client, person: UserAccount, name: str) -> None:
    client.force_login(person)
    html = client.get(reverse(name)).content.decode()
    assert 'id="noi-dung"' in html
    assert ENGLISH.findall(html) == []


def test_wrong_password_keeps_the_user_name_and_says_what_to_check(client: Client, person: UserAccount) -> None:
    html = client.post(reverse("account_login"), {"login": "buoi", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in html
    assert 'value="buoi"' in html


def test_signing_in_leads_to_the_home_of_the_role(client: Client, person: UserAccount) -> None:
    assert client.post(reverse("account_login"), {"login": "buoi", "password": PASSWORD})["Location"] == "/trang-chu/"


def test_sample_accounts_are_shown_in_the_demonstration_only(client: Client) -> None:
    assert "Tài khoản trình diễn" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.usefixtures("demo")
def test_the_demonstration_lists_one_account_per_role_and_who_signs_for_a_holder(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert "Tài khoản trình diễn" in html
    assert len(re.findall(r"<dt>[^<]+</dt><dd><code>[a-z]+</code></dd>", html)) == len(Role) + 2


def test_password_fields_allow_paste_and_password_managers(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert 'autocomplete="current-password"' in html
    assert "onpaste" not in html


def test_every_word_of_the_sign_in_pages_is_translated() -> None:
    path = Path(__file__).resolve().parent.parent / "locale" / "vi" / "LC_MESSAGES" / "django.mo"
    catalogue = gettext.GNUTranslations(path.open("rb"))
    assert catalogue.gettext("Incorrect code.") == "Mã chưa đúng."
