"""See the database as it stands at one moment, whatever others write meanwhile: one snapshot on either engine.

On PostgreSQL a transaction of REPEATABLE READ, on SQLite (WAL) a transaction that only reads; neither keeps a writer waiting.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def one_view() -> Iterator[None]:
    """Read as of the first question until the block ends. Inside a transaction of the caller, what that transaction sees."""
    connection: Any = transaction.get_connection()
    if connection.in_atomic_block:
        yield
        return
    with _begun_for_reading(connection), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _begun_for_reading(connection: Any) -> Iterator[None]:
    """Let SQLite begin without the lock of a writer, as settings ask for otherwise (``transaction_mode``)."""
    mode = getattr(connection, "transaction_mode", None)
    if mode is None:
        yield
        return
    connection.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode
