"""A province starts with an empty system and one command; everything after it happens on pages."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, expect

from tests import builders

from . import founding
from .reviewing import day
from .stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(browser: Browser, browser_context_args: dict[str, Any], every_cell: bool) -> Iterator[Stage]:
    """A system in which nobody has an account, and windows for people to come."""
    builders.commune()
    made = Stage(browser, browser_context_args, everything=every_cell)
    yield made
    made.nothing_went_wrong()


def test_from_one_command_to_a_council_whose_people_have_signed_in(stage: Stage) -> None:
    out = StringIO()
    call_command("invite_administrator", "Trần Quản Trị", stdout=out)
    link = out.getvalue().strip().splitlines()[-1]
    names = founding.found_a_province(stage, link, day(), lambda _name, _page: None)
    assert names["Lê Ngọc Ễn"] == "lengocen"
    with stage.person(names["Võ Minh Khuê"]) as secretary:
        secretary.get_by_role("link", name="Hội đồng").first.click()
        expect(secretary.get_by_role("link", name="Lập phiên họp").first).to_be_visible()
