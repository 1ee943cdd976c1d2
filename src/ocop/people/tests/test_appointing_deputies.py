"""Who lets whom sign for an office, and that nobody is deputy of one office twice on a day, on both databases (NĐ 30/2020, Đ.13)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import Deputyship, Role
from ocop.people.rights import holds_in_person
from tests.builders import account, commune, province
from tests.racing import DONE, together

from .deputies import FIRST, LAST, OFFICE, PAPER, again, appoint

pytestmark = pytest.mark.django_db


def test_the_holder_appoints_for_the_own_office_only() -> None:
    holder = account(OFFICE, commune())
    assert appoint(account(), by=holder).role == OFFICE
    with pytest.raises(DomainError, match="Chỉ người giữ chức vụ"):
        appoint(account(), unit=commune("25462", "Bình Minh"), by=holder)


@pytest.mark.parametrize("role", [None, *[one for one in Role if one not in {OFFICE, Role.SYSTEM_ADMINISTRATOR}]])
def test_nobody_else_appoints(role: str | None) -> None:
    with pytest.raises(DomainError, match="Chỉ người giữ chức vụ"):
        appoint(account(), by=account(role, commune()))


def test_a_deputy_does_not_pass_the_power_on() -> None:
    person = account()
    appoint(person, effective_from=date(2026, 1, 1), effective_to=None)
    assert not holds_in_person(again(person), OFFICE, commune().path)
    with pytest.raises(DomainError, match="Chỉ người giữ chức vụ"):
        appoint(account(), by=again(person))


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.SYSTEM_ADMINISTRATOR, "quản trị hệ thống không giữ"), (Role.PRODUCER_USER, "Người của chủ thể"),
        (Role.BUYER, "Người của chủ thể"), (OFFICE, "đang giữ chính chức vụ"),
    ],
)  # fmt: skip
def test_some_people_sign_for_nobody(role: str, said: str) -> None:
    with pytest.raises(DomainError, match=said) as refused:
        appoint(account(role, commune() if role == OFFICE else None))
    assert refused.value.field == "account"


def test_nobody_appoints_themselves_nor_an_account_that_is_switched_off() -> None:
    administrator = account(Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(DomainError, match="tự giao"):
        appoint(administrator, by=administrator)
    with pytest.raises(DomainError, match="đang khóa"):
        appoint(account(is_active=False))


@pytest.mark.parametrize("role", [one for one in Role if one not in {
    "commune_chair", "provincial_chair", "advisory_group_head", "minister", "central_council_chair", "central_advisory_group_head",
}])  # fmt: skip
def test_an_office_that_signs_nothing_has_no_deputy_here(role: str) -> None:
    with pytest.raises(DomainError, match="không giao ký thay ở đây"):
        appoint(account(), role=role)


def test_an_office_has_its_level() -> None:
    with pytest.raises(DomainError, match="một tỉnh"):
        appoint(account(), role=Role.PROVINCIAL_CHAIR, unit=commune())


def test_the_same_appointment_again_is_one_row_and_one_line() -> None:
    person = account()
    assert appoint(person) == appoint(person)
    entry = AuditEntry.objects.get(action="deputy_appointed")
    assert (entry.unit_path, entry.details["document"], entry.details["to"]) == (commune().path, PAPER, "2026-09-30")


@pytest.mark.parametrize(
    ("begins", "ends"), [(LAST, None), (date(2026, 8, 1), FIRST), (date(2026, 9, 10), date(2026, 9, 12)), (date(2026, 1, 1), None)]
)  # fmt: skip
def test_days_of_one_office_do_not_meet(begins: date, ends: date | None) -> None:
    person = account()
    first = appoint(person)
    with pytest.raises(DomainError, match="đã được giao ký cho chức vụ đó từ 01/09/2026 đến hết 30/09/2026"):
        appoint(person, effective_from=begins, effective_to=ends)
    first.pk = None
    first.effective_from, first.effective_to, first.document = begins, ends, "khác"
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_the_database_refuses_days_that_are_moved_onto_others() -> None:
    person = account()
    appoint(person)
    later = appoint(person, effective_from=date(2026, 10, 1), effective_to=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputyship.objects.filter(pk=later.pk).update(effective_from=LAST)


def test_other_days_other_offices_and_other_people_are_free() -> None:
    person = account()
    appoint(person)
    appoint(person, effective_from=date(2026, 10, 1), effective_to=None)
    appoint(person, unit=commune("25462", "Bình Minh"))
    appoint(account())
    for group in ("Tổ 1", "Tổ 2"):
        appoint(person, role=Role.ADVISORY_GROUP_HEAD, unit=province(), organisation_name=group, position="Tổ phó")
    assert Deputyship.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_appoint_at_once_make_one_appointment() -> None:
    person, unit = account(), commune()
    given: dict[str, Any] = {"unit": unit, "effective_to": None, "at": timezone.now()}
    by = [account(Role.SYSTEM_ADMINISTRATOR) for _ in range(2)]
    told = together(*[lambda n=n: appoint(person, document=f"{n}/QĐ", by=by[n], **given) for n in range(2)])
    assert sorted(told) == sorted([DONE, "Người này đã được giao ký cho chức vụ đó từ 01/09/2026."])
    assert Deputyship.objects.count() == 1
