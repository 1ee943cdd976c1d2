"""What people were called: every moment has its name, and nothing of it outlives a request to be forgotten."""

from datetime import date, datetime, timedelta

import pytest

from ocop.ledger.comparing import differing_personal_values, told_by_the_chain
from ocop.people.models import Role, UserAccount
from ocop.people.naming import Named
from ocop.people.operations import switch_account
from ocop.people.operations.erasing import erase_account
from ocop.people.operations.roles import update_own_details
from ocop.people.queries.naming import name_then, past_names
from tests.builders import AT, account

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST, SECOND = "Trần Thị Ân", "Trần Thị Ơn"


def rename(person: UserAccount, name: str, *, at: datetime) -> None:
    update_own_details(person, full_name=name, phone=person.phone, by=person, at=at)
    person.refresh_from_db()


def test_each_moment_has_the_name_of_that_moment() -> None:
    person = account(full_name=FIRST)
    assert name_then(person, AT) == Named(FIRST)
    rename(person, SECOND, at=AT)
    rename(person, FIRST, at=AT + 10 * DAY)
    rename(person, "Trần Thị Út", at=AT + 20 * DAY)
    before, on_the_day, between, back, now = (name_then(person, AT + days * DAY).words for days in (-1, 0, 9, 10, 20))
    assert (before, back) == ("Trần Thị Ân (nay là Trần Thị Út)",) * 2
    assert (on_the_day, between) == ("Trần Thị Ơn (nay là Trần Thị Út)",) * 2
    assert now == "Trần Thị Út"
    assert name_then(person, None).words == "Trần Thị Út"


def test_a_day_counts_to_its_end() -> None:
    person = account(full_name=FIRST)
    rename(person, SECOND, at=AT)  # 1 September 2026, 9 in the morning in Vietnam
    names = past_names([person])
    assert (names.at(person, date(2026, 8, 31)).record, names.at(person, date(2026, 9, 1)).record) == (FIRST, SECOND)


def test_an_erased_account_has_no_name_of_the_past() -> None:
    person, administrator = account(full_name=FIRST), account(Role.SYSTEM_ADMINISTRATOR)
    rename(person, SECOND, at=AT)
    switch_account(person, active=False, reason="Nghỉ việc", by=administrator, at=AT + DAY)
    erase_account(person, reason="Đơn số 7 ngày 02/12/2026", by=administrator, at=AT + DAY)
    person.refresh_from_db()
    assert name_then(person, AT - DAY) == Named("đã xoá theo yêu cầu")
    assert [one for one in differing_personal_values(told_by_the_chain()) if one] == []
