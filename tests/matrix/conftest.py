"""The world of the matrix, made once for all of its tests; every step in it is rolled back."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings

from ocop.web import urls

from .objects import World, furnish
from .people import make_people, make_places


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Answer 403 and 404 without drawing the page, which others look at: most of this walk is refusals."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler403", lambda request, exception: HttpResponse(status=403))
        patch.setattr(urls, "handler404", lambda request, exception: HttpResponse(status=404))
        yield


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everything the table speaks of."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(OCOP_DEMO=True))
        stack.enter_context(plain_refusals())
        stack.enter_context(transaction.atomic())
        places = make_places()
        made = World(places, make_people(places))
        furnish(made)
        for name in made.people.accounts:
            made.client_of(name)
        yield made
        transaction.set_rollback(True)
