"""An upgrade takes on what was there before lines held hashes, and nothing that somebody put there behind the system's back."""

from dataclasses import replace
from datetime import date

import pytest

from ocop.ledger.adopting import adopt_records, adopt_what_was_there
from ocop.ledger.comparing import CHANGED, FORGED, differing_records, told_by_the_chain
from ocop.ledger.keeping import all_kept
from ocop.people.models import PublicBody, Role, RoleAssignment
from ocop.people.operations import give_role
from tests.builders import AT, account

pytestmark = pytest.mark.django_db
FROM = date(2026, 1, 1)


def given(username: str) -> RoleAssignment:
    return give_role(
        account(username=username), Role.STEERING_READER, unit=None, effective_from=FROM, document="QĐ", by=None, at=AT
    )


def forged() -> RoleAssignment:
    return RoleAssignment.objects.create(
        account=account(username="ke-gia"), role=Role.STEERING_READER, effective_from=FROM
    )


def findings() -> list[tuple[str, str]]:
    named = differing_records(all_kept()["roleassignment"], told_by_the_chain())
    return [(one.record, one.sentence) for one in named if one]


def test_a_row_that_was_forged_before_an_upgrade_is_not_taken_on() -> None:
    given("doc")
    forged()
    adopt_what_was_there(at=AT)
    adopt_records(at=AT)
    assert findings() == [("Vai trò steering_reader", FORGED)]


def test_a_kind_that_was_closed_empty_stays_closed_to_later_migrations() -> None:
    adopt_records(at=AT)
    PublicBody.objects.create(kind="province", name_key="co quan bia dat")
    assert adopt_what_was_there(at=AT) == {}


def test_a_new_version_takes_on_what_the_earlier_one_wrote_down(monkeypatch: pytest.MonkeyPatch) -> None:
    now = all_kept()["roleassignment"]
    earlier = replace(now, outside={**now.outside, "ended_at_once": "not there yet"})
    monkeypatch.setitem(all_kept(), "roleassignment", earlier)
    given("nhu-cu")
    given("bi-doi")
    monkeypatch.setitem(all_kept(), "roleassignment", replace(now, version=2, since={"ended_at_once": 2}))
    RoleAssignment.objects.filter(account__username="bi-doi").update(role=Role.MINISTER)
    forged()
    assert adopt_what_was_there(at=AT)["roleassignment"] == 1
    assert findings() == [("Vai trò minister", CHANGED), ("Vai trò steering_reader", FORGED)]
