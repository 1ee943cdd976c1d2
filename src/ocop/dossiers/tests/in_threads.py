"""Run operations in several threads at once, each with its own connection to the test database."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def in_threads(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start every call at the same moment; return what each gave back, or the exception it raised, in order."""
    results: list[Any] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(index: int, call: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[index] = call()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[index] = error
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
