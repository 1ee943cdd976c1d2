"""The journeys begin before all other tests in the browser: they are by far the longest, and a worker that began one last would
keep the others waiting.
"""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: FOLDER not in item.path.parents)
