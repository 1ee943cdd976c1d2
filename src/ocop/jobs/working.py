"""The worker: takes jobs one after the other, brings back those of silent workers, asks for upkeep that is due, stops when told.

The queue is django-tasks-db's, its worker runs each task; the lease, upkeep and stopping are ours. Several workers may run at once.
"""

import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .leasing import queue_forgotten_jobs, revive_silent_jobs
from .models import Job
from .running import asked_to_stop
from .upkeep import start_due_upkeep

log = logging.getLogger(__name__)
Tell = Callable[[dict[str, Any]], None]
LONGEST_WAIT = 30.0  # seconds between two looks while the database is away
LAST_STEP = 5.0  # seconds for the step at work once the worker is told to stop


def worker_name() -> str:
    """A name no other worker has: machine, process and some chance."""
    return f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(6)}"


class TellingWorker(Worker):
    """The worker of django-tasks-db that says what it did and looks after silent jobs between two tasks."""

    def __init__(self, *, name: str, stop: threading.Event, tell: Tell) -> None:
        super().__init__(
            queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
            startup_delay=False, max_tasks=None, worker_id=name,
        )  # fmt: skip
        self.stop, self.tell = stop, tell

    def run_task(self, db_task_result: "DBTaskResult[..., Any]") -> None:
        """Run one task, with the stop flag in its reach."""
        token = asked_to_stop.set(self.stop.is_set)
        try:
            super().run_task(db_task_result)
        finally:
            asked_to_stop.reset(token)
        self.running = not self.stop.is_set()
        self._tell_about(db_task_result)
        if self.running:
            revive_silent_jobs()

    def _tell_about(self, task: "DBTaskResult[..., Any]") -> None:
        arguments = task.args_kwargs["args"]
        job = Job.objects.filter(pk=arguments[0]).first() if arguments else None
        about = {"job": job.pk, "kind": job.kind, "state": job.state, "attempt": job.attempts} if job else {}
        seconds = (task.finished_at - task.started_at).total_seconds() if task.finished_at and task.started_at else 0
        self.tell({"event": "worked", **about, "seconds": round(seconds, 3)})


def work_off(*, name: str = "", stop: threading.Event | None = None, tell: Tell = lambda _: None) -> int:
    """Bring back silent jobs, ask for due upkeep and run what waits until nothing is left; returns how many tasks ran."""
    worker = TellingWorker(name=name or worker_name(), stop=stop or threading.Event(), tell=tell)
    revive_silent_jobs()
    queue_forgotten_jobs()
    start_due_upkeep(at=timezone.now())
    if DBTaskResult.objects.ready().exists():  # a look costs no lock
        worker.run()
    return int(worker._run_tasks)


def work_until_stopped(*, interval: float, tell: Tell) -> None:
    """Work until a signal comes; a database that is away for a while is waited for."""
    name, pause = worker_name(), interval
    with _stopping_on_signals() as stop:
        tell({"event": "started", "worker": name})
        while not stop.is_set():
            try:
                close_old_connections()
                work_off(name=name, stop=stop, tell=tell)
                pause = interval
            except (OperationalError, InterfaceError) as fault:
                pause = min(max(pause, 1.0) * 2, LONGEST_WAIT)
                log.warning("the database does not answer (%s); next look in %.0f s", fault, pause)
                tell({"event": "database_away", "wait": pause})
            stop.wait(pause)
        tell({"event": "stopped", "worker": name})


@contextmanager
def _stopping_on_signals() -> Iterator[threading.Event]:
    """Set the event at the first SIGTERM or SIGINT; a second one ends the process at once.

    A step that takes long, or waits for a lock in the database, is not waited for: the lease brings its job back.
    """
    stop, ended = threading.Event(), threading.Event()

    def stop_soon() -> None:
        stop.set()
        if not ended.wait(LAST_STEP):
            os._exit(0)

    def ask(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(128 + number)
        # In a thread: the handler may have interrupted the very wait whose lock ``set`` needs.
        threading.Thread(target=stop_soon, daemon=True).start()

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        ended.set()
        for number, handler in before.items():
            signal.signal(number, handler)
