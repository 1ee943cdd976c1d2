"""A record under a hash that was changed, deleted or forged behind the system's back is named, on both databases.

The room `people` keeps who holds which role, so a role serves here as the example of a record.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from ocop.ledger.adopting import adopt_records
from ocop.ledger.comparing import (
    CHANGED,
    DELETED,
    FORGED,
    differing_index,
    differing_records,
    holding,
    told_by_the_chain,
)
from ocop.ledger.keeping import all_kept
from ocop.ledger.many import Line, record_many
from ocop.ledger.models import AuditEntry, RecordHash
from ocop.ledger.operations import record
from ocop.people.models import RoleAssignment, UserAccount
from ocop.people.operations import end_role, give_role
from tests.builders import AT, account, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def role() -> RoleAssignment:
    return give_role(
        account(), "provincial_officer", unit=province(), effective_from=date(2026, 1, 1), by=administrator(), at=AT
    )


def administrator() -> UserAccount:
    return UserAccount.objects.filter(username="qt").first() or account("system_administrator", username="qt")


def findings() -> set[tuple[str, str]]:
    told, kept = told_by_the_chain(), all_kept()["roleassignment"]
    named = [*differing_records(kept, told), *differing_index(told)]
    return {(one.record, one.sentence) for one in named if one}


@pytest.fixture(autouse=True)
def _rows_made_by_builders_are_taken_on() -> None:
    administrator()
    adopt_records(at=AT)


def test_what_was_written_by_an_act_agrees(role: RoleAssignment) -> None:
    assert findings() == set()
    assert holding(RoleAssignment, [role.pk]) == {role.pk}


def test_a_later_act_moves_the_hash_on(role: RoleAssignment) -> None:
    end_role(role, effective_to=date(2026, 12, 31), reason="Nghỉ", by=administrator(), at=AT)
    assert findings() == set()
    line = RecordHash.objects.get(kind="roleassignment", record_id=str(role.pk)).entry
    assert line.action == "role_ended"
    assert AuditEntry.objects.filter(action="role_assigned").get().details["records"] != line.details["records"]


@pytest.mark.parametrize(
    ("column", "value"),
    [("role", "provincial_chair"), ("organisation_name", "Sở khác"), ("effective_from", "2020-01-01"), ("effective_to", "2099-01-01"), ("ended_at_once", True)],
)  # fmt: skip
def test_a_changed_column_is_named(role: RoleAssignment, column: str, value: object) -> None:
    RoleAssignment.objects.filter(pk=role.pk).update(**{column: value})
    assert findings() == {(f"Vai trò {value if column == 'role' else 'provincial_officer'}", CHANGED)}
    assert holding(RoleAssignment, [role.pk]) == set()


def test_a_deleted_record_is_named(role: RoleAssignment) -> None:
    number = role.pk
    role.delete()
    assert findings() == {(f"Vai trò số {number}", DELETED)}


def test_a_forged_record_is_named(role: RoleAssignment) -> None:
    RoleAssignment.objects.create(account=role.account, role="provincial_chair", effective_from=date(2026, 1, 1))
    assert findings() == {("Vai trò provincial_chair", FORGED)}


def test_a_record_set_back_to_an_earlier_line_is_named(role: RoleAssignment) -> None:
    earlier = RecordHash.objects.get(kind="roleassignment", record_id=str(role.pk))
    end_role(role, effective_to=date(2026, 12, 31), reason="Nghỉ", by=administrator(), at=AT)
    RoleAssignment.objects.filter(pk=role.pk).update(effective_to=None)
    RecordHash.objects.filter(pk=earlier.pk).update(content_hash=earlier.content_hash, entry=earlier.entry)
    assert findings() == {
        ("Vai trò provincial_officer", CHANGED),
        (f"Mục lục dấu kiểm roleassignment {role.pk}", CHANGED),
    }


def test_many_lines_take_their_records_under_a_hash(role: RoleAssignment) -> None:
    RoleAssignment.objects.filter(pk=role.pk).update(organisation_name="Sở Nông nghiệp và Môi trường")
    fresh = RoleAssignment.objects.create(account=role.account, role="central_officer", effective_from=date(2026, 1, 1))
    with transaction.atomic():
        record_many([Line("role_assigned", one.account, records=[one]) for one in (role, fresh)], by=None, at=AT)
    assert findings() == set()
    assert holding(RoleAssignment, [role.pk, fresh.pk]) == {role.pk, fresh.pk}


def test_a_record_that_an_act_deletes_is_not_missed(role: RoleAssignment) -> None:
    with transaction.atomic():
        record("role_ended", role.account, by=None, at=AT, gone=[role])
        role.delete()
    assert findings() == set()


def test_a_kind_is_taken_on_once() -> None:
    lines = AuditEntry.objects.count()
    RoleAssignment.objects.create(account=administrator(), role="provincial_chair", effective_from=date(2026, 1, 1))
    assert adopt_records(at=AT) == {}
    assert AuditEntry.objects.count() == lines
    assert findings() == {("Vai trò provincial_chair", FORGED)}


def test_a_look_at_one_record_costs_two_queries(
    role: RoleAssignment, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        holding(RoleAssignment, [role.pk])


def test_every_column_of_a_kept_record_lies_in_its_table() -> None:
    with connection.cursor() as cursor:
        for kept in all_kept().values():
            columns = {
                one.name for one in connection.introspection.get_table_description(cursor, kept.model._meta.db_table)
            }
            assert {*kept.fields, *kept.personal} <= columns, kept.kind
