"""The tests of this room run as the demonstration does: no sheet needs a confirmation unless a test says otherwise."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _demonstration(settings: Any) -> None:
    settings.OCOP_DEMO = True
