"""Signing up and in: what is kept, how guessing is slowed, and where a sign-in may lead."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse

from ocop.ledger.models import AuditEntry
from ocop.people.models import Role, UserAccount
from ocop.people.operations import switch_account
from tests.builders import AT, account, commune

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-thu-nghiem"
LOGIN = "/tai-khoan/login/"


def sign_up(client: Client, **values: str) -> Any:
    form = {
        "username": "hoa-ba-che", "password1": "rung-xanh-nui-cao-9", "password2": "rung-xanh-nui-cao-9",
        "full_name": "Nguyễn Thị Hoa", "phone": "0912 345 678", **values,
    }  # fmt: skip
    return client.post(reverse("account_signup"), form)


def test_a_person_signs_up_and_is_signed_in(client: Client) -> None:
    answer = sign_up(client)
    user = UserAccount.objects.get()
    assert answer.status_code == 302
    assert (user.full_name, user.phone, user.is_staff) == ("Nguyễn Thị Hoa", "0912345678", False)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.role_assignments.count() == 0
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor) == ("account_created", user)


def test_a_name_is_kept_in_one_unicode_form(client: Client) -> None:
    sign_up(client, full_name="Nguyễn Thị Hoa")  # letters and marks apart
    assert UserAccount.objects.get().full_name == "Nguyễn Thị Hoa"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("phone", "12ab", "8 đến 15 chữ số"), ("password1", "ngan", "password2"), ("full_name", "", "full_name"),
        ("password2", "khac-hoan-toan-99", "password2"),
    ],
)  # fmt: skip
def test_a_refused_sign_up_keeps_what_was_typed(client: Client, field: str, value: str, says: str) -> None:
    answer = sign_up(client, **{field: value})
    assert answer.status_code == 200
    assert UserAccount.objects.count() == 0
    page = answer.content.decode()
    assert "hoa-ba-che" in page
    assert says in page or says in answer.context["form"].errors


def test_a_name_typed_with_an_old_font_is_asked_back_and_put_right(client: Client) -> None:
    asked = sign_up(client, full_name="Nguyeãn Thò Haïnh")
    assert UserAccount.objects.count() == 0
    assert "có phải bạn muốn viết “Nguyễn Thị Hạnh”?" in asked.content.decode()
    sign_up(client, full_name="Nguyeãn Thò Haïnh", phong="doi")
    assert UserAccount.objects.get().full_name == "Nguyễn Thị Hạnh"


@pytest.mark.parametrize("address", ["/tai-khoan/email/", "/tai-khoan/confirm-email/khoa/"])
def test_addresses_of_the_library_that_are_not_served_are_simply_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    client.force_login(account())
    assert client.get(address).status_code == 404


def test_signing_in_gives_a_new_session(client: Client) -> None:
    user = account(username="hoa")
    client.get(LOGIN)
    client.session["before"] = "1"
    session = client.session
    session.save()
    old = session.session_key
    client.post(LOGIN, {"login": "hoa", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != old
    assert not Session.objects.filter(session_key=old).exists()


def test_signing_out_takes_a_post_and_ends_the_session(client: Client) -> None:
    client.force_login(account(), backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/tai-khoan/logout/")
    assert "_auth_user_id" in client.session
    client.post("/tai-khoan/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target", ["https://khac.example/", "//khac.example/", "javascript:alert(1)", "\\\\khac.example", "https:khac.example", "/\\khac.example"]
)  # fmt: skip
def test_a_sign_in_never_leads_to_another_site(client: Client, target: str) -> None:
    account(username="hoa")
    answer = client.post(f"{LOGIN}?next={target}", {"login": "hoa", "password": PASSWORD, "next": target})
    assert answer.status_code == 302
    assert answer["Location"] == "/trang-chu/"


def test_a_sign_in_leads_back_to_the_page_that_asked_for_it(client: Client) -> None:
    account(username="hoa")
    asked = client.get(reverse("people:account"))
    assert asked["Location"] == f"{LOGIN}?next=/vai-tro/"
    answer = client.post(asked["Location"], {"login": "hoa", "password": PASSWORD, "next": "/vai-tro/"})
    assert answer["Location"] == "/vai-tro/"


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(client: Client) -> None:
    account(username="hoa")
    wrong, unknown = (
        client.post(LOGIN, {"login": name, "password": "sai-mat-khau"}).context["form"].errors.as_data()
        for name in ("hoa", "khong-co")
    )
    assert str(wrong) == str(unknown)


def test_a_switched_off_account_is_out_at_the_next_request(client: Client) -> None:
    person = account(Role.COMMUNE_OFFICER, commune())
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("people:account")).status_code == 200
    switch_account(person, active=False, reason="Nghỉ việc", by=account(Role.SYSTEM_ADMINISTRATOR), at=AT)
    assert client.get(reverse("people:account"))["Location"].startswith(LOGIN)


def test_a_switched_off_account_does_not_sign_in(client: Client) -> None:
    account(username="hoa", is_active=False)
    client.post(LOGIN, {"login": "hoa", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@override_settings(OCOP_STAFF_MFA="required")
def test_an_official_without_a_second_factor_is_sent_to_set_one_up(client: Client) -> None:
    client.force_login(
        account(Role.COMMUNE_OFFICER, commune()), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = client.get(reverse("people:account"))
    assert answer["Location"] == "/tai-khoan/2fa/totp/activate/?next=%2Fvai-tro%2F"


@override_settings(OCOP_STAFF_MFA="required")
def test_an_official_with_a_second_factor_works_on(client: Client) -> None:
    from allauth.mfa.models import Authenticator

    official = account(Role.COMMUNE_OFFICER, commune())
    Authenticator.objects.create(user=official, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(official, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("people:account")).status_code == 200


@override_settings(OCOP_STAFF_MFA="required")
def test_a_producer_needs_no_second_factor(client: Client) -> None:
    client.force_login(account(Role.PRODUCER_USER), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("people:account")).status_code == 200
