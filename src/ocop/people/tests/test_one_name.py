"""One person has one name at every door, however keyboards write it; nobody stands beside it under a name that looks the same."""

import importlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.people.forms import UserNameField
from ocop.people.invitations import invite_person, renew_invitation
from ocop.people.models import Role, UserAccount
from tests.builders import account

pytestmark = pytest.mark.django_db
LOGIN = "/tai-khoan/login/"
NAME, PASSWORD = "nguyễnlan", "Mật khẩu của Lan 2026"
CASES = Path(__file__).parents[5] / "shared" / "cases" / "text.json"
FORMS = ("NFC", "NFD")


@pytest.fixture(autouse=True)
def _no_old_attempts() -> None:
    cache.clear()


def sign_up(username: str, password: str = PASSWORD) -> Any:
    form = {"username": username, "password1": password, "password2": password, "full_name": "Nguyễn Thị Lan"}
    return Client().post(reverse("account_signup"), form)


def signs_in(name: str, password: str = PASSWORD) -> bool:
    client = Client()
    client.post(LOGIN, {"login": name, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("door", FORMS)
@pytest.mark.parametrize("typed", FORMS)
def test_letters_with_marks_apart_and_joined_are_one_name_and_one_password(door: str, typed: str) -> None:
    assert sign_up(unicodedata.normalize(door, NAME), unicodedata.normalize(door, PASSWORD)).status_code == 302
    assert UserAccount.objects.get().username == NAME
    assert signs_in(unicodedata.normalize(typed, NAME), unicodedata.normalize(typed, PASSWORD))
    assert not signs_in(NAME, PASSWORD.lower())


def test_the_names_of_the_shared_cases_are_one() -> None:
    if not CASES.exists():
        pytest.skip("the reference folder is not beside the project")
    name, password = json.loads(CASES.read_text(encoding="utf-8"))["sign_in"]["sign up as (NFC)"]
    sign_up(name, password)
    assert signs_in(unicodedata.normalize("NFD", name), unicodedata.normalize("NFD", password))


@pytest.mark.parametrize("typed", ["CANBOXA", " canboxa ", "can\u200bboxa", "Canboxa"])
def test_a_name_is_recognised_at_sign_in_in_whatever_case(typed: str) -> None:
    account(username="canboxa")
    assert signs_in(typed, "mat-khau-thu-nghiem")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("CanBoXa", "đã có người dùng"), ("canboxа", "chữ của bảng chữ khác"), ("can\u200bboxa", "ký tự ẩn"),
        ("ｃanboxa", "chữ của bảng chữ khác"), ("0912345678", "ít nhất một chữ cái"), ("lan@xa.vn", "Tên đăng nhập chỉ gồm"),
    ],
)  # fmt: skip
def test_a_look_alike_is_refused_at_sign_up_in_one_sentence(typed: str, says: str) -> None:
    account(username="canboxa")
    errors = sign_up(typed).context["form"].errors
    assert list(errors) == ["username"]
    assert len(errors["username"]) == 1
    assert says in errors["username"][0]
    assert UserAccount.objects.count() == 1


def test_the_database_keeps_look_alikes_apart() -> None:
    account(username="hoàlan")
    with pytest.raises(IntegrityError), transaction.atomic():
        account(username="HÒALAN")


def test_whoever_names_somebody_else_types_the_name_as_at_sign_in() -> None:
    person = account(username="canboxa")
    assert UserNameField(unknown="Không có").clean("Canboxa") == person


def test_an_invited_person_chooses_a_password_on_one_keyboard_and_types_it_on_another() -> None:
    by = account(Role.SYSTEM_ADMINISTRATOR)
    made = invite_person(full_name="Lê Thị Ễn", email="En@Xa.vn", phone="+84 912–345–678", by=by, at=timezone.now())
    assert (made.account.email, made.account.phone) == ("en@xa.vn", "0912345678")
    link = renew_invitation(made, by=by, at=timezone.now())
    apart = dict.fromkeys(("new_password1", "new_password2"), unicodedata.normalize("NFD", PASSWORD))
    Client().post(link.partition("8000")[2], apart)
    assert signs_in(made.account.username)


def test_a_password_kept_before_there_was_one_form_still_opens() -> None:
    person, apart = account(), unicodedata.normalize("NFD", PASSWORD)
    super(UserAccount, person).set_password(apart)
    person.save()
    assert person.check_password(apart)


def test_of_two_look_alikes_of_earlier_days_each_signs_in_by_its_exact_name_and_can_be_saved() -> None:
    first, second = account(username="lan"), account(username="xyz")
    UserAccount.objects.filter(pk=second.pk).update(username="LaN", user_name_key="zyx")
    importlib.import_module("ocop.people.migrations.0014_user_name_key").fill(apps, None)
    second.refresh_from_db()
    second.save()
    assert (first.user_name_key, second.user_name_key) == ("lan", f"lan #{second.pk}")
    assert UserAccount.objects.get(user_name_key="lan") == first
