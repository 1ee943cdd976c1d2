"""Ten people press at once: accounts, invitations and user names exist once, and whoever comes second reads one sentence."""

import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.models import AuditEntry
from ocop.people.invitations import invite_person
from ocop.people.models import Invitation, Role, RoleAssignment, UserAccount
from ocop.people.one_time import EMAIL
from ocop.people.operations import assign_role, verify_email, verify_phone
from ocop.people.operations.contacts import code_of
from tests import builders
from tests.racing import DONE, attempt, together

TEN = range(10)
EMAIL_TAKEN = "Đã có tài khoản dùng thư điện tử này. Nếu đúng là người đó, hãy chọn trong danh sách hoặc nhờ người quản trị hệ thống."
PHONE_TAKEN = "Số điện thoại này đã được xác nhận cho một tài khoản khác."


@pytest.mark.django_db(transaction=True)
def test_ten_invitations_at_once() -> None:
    """The same person is invited once, one e-mail makes one account, ten people of one name get ten user names."""
    by, at = builders.account(Role.SYSTEM_ADMINISTRATOR), timezone.now()

    def invite(**values: Any) -> Invitation:
        return invite_person(**{"full_name": "Lê Thị Ễn", "by": by, "at": at, **values})

    same = together(*[lambda: invite(email="en@example.vn")] * 10)
    assert (same, UserAccount.objects.filter(email="en@example.vn").count()) == ([DONE] * 10, 1)
    assert AuditEntry.objects.filter(action="account_invited").count() == 1

    shared = together(*[lambda n=n: invite(full_name=f"Trần Văn {n}", email="Chung@Example.vn") for n in TEN])
    assert sorted(shared) == sorted([DONE, *[EMAIL_TAKEN] * 9])

    names = together(*[lambda n=n: invite(email=f"{n}@example.vn") for n in TEN])
    wanted = {"lethien", *(f"lethien{number}" for number in range(2, 12))}
    assert (names, set(UserAccount.objects.filter(full_name="Lê Thị Ễn").values_list("username", flat=True))) == (
        [DONE] * 10,
        wanted,
    )


@pytest.mark.django_db(transaction=True)
def test_a_role_given_by_two_administrators_at_once_is_held_once() -> None:
    person, unit = builders.account(), builders.province()
    first, second = (builders.account(Role.SYSTEM_ADMINISTRATOR) for _ in range(2))
    given = {"role": Role.PROVINCIAL_OFFICER, "unit": unit, "body": None, "effective_to": None}
    today = timezone.localdate()
    told = together(
        *[lambda by=by: assign_role(person, **given, effective_from=today, by=by, at=timezone.now())
          for by in (first, second)]
    )  # fmt: skip
    assert (told, RoleAssignment.objects.filter(account=person).count()) == ([DONE, DONE], 1)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_choose_one_user_name_at_once() -> None:
    """The second finds the form again with the sentence at the name, and no error page."""
    form = {
        "username": "htx-tra-sen", "full_name": "Lê Văn Sen", "phone": "",
        "password1": "một câu rất dễ nhớ", "password2": "một câu rất dễ nhớ",
    }  # fmt: skip
    barrier, answers = threading.Barrier(3), []

    def sign_up() -> None:
        barrier.wait(timeout=30)
        answers.append(Client().post(reverse("account_signup"), form).status_code)
        connections.close_all()

    threads = [threading.Thread(target=sign_up) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert answers.count(302) == 1
    assert set(answers) <= {302, 200, 422}
    assert UserAccount.objects.filter(username="htx-tra-sen").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_prove_one_email_at_once() -> None:
    """Both hold a link to one mailbox; it opens the door of one account, and the other keeps what it had."""
    now = timezone.now()
    asked = {"pending_email": "chung@example.vn", "email_asked_at": now}
    people = [builders.account(email=f"cu-{number}@example.vn", **asked) for number in range(2)]
    links = [EMAIL.link(person).rstrip("/").split("/")[-2:] for person in people]
    told = together(*[lambda link=link: verify_email(*link, at=now) for link in links])
    assert sorted(told) == sorted([DONE, EMAIL_TAKEN])
    winner, loser = people[told.index(DONE)], people[told.index(EMAIL_TAKEN)]
    kept = dict(UserAccount.objects.filter(pk__in=[winner.pk, loser.pk]).values_list("pk", "email"))
    assert kept == {winner.pk: "chung@example.vn", loser.pk: loser.email}
    assert AuditEntry.objects.filter(action="email_verified").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_prove_one_telephone_at_once() -> None:
    """Both read a code that was sent to one number; it proves the number of one account."""
    now = timezone.now()
    people = [builders.account(phone="0912345678", phone_asked_at=now) for _ in range(2)]
    codes = {one: code_of(one) for one in people}
    told = together(*[lambda one=one: verify_phone(one, code=codes[one], by=one, at=now) for one in people])
    assert sorted(told) == sorted([DONE, PHONE_TAKEN])
    (proved,) = UserAccount.objects.filter(phone="0912345678", phone_verified_at__isnull=False)
    assert proved == people[told.index(DONE)]
    assert AuditEntry.objects.filter(action="phone_verified").count() == 1


@pytest.mark.django_db
def test_an_email_is_one_however_it_is_written_and_accounts_without_one_do_not_collide() -> None:
    from ocop.ledger.uniqueness import one_winner

    def account(email: str) -> None:
        with one_winner():
            builders.account(email=email)

    told = [attempt(lambda email=email: account(email)) for email in ("", "", "a@example.vn", "A@Example.VN")]
    assert told == [DONE, DONE, DONE, EMAIL_TAKEN]
