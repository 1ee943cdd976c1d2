"""The database refuses to change the ledger; whoever gets past it is found by computing the chain again."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from ocop.ledger.chain import GENESIS, entry_hash
from ocop.ledger.guards import GUARDS
from ocop.ledger.models import AuditEntry, LedgerHead
from ocop.ledger.operations import record
from ocop.ledger.verifying import line_of, verify_chain
from tests.builders import AT, account

pytestmark = pytest.mark.django_db


def lines(count: int = 5) -> list[AuditEntry]:
    user = account()
    with transaction.atomic():
        return [record("x", user, by=user, at=AT, details={"step": step}) for step in range(count)]


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: object) -> None:
    before = list(AuditEntry.objects.values_list())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(statement, *values)
    assert list(AuditEntry.objects.values_list()) == before


def test_the_database_refuses_to_change_a_line() -> None:
    refused("UPDATE ledger_auditentry SET reason = 'khác' WHERE sequence = %s", lines()[0].pk)


def test_the_database_refuses_to_delete_a_line() -> None:
    refused("DELETE FROM ledger_auditentry WHERE sequence = %s", lines()[-1].pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
@pytest.mark.parametrize("key", ["sequence", "entry_hash"])
def test_the_database_refuses_to_replace_a_line(key: str) -> None:
    target, free = lines()[1], {"sequence": 99, "entry_hash": "1" * 64}
    columns = [field.column for field in AuditEntry._meta.concrete_fields]
    taken = ", ".join(f"'{free[one]}'" if one in free and one != key else one for one in columns)
    refused(
        f"INSERT OR REPLACE INTO ledger_auditentry ({', '.join(columns)}) SELECT {taken} FROM ledger_auditentry WHERE sequence = %s",  # noqa: S608
        target.pk,
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
def test_the_database_refuses_to_move_a_line_onto_another() -> None:
    written = lines()
    refused("UPDATE OR REPLACE ledger_auditentry SET sequence = %s WHERE sequence = %s", written[0].pk, written[1].pk)


@pytest.mark.django_db(transaction=True)  # PostgreSQL: a table with unfinished work is not truncated anyway
def test_the_database_refuses_to_empty_the_ledger() -> None:
    lines()
    refused(
        "TRUNCATE ledger_auditentry CASCADE" if connection.vendor == "postgresql" else "DELETE FROM ledger_auditentry"
    )


def test_an_untouched_chain_holds() -> None:
    written = lines()
    report = verify_chain()
    assert (report.holds, report.length, report.head_hash) == (True, 5, written[-1].entry_hash)


def test_an_empty_ledger_holds() -> None:
    assert verify_chain().length == 0
    assert verify_chain().holds


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "khác"), ("action", "y"), ("at", "2020-01-01 00:00:00+00:00"), ("subject_id", "9"), ("subject_kind", "dossier"),
        ("unit_path", "1/"), ("from_state", "a"), ("to_state", "b"), ("on_behalf_of", "ai đó"), ("details", '{"step": 9}'),
        ("previous_hash", GENESIS), ("entry_hash", "1" * 64),
    ],
)  # fmt: skip
def test_a_changed_line_is_found(column: str, value: str) -> None:
    target = lines()[2]
    with GUARDS.lifted(connection):
        execute(f"UPDATE ledger_auditentry SET {column} = %s WHERE sequence = %s", value, target.pk)  # noqa: S608
    assert verify_chain().broken_at == 3


def test_a_line_given_to_somebody_else_is_found() -> None:
    target, other = lines()[2], account()
    with GUARDS.lifted(connection):
        execute("UPDATE ledger_auditentry SET actor_id = %s WHERE sequence = %s", other.pk, target.pk)
    assert verify_chain().broken_at == 3


def test_a_deleted_line_is_found_at_the_next_one() -> None:
    written = lines()
    with GUARDS.lifted(connection):
        execute("DELETE FROM ledger_auditentry WHERE sequence = %s", written[2].pk)
    assert verify_chain().broken_at == 3


def test_two_lines_that_changed_places_are_found() -> None:
    written = lines()
    first, second = written[1].pk, written[2].pk
    with GUARDS.lifted(connection):
        execute("UPDATE ledger_auditentry SET sequence = -1 WHERE sequence = %s", first)
        execute("UPDATE ledger_auditentry SET sequence = %s WHERE sequence = %s", first, second)
        execute("UPDATE ledger_auditentry SET sequence = %s WHERE sequence = -1", second)
    assert verify_chain().broken_at == 2


def test_an_inserted_line_is_found() -> None:
    written = lines()
    forged = AuditEntry(
        at=AT,
        actor=account(),
        action="y",
        subject_kind="useraccount",
        subject_id="1",
        previous_hash=written[-1].entry_hash,
    )
    forged.entry_hash = entry_hash(forged.previous_hash, line_of(forged))
    forged.save(force_insert=True)
    assert verify_chain().broken_at == 6  # the line fits, but the head does not know it


def test_a_missing_end_is_found() -> None:
    written = lines()
    with GUARDS.lifted(connection):
        execute("DELETE FROM ledger_auditentry WHERE sequence >= %s", written[3].pk)
    report = verify_chain()
    assert (report.length, report.broken_at) == (3, 4)


def test_a_missing_end_with_a_forged_head_is_found_by_an_earlier_checkpoint() -> None:
    written = lines()
    checkpoint = verify_chain().checkpoint
    with GUARDS.lifted(connection):
        execute("DELETE FROM ledger_auditentry WHERE sequence >= %s", written[3].pk)
    LedgerHead.objects.update(entry_hash=written[2].entry_hash, length=3)
    assert verify_chain().holds
    assert not verify_chain(checkpoint=checkpoint).holds


def test_a_chain_written_anew_is_found_by_an_earlier_checkpoint() -> None:
    lines()
    checkpoint = verify_chain().checkpoint
    with GUARDS.lifted(connection):
        execute("DELETE FROM ledger_auditentry")
    LedgerHead.objects.update(entry_hash=GENESIS, length=0)
    lines(7)
    assert verify_chain().holds
    assert not verify_chain(checkpoint=checkpoint).holds


def test_an_earlier_checkpoint_still_holds_after_more_lines() -> None:
    lines()
    checkpoint = verify_chain().checkpoint
    lines(3)
    assert verify_chain(checkpoint=checkpoint).holds


def test_the_command_says_that_the_chain_holds_and_prints_a_checkpoint() -> None:
    head, output = lines()[-1].entry_hash, StringIO()
    call_command("verify_ledger", stdout=output, stderr=StringIO())
    told = output.getvalue()
    assert "Chuỗi nhật ký toàn vẹn: 5 dòng" in told
    assert f"Điểm kiểm tra: 5:{head}" in told


def test_the_command_fails_on_a_broken_chain() -> None:
    target = lines()[1]
    with GUARDS.lifted(connection):
        execute("UPDATE ledger_auditentry SET reason = 'khác' WHERE sequence = %s", target.pk)
    with pytest.raises(CommandError, match="dòng thứ 2"):
        call_command("verify_ledger", stdout=StringIO(), stderr=StringIO())


def test_the_command_refuses_a_checkpoint_it_cannot_read() -> None:
    with pytest.raises(CommandError, match="Điểm kiểm tra phải viết"):
        call_command("verify_ledger", checkpoint="hôm qua", stdout=StringIO())
