"""Contrast that was measured is not measured again; colours that were not are, however much of the page is known."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.fixtures.browser import AXE_OPTIONS
from tests.fixtures.contrast import found_good, without_known_contrast

pytestmark = pytest.mark.browser
PAGE = '<html lang="vi"><title>Trà</title><main><h1>Trà sen</h1><p style="color: {}">Phường Tân Ninh</p></main></html>'


def test_a_pale_word_among_known_ones_is_found(page: Page) -> None:
    def found(colour: str) -> tuple[bool, list[str]]:
        page.set_content(PAGE.format(colour))
        options, new = without_known_contrast(page, AXE_OPTIONS)
        wrong = [one["id"] for one in Axe().run(page, options=options).response["violations"]]
        if not wrong:
            found_good(new)
        return bool(new), wrong

    assert found("#222") == (True, [])
    assert found("#222") == (False, [])
    assert found("#ccc") == (True, ["color-contrast"])
    assert found("#ccc") == (True, ["color-contrast"])  # what was found wrong is not known as good
