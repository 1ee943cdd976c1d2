"""Shared by the tests of the shell."""

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture
def demo(settings: Settings) -> None:
    """Show what only the demonstration shows: the style guide and the sample accounts."""
    settings.OCOP_DEMO = True


@pytest.fixture
def nothing_kept() -> None:
    """Start without what pages keep for minutes: the provinces of another test."""
    cache.clear()
