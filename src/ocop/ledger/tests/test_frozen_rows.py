"""What is frozen stays frozen on both engines, also against the statement that replaces a row; many lines chain like one."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ocop.ledger.freezing import Frozen, guards
from ocop.ledger.many import Line, record_many
from ocop.ledger.models import AuditEntry
from ocop.ledger.operations import record
from ocop.ledger.verifying import verify_chain
from tests import builders as make

pytestmark = pytest.mark.django_db
GUARDS = guards(Frozen("kept", "kept never changes", columns=("fact",), once=("ended",), keys=("code",)))


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def _kept() -> Iterator[None]:
    run("CREATE TABLE kept (id integer PRIMARY KEY, fact text, ended text, note text, code text UNIQUE)")
    run("INSERT INTO kept VALUES (1, 'a', NULL, '', 'x')")
    GUARDS.put_up(None, connection.schema_editor())
    yield
    run("DROP TABLE kept")


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("UPDATE kept SET fact = 'b'", True),
        ("UPDATE kept SET fact = NULL", True),
        ("UPDATE kept SET id = 2", True),
        ("DELETE FROM kept", True),
        ("UPDATE kept SET note = 'b'", False),
        ("UPDATE kept SET ended = '2026'", False),
        ("INSERT INTO kept VALUES (2, 'a', NULL, '', 'y')", False),
    ],
)
def test_facts_never_change_and_the_rest_may(statement: str, refused: bool) -> None:
    if not refused:
        run(statement)
        return
    with pytest.raises(DatabaseError, match="kept never changes"), transaction.atomic():
        run(statement)


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize("after", ["2027", None])
def test_what_may_be_filled_once_is_filled_once(after: str | None) -> None:
    run("UPDATE kept SET ended = '2026'")
    with (
        pytest.raises(DatabaseError, match="kept never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE kept SET ended = %s", [after])


@pytest.mark.usefixtures("_kept")
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite replaces rows")
@pytest.mark.parametrize("row", ["(1, 'b', NULL, '', 'z')", "(7, 'b', NULL, '', 'x')"])
def test_a_row_is_not_replaced_by_its_number_or_its_key(row: str) -> None:
    with pytest.raises(DatabaseError, match="kept never changes"), transaction.atomic():
        run(f"INSERT OR REPLACE INTO kept VALUES {row}")  # noqa: S608 - rows of this table above


@pytest.mark.usefixtures("_kept")
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_a_table_is_not_emptied() -> None:
    with pytest.raises(DatabaseError, match="kept never changes"), transaction.atomic():
        run("TRUNCATE kept")


def test_many_lines_chain_like_single_ones() -> None:
    unit = make.province()
    record("units_loaded", unit, by=None, at=make.AT)
    record_many([Line("units_loaded", unit, details={"n": number}) for number in range(1200)], by=None, at=make.AT)
    record("units_loaded", unit, by=None, at=make.AT)
    report = verify_chain()
    assert (report.holds, report.length) == (True, 1202)
    numbers = AuditEntry.objects.order_by("sequence").values_list("details__n", flat=True)
    assert list(numbers)[1:-1] == list(range(1200))


def test_many_lines_hold_plain_values_only() -> None:
    with pytest.raises(TypeError):
        record_many([Line("units_loaded", make.province(), details={"n": 0.5})], by=None, at=make.AT)


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize(
    ("row", "named"), [("(1, 'b', NULL, '', 'z')", "kept.id"), ("(7, 'b', NULL, '', 'x')", "kept.code")]
)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="on PostgreSQL the constraint itself answers")
def test_whoever_comes_second_is_told_which_key_is_taken(row: str, named: str) -> None:
    with pytest.raises(IntegrityError, match=f"UNIQUE constraint failed: {named}$"), transaction.atomic():
        run(f"INSERT INTO kept VALUES {row}")  # noqa: S608 - rows of this table above
