"""An address or a telephone opens a door once it is proved; a forgotten password is mended without a shell."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.jobs.working import work_off
from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, PersonalValue
from ocop.notices.models import Notice, NoticeDelivery
from ocop.people.models import Role, UserAccount
from ocop.people.operations import (
    ask_for_email,
    ask_for_phone_code,
    make_recovery_link,
    update_own_details,
    verify_phone,
    vouch_for_phone,
)
from ocop.people.queries.finding import account_at_door
from tests import builders

pytestmark = pytest.mark.django_db
OLD, NEW = "mat-khau-thu-nghiem", "một câu rất dễ nhớ"
PASSWORDS = {"new_password1": NEW, "new_password2": NEW}
LOGIN = "/tai-khoan/login/"


@pytest.fixture(autouse=True)
def _no_old_attempts() -> None:
    cache.clear()


def browser(user: UserAccount) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def signs_in(name: str, password: str = OLD) -> bool:
    client = Client()
    client.post(LOGIN, {"login": name, "password": password})
    return "_auth_user_id" in client.session


def deliver() -> None:
    NoticeDelivery.objects.filter(state="waiting").update(next_at=timezone.now())
    work_off()


def link_to(address: str, part: str) -> str:
    deliver()
    letter = next(one for one in reversed(mail.outbox) if one.to == [address] and part in one.body)
    return "/" + re.findall(rf"http\S+{part}\S+", str(letter.body))[0].split("/", 3)[3]


def prove(person: UserAccount, address: str) -> None:
    browser(person).post(reverse("people:email"), {"email": address})
    Client().post(link_to(address, "thu-dien-tu"))


# --- Mail ------------------------------------------------------------------------------------------------------------------


def test_a_new_address_is_proved_by_a_link_to_it_while_the_old_one_is_told() -> None:
    person = builders.account(username="lan", email="cu@example.vn")
    assert not signs_in("cu@example.vn")
    answer = browser(person).post(reverse("people:email"), {"email": " Moi@Example.VN\u200b"})
    assert answer["Location"] == reverse("people:account")
    path = link_to("moi@example.vn", "thu-dien-tu")
    (old,) = [one for one in mail.outbox if one.to == ["cu@example.vn"]]
    assert "Có yêu cầu dùng thư điện tử khác" in old.body
    assert "thu-dien-tu" not in old.body
    person.refresh_from_db()
    assert (person.email, person.email_verified_at) == ("cu@example.vn", None)
    assert Client().get(path).status_code == 200  # a mail program that looks proves nothing
    person.refresh_from_db()
    assert person.email == "cu@example.vn"
    assert Client().post(path).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.pending_email) == ("moi@example.vn", "")
    assert signs_in("MOI@example.vn")
    assert [Client().get(path).status_code, Client().post(path).status_code] == [410, 410]
    changed = AuditEntry.objects.get(action="email_verified").details["changes"]["email"]
    assert {json.loads(PersonalValue.objects.get(commitment=one["personal"]).value) for one in changed} == {
        "cu@example.vn", "moi@example.vn",
    }  # fmt: skip


def test_a_newer_request_replaces_the_older_link() -> None:
    person = builders.account()
    browser(person).post(reverse("people:email"), {"email": "mot@example.vn"})
    first = link_to("mot@example.vn", "thu-dien-tu")
    browser(person).post(reverse("people:email"), {"email": "hai@example.vn"})
    assert [Client().get(first).status_code, Client().get(link_to("hai@example.vn", "thu-dien-tu")).status_code] == [
        410,
        200,
    ]


def test_the_address_of_somebody_else_is_refused_only_to_whoever_reads_its_mail() -> None:
    builders.account(email="lan@example.vn")
    person = builders.account()
    assert browser(person).post(reverse("people:email"), {"email": "lan@example.vn"}).status_code == 302
    answer = Client().post(link_to("lan@example.vn", "thu-dien-tu"), follow=True)
    assert "Đã có tài khoản dùng thư điện tử này" in answer.content.decode()
    person.refresh_from_db()
    assert person.email == ""


def test_without_a_mail_server_the_page_says_so(settings: Any) -> None:
    settings.OCOP_NOTICE_CHANNELS = {"email": ""}
    answer = browser(builders.account()).post(reverse("people:email"), {"email": "lan@example.vn"})
    assert (answer.status_code, "chưa gửi được thư" in answer.content.decode()) == (422, True)


def test_a_demonstration_writes_to_nobody() -> None:
    person = builders.account(is_demo=True)
    with pytest.raises(DomainError, match="chưa gửi được thư"):
        ask_for_email(person, email="that@example.vn", by=person, at=timezone.now())


# --- Telephone -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def telephones(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.OCOP_NOTICE_CHANNELS = {"sms": "ocop.notices.channels.recording.Recording"}
    return tmp_path / "outgoing-sms.jsonl"


def newest_code(path: Path) -> str:
    deliver()
    return re.findall(r": (\d{6})$", json.loads(path.read_text(encoding="utf-8").splitlines()[-1])["text"])[0]


def test_a_telephone_is_proved_by_the_code_that_it_got(telephones: Path) -> None:
    person = builders.account(username="lan", phone="0912345678")
    window, page = browser(person), reverse("people:phone")
    assert not signs_in("0912 345 678")
    window.post(page, {"action": "send"})
    code = newest_code(telephones)
    assert not Notice.objects.filter(title__contains=code).exists()
    wrong = window.post(page, {"code": f"{(int(code) + 1) % 10**6:06d}"})
    assert (wrong.status_code, "Mã chưa đúng" in wrong.content.decode()) == (422, True)
    assert window.post(page, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302
    for typed in ("0912 345 678", "+84 912–345–678", "0084912345678", "lan"):
        assert signs_in(typed)
    assert window.post(page, {"code": code}).status_code == 422


def test_a_code_is_over_after_a_quarter_of_an_hour_and_when_the_number_changes(telephones: Path) -> None:
    person, now = builders.account(phone="0912345678"), timezone.now()
    ask_for_phone_code(person, by=person, at=now)
    code = newest_code(telephones)
    with pytest.raises(DomainError, match="hết hạn"):
        verify_phone(person, code=code, by=person, at=now + timedelta(minutes=16))
    update_own_details(person, full_name=person.full_name, phone="0987654321", by=person, at=now)
    with pytest.raises(DomainError, match="hết hạn"):
        verify_phone(person, code=code, by=person, at=now)


@pytest.mark.usefixtures("telephones")
def test_codes_are_not_guessed(settings: Any) -> None:
    settings.OCOP_LIMITS = {**settings.OCOP_LIMITS, "second_factor": (3, 60)}
    person = builders.account(phone="0912345678")
    ask_for_phone_code(person, by=person, at=timezone.now())
    answers = [browser(person).post(reverse("people:phone"), {"code": "12"}).status_code for _ in range(4)]
    assert answers == [422, 422, 422, 429]


def test_a_number_is_proved_for_one_account_only() -> None:
    now = timezone.now()
    first, second = builders.account(phone="0912345678"), builders.account(phone="0912345678")
    by = builders.account(Role.SYSTEM_ADMINISTRATOR)
    vouch_for_phone(first, reason="Gọi số này", by=by, at=now)
    with pytest.raises(DomainError, match="đã được xác nhận cho một tài khoản khác"):
        vouch_for_phone(second, reason="Gọi số này", by=by, at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        UserAccount.objects.filter(pk=second.pk).update(phone_verified_at=now)
    assert account_at_door("0912345678") == first


def test_another_number_has_to_be_proved_anew() -> None:
    now, person = timezone.now(), builders.account(phone="0912345678")
    vouch_for_phone(person, reason="Gọi số này", by=builders.account(Role.SYSTEM_ADMINISTRATOR), at=now)
    update_own_details(person, full_name=person.full_name, phone="0987654321", by=person, at=now)
    assert account_at_door("0987654321") is None


# --- The way back in -------------------------------------------------------------------------------------------------------


def test_a_forgotten_password_is_mended_by_the_own_proved_address_once() -> None:
    person = builders.account(username="lan")
    prove(person, "lan@example.vn")
    window = browser(UserAccount.objects.get(pk=person.pk))
    answers = [
        Client().post(reverse("account_reset_password"), {"email": typed})
        for typed in ("lan@example.vn", "khong-co@example.vn")
    ]
    assert len({(one.status_code, one["Location"]) for one in answers}) == 1
    path = link_to("lan@example.vn", "dat-lai")
    assert signs_in("lan")
    assert Client().post(path, PASSWORDS).status_code == 302
    assert (signs_in("lan"), signs_in("lan@example.vn", NEW)) == (False, True)
    assert Client().get(path).status_code == 410
    assert window.get(reverse("people:account")).status_code == 302  # sessions of before have ended
    deliver()
    assert any("vừa được đặt lại" in one.body for one in mail.outbox)


def test_an_address_that_was_never_proved_gets_no_link() -> None:
    builders.account(username="lan", email="lan@example.vn")
    for typed in ("lan@example.vn", "lan"):
        Client().post(reverse("account_reset_password"), {"email": typed})
    deliver()
    assert mail.outbox == []


def test_the_officer_of_the_commune_hands_a_link_to_a_producer_and_nobody_else_does() -> None:
    place = builders.commune()
    officer = builders.account(Role.COMMUNE_OFFICER, place)
    person = builders.account(Role.PRODUCER_USER, username="lan", phone="0912345678")
    producer = builders.producer(place, user=person)
    window, page = browser(officer), reverse("people:help", args=[person.pk])
    assert page in window.get(reverse("producers:detail", args=[producer.pk])).content.decode()
    window.post(page, {"reason": "Gọi số này, chị Lan bắt máy"})
    assert account_at_door("0912345678") == person
    window.post(page, {"action": "link"})
    first = re.findall(r"/vai-tro/dat-lai/[^<\s]+", window.get(page).content.decode())[0]
    second = "/" + make_recovery_link(person, by=officer, at=timezone.now()).split("/", 3)[3]
    assert [Client().get(first).status_code, Client().get(second).status_code] == [410, 200]
    assert Client().post(second, PASSWORDS).status_code == 302
    assert signs_in("lan", NEW)
    shown = browser(UserAccount.objects.get(pk=person.pk)).get(reverse("people:phone")).content.decode()
    assert f"người xác nhận: {officer.full_name}" in shown
    far = builders.account(Role.COMMUNE_OFFICER, builders.commune("25462", "Bình Minh"))
    chair = builders.account(Role.PROVINCIAL_CHAIR, builders.province())
    for nobody in (far, chair, UserAccount.objects.get(pk=person.pk)):
        assert browser(nobody).get(page).status_code == 403
    assert window.get(reverse("people:help", args=[chair.pk])).status_code == 403  # an official is the administrator's


def test_the_administrator_hands_a_link_to_an_official() -> None:
    by = builders.account(Role.SYSTEM_ADMINISTRATOR)
    official = builders.account(Role.PROVINCIAL_OFFICER, builders.province(), username="canbo")
    path = "/" + make_recovery_link(official, by=by, at=timezone.now()).split("/", 3)[3]
    weak = Client().post(path, {"new_password1": "ngắn", "new_password2": "ngắn"})
    assert weak.status_code == 422
    assert Client().post(path, PASSWORDS).status_code == 302
    assert signs_in("canbo", NEW)
    with pytest.raises(DomainError):
        make_recovery_link(by, by=by, at=timezone.now())


# --- The footer ------------------------------------------------------------------------------------------------------------


def test_the_footer_names_somebody_and_a_number(client: Client, settings: Any) -> None:
    settings.OCOP_HELP_CONTACT, settings.OCOP_HELP_PHONE = "Phạm Thị Ánh, Văn phòng OCOP", "0276 3822 123"
    page = client.get(LOGIN).content.decode()
    assert "Phạm Thị Ánh, Văn phòng OCOP" in page
    assert 'href="tel:02763822123"' in page
