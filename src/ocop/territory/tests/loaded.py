"""A fixture for tests that need every unit: loaded once for a module, taken back at its end."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from ocop.territory.operations.loading import LoadReport, load_units

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def units_loaded(django_db_setup: Any, django_db_blocker: Any) -> Iterator[LoadReport]:
    with django_db_blocker.unblock(), transaction.atomic():
        report = load_units(by=None, at=AT)
        connection.check_constraints()  # here once; PostgreSQL would check the pending rows again after every test
        yield report
        transaction.set_rollback(True)
