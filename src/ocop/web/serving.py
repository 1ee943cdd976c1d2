"""Serve the site with waitress: how many processes, threads and connections, and for how long somebody may be silent.

The main loop of waitress reads requests and sends answers; threads only make them. Somebody who sends or reads slowly, or sleeps, therefore
holds a connection and a temporary file, never a thread. Files are read by the main loop piece by piece (``wsgi.file_wrapper``).
"""

import gc
import logging
import os
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

PIECE = 256 * 1024  # rows go out together: each piece is an attempt to send, which reads again what is not read yet
IN_MEMORY = 128 * 1024  # of a request or an answer; what is longer waits in a temporary file
NEVER = (
    1 << 40
)  # an answer that is written row by row never waits for its reader: it is bounded by what the register holds
WAITING = 1024  # connections that the system keeps until they are taken
CONNECTIONS = 1000  # taken at the same time by one process, each with up to three open files
SILENCE_SECONDS = 60
HEAD_BYTES = 64 * 1024
FILES_OPEN = 4096
SWITCH_SECONDS = 0.001  # the main loop waits this long for a thread that computes, not five times as long


@dataclass(frozen=True)
class Plan:
    """How many processes serve, and how many requests each of them works on at the same time."""

    processes: int
    threads: int

    @property
    def waiting(self) -> int:
        """How many requests more each process may have waiting for a file to be examined, each with a thread and a connection."""
        return 20 if self.processes == 1 else 4


def plan_for(engine: str, *, processors: int) -> Plan:
    """Return what was measured to suit an engine (``docs/measurements.md``); every thread keeps one connection to the database.

    SQLite: one process; writers queue for one lock, so a thread that waits needs others beside it. PostgreSQL: a process per processor.
    """
    if engine.endswith("sqlite3"):
        return Plan(processes=1, threads=4)
    return Plan(processes=max(2, min(processors, 8)), threads=4)


def load() -> Callable[..., Any]:
    """Return the WSGI application with its first page made, and what it loaded left out of later rounds of garbage collection.

    Ends the process with one sentence where invented data would be served as real.
    """
    gc.disable()
    from django.conf import settings
    from django.db import connections

    from .wsgi import application

    _visit(application, settings.OCOP_SITE_URL)
    connections.close_all()  # none is carried over into a process that begins here
    gc.freeze()
    gc.enable()
    return application


def _visit(application: Callable[..., Any], site: str) -> None:
    """Make the home page once: templates, addresses and statements are ready for the first person."""
    from urllib.parse import urlsplit
    from wsgiref.util import setup_testing_defaults

    parts = urlsplit(site)
    environ: dict[str, Any] = {"HTTP_HOST": parts.netloc, "wsgi.url_scheme": parts.scheme, "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(environ)
    answer = application(environ, lambda *_: None)
    answer.close()


def serve(application: Callable[..., Any], listener: socket.socket, plan: Plan, *, longest: int) -> NoReturn:
    """Serve on a socket until SIGTERM or Ctrl+C; ``longest`` is the number of bytes of a request. Ends the process."""
    signal.signal(signal.SIGTERM, _end)
    if plan.processes == 1:
        _serve_here(application, listener, plan, longest)
        sys.exit(0)
    _watch(lambda: _serve_here(application, listener, plan, longest), plan.processes)


class Pieces:
    """A streamed answer in pieces of some size, whatever the size of the rows it is written in."""

    def __init__(self, answer: Iterable[bytes]) -> None:
        """Read ``answer`` as it is asked for."""
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        """Yield pieces of at least ``PIECE`` bytes, but the last."""
        rows: list[bytes] = []
        size = 0
        for row in self._answer:
            rows.append(row)
            size += len(row)
            if size >= PIECE:
                yield b"".join(rows)
                rows, size = [], 0
        yield b"".join(rows)

    def close(self) -> None:
        """Close the answer, whether it was read to its end or not."""
        if callable(close := getattr(self._answer, "close", None)):
            close()


def in_pieces(application: Callable[..., Any]) -> Callable[..., Any]:
    """Return the application with its streamed answers in pieces; pages and files go out as they are."""
    from waitress.buffers import ReadOnlyFileBasedBuffer

    def inner(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        answer = application(environ, start)
        whole = isinstance(answer, (list, ReadOnlyFileBasedBuffer)) or getattr(answer, "streaming", True) is False
        return answer if whole else Pieces(answer)

    return inner


def make_server(application: Callable[..., Any], listener: socket.socket, *, threads: int, longest: int) -> Any:
    """Return a server of waitress on a socket; ``run`` serves, ``close`` ends it."""
    from waitress.server import create_server

    return create_server(
        in_pieces(application),
        sockets=[listener],
        threads=threads,
        backlog=WAITING,
        connection_limit=CONNECTIONS,
        channel_timeout=SILENCE_SECONDS,
        cleanup_interval=10,
        inbuf_overflow=IN_MEMORY,
        outbuf_overflow=IN_MEMORY,
        outbuf_high_watermark=NEVER,
        max_request_header_size=HEAD_BYTES,
        max_request_body_size=longest,
        recv_bytes=64 * 1024,
        clear_untrusted_proxy_headers=False,  # ``people/entering`` decides whose X-Forwarded-For is believed
        log_socket_errors=False,  # people who leave are no fault
        ident=None,
        asyncore_use_poll=True,
    )


def _serve_here(application: Callable[..., Any], listener: socket.socket, plan: Plan, longest: int) -> None:
    from .giving_way import giving_way

    wanted, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    least = FILES_OPEN if most == resource.RLIM_INFINITY else min(FILES_OPEN, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(wanted, least), most))
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is what many visitors look like
    sys.setswitchinterval(SWITCH_SECONDS)
    application = giving_way(application, working=plan.threads, waiting=plan.waiting)
    make_server(application, listener, threads=plan.threads + plan.waiting, longest=longest).run()


def _end(*_: object) -> NoReturn:
    raise SystemExit(0)


def _watch(work: Callable[[], None], count: int) -> NoReturn:
    """Keep ``count`` processes at work and replace one that ends; they end with this one, however it ends."""
    reading, writing = os.pipe()

    def begin() -> int:
        child = os.fork()
        if child:
            return child
        status = 1
        try:
            os.close(writing)
            threading.Thread(target=end_with_parent, args=(reading,), daemon=True).start()
            work()
            status = 0
        except SystemExit:
            status = 0
        finally:
            sys.stderr.flush()
            os._exit(status)

    children = {begin() for _ in range(count)}
    try:
        while True:
            ended, _ = os.wait()
            children.discard(ended)
            time.sleep(1)  # one that cannot start is not tried a thousand times a second
            children.add(begin())
    except (SystemExit, KeyboardInterrupt):
        for child in children:
            os.kill(child, signal.SIGTERM)
        for child in children:
            os.waitpid(child, 0)
        sys.exit(0)


def end_with_parent(reading: int) -> None:
    """Wait for the end of a pipe whose other end the parent holds, then end this process as SIGTERM does; for a thread of its own.

    The number of the parent would not do: one that ended while this process began was never seen.
    """
    while os.read(reading, 4096):  # nobody writes: it ends when the last writer, the parent, is gone, however it went
        pass
    os.kill(os.getpid(), signal.SIGTERM)
