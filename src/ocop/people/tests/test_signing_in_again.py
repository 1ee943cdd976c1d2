"""A sign-in that ended takes nothing with it: what was sent waits for its person, and for nobody else (pattern 51)."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings as SettingsWrapper

from ocop.people.models import TryCount, UserAccount
from tests.builders import account

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PASSWORD = "rung-xanh-nui-cao-9"
LOGIN, PAGE, WAITS, STATE = "/tai-khoan/login/", "/vai-tro/thu-dien-tu/", "/tai-khoan/gui-tiep/", "/tai-khoan/phien/"
TYPED = {"email": "hoa@htx-ba-che.example", "ghi_them": "Chè Shan  tuyết của bà Hoa"}


def token_of(page: Any) -> str:
    """The token that a form of a page carries."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert found
    return found[1]


def sign_in(device: Client, who: UserAccount, next_page: str = "") -> Any:
    """Type name and password at the door."""
    page = device.get(LOGIN)
    sent = {"login": who.username, "password": PASSWORD, "csrfmiddlewaretoken": token_of(page)}
    return device.post(f"{LOGIN}?next={next_page}" if next_page else LOGIN, sent)


@pytest.fixture
def hoa() -> UserAccount:
    return account(username="hoa", full_name="Nguyễn Thị Hoa", password=PASSWORD)


@pytest.fixture
def binh() -> UserAccount:
    return account(username="binh", full_name="Lê Văn Bình", password=PASSWORD)


@pytest.fixture
def device(hoa: UserAccount) -> Client:
    """A browser that sends what a browser sends, with Hoa signed in."""
    device = Client(enforce_csrf_checks=True)
    sign_in(device, hoa)
    return device


def end_sessions() -> None:
    """As after twelve hours, a changed password, or an administrator's decision."""
    for one in Session.objects.all():
        if SESSION_KEY in one.get_decoded():
            one.delete()


def send_late(device: Client, **more: Any) -> Any:
    """Open the page, lose the session, send what was typed."""
    token = token_of(device.get(PAGE))
    end_sessions()
    return device.post(PAGE, {**TYPED, **more, "csrfmiddlewaretoken": token})


def test_what_was_typed_waits_for_its_person_and_goes_with_one_press(device: Client, hoa: UserAccount) -> None:
    late = send_late(device)
    assert late["Location"] == f"{LOGIN}?next={WAITS}"
    assert sign_in(device, hoa, WAITS)["Location"] == WAITS
    page = device.get(WAITS)
    assert "Chè Shan  tuyết của bà Hoa" in unescape(page.content.decode())
    hoa.refresh_from_db()
    assert hoa.pending_email == ""  # nothing goes by itself
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    assert {name: unescape(hidden[name]) for name in TYPED} == TYPED
    device.post(PAGE, hidden)
    hoa.refresh_from_db()
    assert hoa.pending_email == TYPED["email"]
    assert device.get(WAITS)["Location"] == "/trang-chu/"  # sent: it does not wait any more


def test_somebody_else_who_signs_in_neither_sees_nor_sends_it(
    device: Client, hoa: UserAccount, binh: UserAccount
) -> None:
    send_late(device)
    sign_in(device, binh)
    answer = device.get(WAITS, follow=True)
    assert "Chè Shan" not in answer.content.decode()
    assert "thuộc tài khoản khác" in answer.content.decode()
    end_sessions()
    sign_in(device, hoa)
    assert TYPED["email"] in device.get(WAITS).content.decode()


def test_a_form_from_before_a_new_sign_in_in_another_tab_is_asked_once_more(device: Client, hoa: UserAccount) -> None:
    token = token_of(device.get(PAGE))
    end_sessions()
    sign_in(device, hoa)  # in another tab: every form of this page carries an old token now
    answer = device.post(PAGE, {**TYPED, "csrfmiddlewaretoken": token})
    assert (answer.status_code, answer["Location"]) == (302, WAITS)
    assert TYPED["email"] in device.get(WAITS).content.decode()


def test_a_form_of_another_person_is_not_sent_and_waits_for_them(
    device: Client, hoa: UserAccount, binh: UserAccount
) -> None:
    token = token_of(device.get(PAGE))
    end_sessions()
    sign_in(device, binh)
    answer = device.post(PAGE, {**TYPED, "csrfmiddlewaretoken": token})
    assert (answer.status_code, "Chưa có gì được gửi" in answer.content.decode()) == (403, True)
    assert TYPED["email"] not in answer.content.decode() + device.get(WAITS, follow=True).content.decode()
    assert not UserAccount.objects.filter(pending_email=TYPED["email"]).exists()
    end_sessions()
    sign_in(device, hoa)
    assert TYPED["email"] in device.get(WAITS).content.decode()


@pytest.mark.parametrize("token", ["x" * 64, "không phải mã", ""])
def test_a_form_that_is_not_ours_is_neither_kept_nor_offered(token: str, device: Client) -> None:
    answer = device.post(PAGE, {**TYPED, "csrfmiddlewaretoken": token})
    assert (answer.status_code, "ocop-typed" in device.cookies) == (403, False)
    assert "tải lại" not in answer.content.decode().lower()


def kept_rows() -> list[dict[str, Any]]:
    """What waits on the server."""
    return [row for one in Session.objects.all() if (row := one.get_decoded().get("kept"))]


def send_as_nobody(address: str, device: Client | None = None) -> Any:
    return (device or Client()).post(PAGE, TYPED, REMOTE_ADDR=address)


def test_what_nobody_known_sends_waits_a_few_times_for_each_place_and_for_all_together(
    settings: SettingsWrapper,
) -> None:
    settings.OCOP_LIMITS = {**settings.OCOP_LIMITS, "kept_by_address": (2, 3600), "kept_in_all": (3, 43_200)}
    answers = [send_as_nobody("203.0.113.7") for _ in range(4)]
    assert {one.status_code for one in answers} == {302}  # to the sign-in as ever
    assert len(kept_rows()) == 2
    send_as_nobody("2001:db8:1:2::1")
    send_as_nobody("2001:db8:1:2:ffff::1")  # the same subscriber
    send_as_nobody("198.51.100.4")
    assert len(kept_rows()) == 3
    TryCount.objects.update(until=timezone.now() - timedelta(seconds=1))
    send_as_nobody("203.0.113.7")
    assert len(kept_rows()) == 4


def test_a_device_keeps_one_form_and_an_account_so_many(device: Client, settings: SettingsWrapper) -> None:
    settings.OCOP_LIMITS = {**settings.OCOP_LIMITS, "kept_of_account": (3, 3600)}
    end_sessions()
    for words in ("một", "hai", "ba", "bốn"):
        device.post(PAGE, {**TYPED, "ghi_them": words, "csrfmiddlewaretoken": token_of(device.get(LOGIN))})
    assert [one["typed"].rpartition("=")[2] for one in kept_rows()] == ["ba"]


def test_passwords_are_not_kept_and_files_are_chosen_again(device: Client, hoa: UserAccount) -> None:
    send_late(device, old_password="bí mật của tôi", anh=SimpleUploadedFile("anh.txt", b"x"))
    sign_in(device, hoa)
    words = device.get(WAITS).content.decode()
    assert ("bí mật" in words, "chọn lại tệp" in words) == (False, True)


def test_scripts_are_told_to_ask_for_the_sign_in_on_their_own_page(
    client: Client, hoa: UserAccount, binh: UserAccount
) -> None:
    fetch = {"X-Requested-With": "fetch"}
    assert client.post(PAGE, TYPED, headers=fetch).status_code == 401
    assert client.get("/vai-tro/", headers={"HX-Request": "true"}).status_code == 401
    client.force_login(binh)  # in another tab
    refused = client.post(PAGE, TYPED, headers={**fetch, "X-Ocop-Person": str(hoa.pk)})
    assert (refused.status_code, refused.json()) == (401, {"sign_in": True})
    binh.refresh_from_db()
    assert binh.pending_email == ""


def test_looking_prolongs_nothing_and_staying_gives_the_whole_time(client: Client, hoa: UserAccount) -> None:
    nobody = client.get(STATE).json()
    assert (nobody["person"], nobody["seconds"]) == (None, 0)
    client.force_login(hoa)
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=50))
    now = client.get(STATE).json()
    assert (now["person"], 40 <= now["seconds"] <= 50) == (hoa.pk, True)
    page = client.get("/vai-tro/").content.decode()
    assert 40 <= int(re.findall(r'data-seconds="(\d+)"', page)[0]) <= 50
    assert client.post(STATE).json()["seconds"] > 12 * 3600 - 10
    assert client.get(STATE).json()["seconds"] > 12 * 3600 - 10
