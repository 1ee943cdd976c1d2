"""Invited people: an account without password, a link that works once and not for long, no rights until a role is given."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.invitations import invitation_behind, invite_person, renew_invitation
from ocop.people.models import Invitation, Role, UserAccount
from ocop.people.rights import holds, roles_of
from tests import builders

pytestmark = pytest.mark.django_db
NEW = "một câu rất dễ nhớ"
PASSWORDS = {"new_password1": NEW, "new_password2": NEW}


def administrator() -> UserAccount:
    return builders.account(Role.SYSTEM_ADMINISTRATOR)


def invited(**values: Any) -> Invitation:
    given = {"full_name": "Lê Thị Ễn", "email": "en@example.vn", "by": administrator(), "at": timezone.now(), **values}
    return invite_person(**given)


def browser(user: UserAccount) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def path_of(link: str) -> str:
    return "/" + link.split("://", 1)[1].split("/", 1)[1]


def test_an_invited_account_has_no_password_and_no_rights() -> None:
    account = invited().account
    assert (account.username, account.has_usable_password(), roles_of(account)) == ("lethien", False, ())


def test_inviting_the_same_person_again_returns_the_open_invitation() -> None:
    by = administrator()
    first, lines = invited(by=by), AuditEntry.objects.count()
    assert invited(by=by).pk == first.pk
    assert AuditEntry.objects.count() == lines


def test_two_people_of_one_name_get_two_user_names() -> None:
    names = [invited(email=f"{number}@example.vn").account.username for number in range(3)]
    assert names == ["lethien", "lethien2", "lethien3"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": ""}, "Hãy ghi thư điện tử hoặc số điện thoại"),
        ({"email": "AN@example.vn"}, "dùng thư điện tử này"),
        ({"email": "", "phone": "0911222333"}, "dùng số điện thoại này"),
    ],
)
def test_nobody_is_invited_without_a_way_to_reach_or_into_the_account_of_another(
    typed: dict[str, str], sentence: str
) -> None:
    invited(full_name="Trần Ân", email="an@example.vn", phone="0911222333")
    with pytest.raises(DomainError, match=sentence):
        invited(**typed)


def test_the_office_invites_for_its_own_province_only() -> None:
    officer = builders.account(Role.PROVINCIAL_OFFICER, builders.province())
    assert invited(by=officer, unit=builders.province()).invited_by == officer
    for unit in (None, builders.province("42", "Hà Tĩnh")):
        with pytest.raises(DomainError, match="mời người vào Hội đồng của tỉnh mình"):
            invited(by=officer, unit=unit, email="khac@example.vn")


def test_the_link_sets_the_password_once_and_signs_the_person_in() -> None:
    invitation = invited()
    path = path_of(renew_invitation(invitation, by=administrator(), at=timezone.now()))
    guest = Client()
    page = guest.get(path)
    assert "lethien" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"  # the address is the key: no other site is told where one came from
    assert guest.post(path, PASSWORDS)["Location"] == reverse("web:home")
    assert guest.get(reverse("people:account")).status_code == 200
    assert UserAccount.objects.get(username="lethien").check_password(NEW)
    assert Client().get(path).status_code == 410
    assert Client().post(path, PASSWORDS).status_code == 410
    assert AuditEntry.objects.filter(action="invitation_accepted").count() == 1


def test_a_weak_or_mistyped_password_is_asked_for_again_and_the_link_still_works() -> None:
    path = path_of(renew_invitation(invited(), by=administrator(), at=timezone.now()))
    for typed in ({"new_password1": "ngắn", "new_password2": "ngắn"}, {**PASSWORDS, "new_password2": "khác hẳn"}):
        assert Client().post(path, typed).status_code == 422
    assert Client().post(path, PASSWORDS).status_code == 302


def test_a_new_link_replaces_the_old_one() -> None:
    invitation, by, now = invited(), administrator(), timezone.now()
    old = path_of(renew_invitation(invitation, by=by, at=now))
    new = path_of(renew_invitation(invitation, by=by, at=now + timedelta(seconds=2)))
    assert [Client().get(old).status_code, Client().get(new).status_code] == [410, 200]


def test_a_link_expires_and_a_switched_off_account_has_none(settings: Any) -> None:
    invitation, by = invited(), administrator()
    path = path_of(renew_invitation(invitation, by=by, at=timezone.now()))
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(path).status_code == 410
    settings.PASSWORD_RESET_TIMEOUT = 3600
    UserAccount.objects.filter(pk=invitation.account_id).update(is_active=False)
    assert Client().get(path).status_code == 410
    with pytest.raises(DomainError, match="đang khóa"):
        renew_invitation(invitation, by=by, at=timezone.now())


@pytest.mark.parametrize("key", ["", "MQ", "%%", "abc", "LTE"])
def test_no_made_up_link_opens_anything(key: str) -> None:
    invited()
    assert invitation_behind(key, "bcd-0123456789abcdef") is None


def test_the_link_is_shown_to_who_made_it_and_to_nobody_else() -> None:
    by = administrator()
    mine, other = browser(by), browser(administrator())
    answer = mine.post(reverse("people:invite"), {"full_name": "Lê Thị Ễn", "phone": "0911 222 333"})
    page = answer["Location"]
    assert "/vai-tro/loi-moi/" in page
    assert "Gửi riêng cho" in mine.get(page).content.decode()
    assert "Gửi riêng cho" not in other.get(page).content.decode()


def test_an_administrator_without_a_way_to_reach_is_asked_and_keeps_the_name() -> None:
    answer = browser(administrator()).post(reverse("people:invite"), {"full_name": "Lê Thị Ễn"})
    assert answer.status_code == 422
    assert 'value="Lê Thị Ễn"' in answer.content.decode()
    assert "Hãy ghi thư điện tử hoặc số điện thoại" in answer.content.decode()


def test_whoever_runs_the_server_invites_the_first_administrator_and_gets_a_new_link_the_second_time() -> None:
    links = []
    for _ in range(2):
        out = StringIO()
        call_command("invite_administrator", "Trần Quản Trị", stdout=out)
        links.append(path_of(out.getvalue().strip().splitlines()[-1]))
    account = UserAccount.objects.get()
    assert (account.username, holds(account, Role.SYSTEM_ADMINISTRATOR)) == ("tranquantri", True)
    assert [Client().get(link).status_code for link in links] == [410, 200]
    Client().post(links[1], PASSWORDS)
    with pytest.raises(CommandError, match="đã là quản trị hệ thống, tên đăng nhập “tranquantri”"):
        call_command("invite_administrator", "Trần Quản Trị")


def test_the_command_says_when_an_e_mail_belongs_to_somebody_else() -> None:
    invited(email="an@example.vn")
    with pytest.raises(CommandError, match="dùng thư điện tử này"):
        call_command("invite_administrator", "Trần Quản Trị", email="an@example.vn")
    assert not holds(UserAccount.objects.get(email="an@example.vn"), Role.SYSTEM_ADMINISTRATOR)
