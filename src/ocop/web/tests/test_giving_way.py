"""Uploads that wait for their turn to be examined stop nobody else's pages, and are bounded themselves."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any

import pytest

from ocop.files import apart
from ocop.files.refusing import BusyError
from ocop.web.giving_way import giving_way


@pytest.fixture
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "aside", apart.aside)


class Site:
    """Pages that answer at once, and uploads whose file is looked at until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.looked_at = threading.Semaphore(0)
        self.most, self.now, self.lock = 0, 0, threading.Lock()

    def __call__(self, environ: dict[str, Any], _: Any) -> str:
        if environ["PATH_INFO"] == "/upload":
            try:
                with apart.aside():
                    self.looked_at.release()
                    assert self.let_go.wait(20)
            except BusyError as refusal:
                return refusal.sentence
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        with self.lock:
            self.now -= 1
        return "answered"


@pytest.mark.usefixtures("_as_before")
def test_pages_answer_while_uploads_wait_and_one_too_many_is_told_at_once() -> None:
    site = Site()
    application = giving_way(site, working=2, waiting=5)
    with ThreadPoolExecutor(12) as people:
        uploads = [people.submit(application, {"PATH_INFO": "/upload"}, None) for _ in range(5)]
        for _ in uploads:
            assert site.looked_at.acquire(timeout=10)
        assert not any(one.done() for one in uploads)
        pages = [people.submit(application, {"PATH_INFO": "/page"}, None) for _ in range(20)]
        assert {one.result(timeout=10) for one in pages} == {"answered"}
        assert people.submit(application, {"PATH_INFO": "/upload"}, None).result(timeout=10) == apart.BUSY
        site.let_go.set()
        assert {one.result(timeout=10) for one in uploads} == {"answered"}
    assert site.most <= 2


@pytest.mark.usefixtures("_as_before")
def test_a_place_is_free_again_after_a_fault() -> None:
    def broken(environ: dict[str, Any], _: Any) -> None:
        with apart.aside() if environ else nullcontext():
            raise RuntimeError

    application = giving_way(broken, working=1, waiting=1)
    for environ in ({}, {"PATH_INFO": "/upload"}) * 3:
        with pytest.raises(RuntimeError):
            application(environ, None)
