"""Fixtures for the tests of every room; they stand in tests/fixtures."""

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.language",
    "tests.fixtures.ledger",
    "tests.fixtures.browser",
    "tests.fixtures.extent",
    "tests.fixtures.background",
    "tests.fixtures.ending",
]

# A busy machine is no reason to fail: examples have no time limit, and a slow generator is told by the stage's time.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("suite")
