"""Every page stands whole on a telephone, a tablet and a laptop, however long the names on it are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page

from .looking import BEYOND, WIDTHS, Booth, Sight, all_sights, lengthen, main_sights
from .objects import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def long_names(world: World) -> Iterator[World]:
    with transaction.atomic():
        lengthen(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A tab of its own: the one of other tests belongs to a live server, which would wait for the world's transaction."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_no_page_is_wider_than_its_window(
    long_names: World, window: Page, request: pytest.FixtureRequest, every_cell: bool
) -> None:
    folder, page, beyond = request.config.getoption("--pictures"), window, []
    booth, shown = Booth(page), 0
    for sight in (all_sights if every_cell else main_sights)(long_names):
        booth.show(sight)
        shown += 1
        beyond += [
            f"{sight.name} ({sight.address}) at {width} px: {more}" for width, more in _measured(page, sight, folder)
        ]
    assert beyond == [], "\n".join(beyond)
    assert shown > 80  # the walk finds the pages at all


def _measured(page: Page, sight: Sight, folder: str | None) -> Iterator[tuple[int, int]]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        more = page.evaluate(BEYOND)
        if folder:
            page.screenshot(path=Path(folder) / f"{sight.name}-{width}.png", full_page=True)
        if more > 0:
            yield width, more
