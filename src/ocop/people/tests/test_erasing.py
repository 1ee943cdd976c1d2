"""Erasing who an account belonged to: nothing of the person is left to read, and what was signed stays as it was."""

import json
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import serializers
from django.urls import reverse
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry, CheckpointReader, PersonalValue
from ocop.ledger.personal import ERASED
from ocop.ledger.verifying import verify_chain
from ocop.people.models import Role, SignInRecord, UserAccount
from ocop.people.operations import end_role, erase_account, switch_account, update_own_details
from tests.builders import account, browser, commune

pytestmark = pytest.mark.django_db
NAME, LATER_NAME, MAIL, CALL = "Đặng Thị Kim Thoa", "Đặng Kim Thoa", "kimthoa@example.vn", "0987111222"
WHY = "Đơn số 5 ngày 1/12/2026"


@pytest.fixture
def by() -> UserAccount:
    return account(Role.SYSTEM_ADMINISTRATOR, username="quan-tri")


@pytest.fixture
def officer() -> UserAccount:
    made = account(Role.COMMUNE_OFFICER, unit=commune(), username="kimthoa", full_name=NAME, email=MAIL)
    update_own_details(made, full_name=LATER_NAME, phone=CALL, by=made, at=timezone.now())
    EmailAddress.objects.create(user=made, email=MAIL, primary=True)
    Authenticator.objects.create(user=made, type="totp", data={})
    CheckpointReader.objects.create(account=made, chosen_at=timezone.now())
    SignInRecord.objects.create(account=made, signed_in_at=timezone.now(), address="192.0.2.7")
    return UserAccount.objects.get(pk=made.pk)


def leave(officer: UserAccount, by: UserAccount) -> None:
    """The person held the role until yesterday, and the account is switched off."""
    yesterday = timezone.localdate() - timedelta(days=1)
    end_role(officer.role_assignments.get(), effective_to=yesterday, reason="Nghỉ việc", by=by, at=timezone.now())
    switch_account(officer, active=False, reason="Nghỉ việc", by=by, at=timezone.now())


def everything_stored() -> str:
    kinds: list[Any] = [UserAccount, PersonalValue, AuditEntry, EmailAddress, Authenticator, SignInRecord]
    rows = [row for kind in kinds for row in kind.objects.all()]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False)


def test_nothing_of_the_person_is_left_and_the_chain_holds(officer: UserAccount, by: UserAccount) -> None:
    session = browser(officer).session  # as allauth leaves it
    session["account_authentication_methods"] = [{"method": "password", "username": "kimthoa"}]
    session.save()
    leave(officer, by)
    assert all(one in everything_stored() for one in (NAME, LATER_NAME, MAIL, CALL, "kimthoa"))
    erase_account(officer, reason=WHY, by=by, at=timezone.now())
    kept = everything_stored()
    assert [one for one in (NAME, LATER_NAME, MAIL, CALL, "kimthoa", "192.0.2.7") if one in kept] == []
    assert not CheckpointReader.objects.exists()
    assert [row.pk for row in Session.objects.all() if "kimthoa" in str(row.get_decoded())] == []
    after = UserAccount.objects.get(pk=officer.pk)
    assert (after.full_name, after.is_active, after.has_usable_password()) == (ERASED, False, False)
    assert after.role_assignments.count() == 1
    assert verify_chain().holds


def test_erasing_again_changes_nothing(officer: UserAccount, by: UserAccount) -> None:
    leave(officer, by)
    for _ in range(2):
        erase_account(officer, reason=WHY, by=by, at=timezone.now())
    with pytest.raises(DomainError, match="quản trị hệ thống"):
        erase_account(officer, reason=WHY, by=account(), at=timezone.now())
    assert AuditEntry.objects.filter(action="personal_data_erased").count() == 1


def test_who_still_works_is_not_erased(officer: UserAccount, by: UserAccount) -> None:
    with pytest.raises(DomainError, match="đang mở"):
        erase_account(officer, reason=WHY, by=by, at=timezone.now())
    switch_account(officer, active=False, reason="Nghỉ việc", by=by, at=timezone.now())
    with pytest.raises(DomainError, match="còn giữ vai trò"):
        erase_account(officer, reason=WHY, by=by, at=timezone.now())


def test_a_reason_is_needed_and_nobody_else_may(officer: UserAccount, by: UserAccount) -> None:
    leave(officer, by)
    with pytest.raises(DomainError, match="số và ngày"):
        erase_account(officer, reason=" ", by=by, at=timezone.now())
    other = account(Role.PROVINCIAL_OFFICER, unit=commune().parent)
    with pytest.raises(DomainError, match="quản trị hệ thống"):
        erase_account(officer, reason=WHY, by=other, at=timezone.now())


def test_an_erased_account_stays_off(officer: UserAccount, by: UserAccount) -> None:
    leave(officer, by)
    erase_account(officer, reason=WHY, by=by, at=timezone.now())
    with pytest.raises(DomainError, match="đã xoá theo yêu cầu"):
        switch_account(officer, active=True, reason="Nhầm", by=by, at=timezone.now())


def test_the_page_asks_for_the_request_and_a_tick(officer: UserAccount, by: UserAccount) -> None:
    client, page = browser(by), reverse("people:erase_account", args=[officer.pk])
    assert client.get(page).status_code == 403
    leave(officer, by)
    assert page in client.get(reverse("people:person", args=[officer.pk])).content.decode()
    refused = client.post(page, {"reason": WHY})
    assert (refused.status_code, WHY in refused.content.decode()) == (422, True)
    done = client.post(page, {"reason": WHY, "confirmed": "on"}, follow=True)
    shown = done.content.decode()
    assert "không mở lại được" in shown
    assert [one for one in (NAME, LATER_NAME, MAIL, CALL) if one in shown] == []


def test_a_name_taken_from_the_words_of_erasing_shields_nobody(officer: UserAccount, by: UserAccount) -> None:
    update_own_details(officer, full_name=ERASED, phone="", by=officer, at=timezone.now())
    account(username=f"da-xoa-{officer.pk}")
    switch_account(UserAccount.objects.get(pk=officer.pk), active=False, reason="Nghỉ việc", by=by, at=timezone.now())
    end_role(
        officer.role_assignments.get(), effective_to=timezone.localdate() - timedelta(days=1), reason="Nghỉ việc", by=by,
        at=timezone.now(),
    )  # fmt: skip
    erase_account(officer, reason=WHY, by=by, at=timezone.now())
    after = UserAccount.objects.get(pk=officer.pk)
    assert after.username.startswith(f"da-xoa-{officer.pk}-")
    assert not after.email
