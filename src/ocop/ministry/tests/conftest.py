"""No sheet needs a confirmation here unless a test says otherwise: councils score in these tests."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _demonstration(settings: Any) -> None:
    settings.OCOP_DEMO = True
