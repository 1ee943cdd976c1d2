"""A second world beside the first, to ask both in turns: what else the machine does then weighs on both alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


def copied(name: str) -> str:
    """Copy the database of now under another name; return what ``opened`` takes."""
    if connection.vendor == "sqlite":
        copy = Path(connection.settings_dict["NAME"]).with_name(f"{name}.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return str(copy)
    here = connection.settings_dict["NAME"]
    with opened("template1"), connection.cursor() as cursor:  # nobody may be in a database that is copied
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{here}"')
    return name


@contextmanager
def opened(name: str) -> Iterator[None]:
    """Ask another database meanwhile."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
