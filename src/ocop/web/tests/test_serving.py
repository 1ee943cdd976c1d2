"""The application server: whoever sleeps holds a connection, never a thread, and a request is bounded before it is read."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from ocop.web.serving import Plan, make_server, plan_for

LARGE = 6_000_000  # more than the system keeps for a connection nobody reads
LONGEST = 1000
SLEEPERS = 8


def site(file: Path) -> Callable[..., Any]:
    def rows() -> Iterator[bytes]:
        for _ in range(LARGE // 1000):
            yield b"x" * 1000

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        start("200 OK", [("Content-Type", "text/plain")])
        match environ["PATH_INFO"]:
            case "/file":
                return environ["wsgi.file_wrapper"](file.open("rb"))
            case "/rows":
                return rows()
            case "/page":
                return [b"x" * LARGE]
        environ["wsgi.input"].read()
        return [b"awake"]

    return application


@contextmanager
def served(tmp_path: Path) -> Iterator[int]:
    file = tmp_path / "file"
    file.write_bytes(b"x" * LARGE)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = make_server(site(file), listener, threads=2, longest=LONGEST)
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.task_dispatcher.shutdown(cancel_pending=True, timeout=2)
            server.close()
            running.join(timeout=3)


def asleep(port: int, request: bytes) -> socket.socket:
    sleeper = socket.socket()
    sleeper.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sleeper.connect(("127.0.0.1", port))
    sleeper.sendall(request)
    return sleeper


@pytest.mark.parametrize(
    "request_of_sleeper",
    [
        b"GET /file HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /rows HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nhalf",
        b"GET / HTTP/1.1\r\nHos",
    ],
    ids=["a file unread", "rows unread", "a page unread", "half a form", "half a head"],
)
def test_people_asleep_on_every_connection_stop_nobody(tmp_path: Path, request_of_sleeper: bytes) -> None:
    with served(tmp_path) as port:
        sleepers = [asleep(port, request_of_sleeper) for _ in range(SLEEPERS)]
        for _ in range(3):
            with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                assert answer.read() == b"awake"
        for one in sleepers:
            one.close()


def test_what_a_slow_reader_gets_is_whole(tmp_path: Path) -> None:
    with served(tmp_path) as port:
        for path in ("file", "rows", "page"):
            with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
                assert len(answer.read()) == LARGE


def test_a_request_that_says_it_is_too_long_is_refused_by_its_head(tmp_path: Path) -> None:
    with served(tmp_path) as port:
        head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {LONGEST + 1}\r\n\r\n"
        with closing(asleep(port, head.encode())) as sender:
            sender.settimeout(5)
            assert sender.recv(100).split(b" ")[1] == b"413"


@pytest.mark.parametrize(
    ("engine", "processors", "plan"),
    [
        ("django.db.backends.sqlite3", 8, Plan(1, 4)),
        ("django.db.backends.postgresql", 1, Plan(2, 4)),
        ("django.db.backends.postgresql", 4, Plan(4, 4)),
        ("django.db.backends.postgresql", 64, Plan(8, 4)),
    ],
)
def test_connections_to_the_database_are_bounded(engine: str, processors: int, plan: Plan) -> None:
    assert plan_for(engine, processors=processors) == plan


TWO_PROCESSES = """
import os, socket
from ocop.web.serving import Plan, serve
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(10)
print(listener.getsockname()[1], flush=True)
def application(environ, start):
    start("200 OK", [])
    if environ["PATH_INFO"] == "/fall":
        os._exit(1)
    return [str(os.getpid()).encode()]
serve(application, listener, Plan(2, 2), longest=1000)
"""


def answers(port: int, path: str = "") -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
            return bool(answer.read())
    except OSError:
        return False


def test_a_process_that_falls_is_replaced_and_none_outlives_a_killed_server() -> None:
    with subprocess.Popen([sys.executable, "-c", TWO_PROCESSES], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        for _ in range(2):
            assert not answers(port, "fall")
        assert answers(port)
        server.kill()
    end = time.monotonic() + 15
    while answers(port) and time.monotonic() < end:
        time.sleep(0.1)
    assert not answers(port)
