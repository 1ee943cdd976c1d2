"""A request that waits for its file to be examined gives its place to another: so many are worked on at once, more may wait.

Without this four uploads hold all four threads that suit SQLite, for as long as a file takes and its turn lets it wait.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ocop.files import apart
from ocop.files.refusing import BusyError


class Places:
    """So many places to work at, and so many to wait aside; who finds no place to wait is refused at once."""

    def __init__(self, working: int, waiting: int) -> None:
        """Count the places of one process."""
        self._working = threading.BoundedSemaphore(working)
        self._waiting = threading.BoundedSemaphore(waiting)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Give the place of this request to another while its file is examined; raises ``BusyError`` when too many wait already."""
        if not self._waiting.acquire(blocking=False):
            raise BusyError(apart.BUSY)
        self._working.release()
        try:
            yield
        finally:
            self._waiting.release()
            self._working.acquire()

    def kept_by(self, application: Callable[..., Any]) -> Callable[..., Any]:
        """Return the application as it works at these places."""

        def inner(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
            with self._working:
                return application(environ, start)

        return inner


def giving_way(application: Callable[..., Any], *, working: int, waiting: int) -> Callable[..., Any]:
    """Return the application with places of its own, and let files be examined aside from them."""
    places = Places(working, waiting)
    apart.aside = places.aside
    return places.kept_by(application)
