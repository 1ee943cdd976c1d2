"""Fixtures for the tests of every room; they stand in tests/fixtures."""

pytest_plugins = ["tests.fixtures.ledger", "tests.fixtures.browser"]
