"""The world of the matrix, made once for all of its tests, which therefore come first and together; every step in it is rolled back."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.fixtures.refusals import plain_refusals

from .gatekeepers import Gatekeepers
from .objects import World, furnish
from .people import make_people, make_places

FOLDER = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the tests of this world together after the order was drawn: the world goes when a test of another folder comes."""
    items.sort(key=lambda item: "world" not in getattr(item, "fixturenames", ()) or FOLDER not in item.path.parents)


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everything the table speaks of."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(OCOP_DEMO=True))
        stack.enter_context(plain_refusals(403, 404))
        stack.enter_context(transaction.atomic())
        places = make_places()
        made = World(places, make_people(places))
        furnish(made)
        for name in made.people.accounts:
            made.client_of(name)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def gatekeepers() -> Gatekeepers:
    """What the gatekeepers of the rooms answered so far."""
    return Gatekeepers()
