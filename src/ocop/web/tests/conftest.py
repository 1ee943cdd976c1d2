"""Shared by the tests of the shell."""

import pytest
from pytest_django import Settings


@pytest.fixture
def demo(settings: Settings) -> None:
    """Show what only the demonstration shows: the style guide and the sample accounts."""
    settings.OCOP_DEMO = True
