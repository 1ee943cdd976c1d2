"""Have a file examined in a process of its own, a few at a time on this machine, whatever the number of web processes.

A file that wants more memory or time than it may have takes its own process down, not the site: a picture of 34 bytes can ask a
decoder for a gigabyte. Who waits too long for a turn is told so; nothing is examined half.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from .judging import Answer, Verdict, answer_to
from .refusing import BusyError, OvertimeError, RefusedFileError

TOO_HEAVY = "Tệp này mở ra cần quá nhiều bộ nhớ hoặc thời gian. Hãy lưu lại thành PDF hoặc ảnh cỡ thường rồi gửi lại."
BUSY = "Máy chủ đang xem nhiều tệp khác. Tệp của bạn chưa được nhận; hãy gửi lại sau ít phút."
LOOK_AGAIN = 0.05
KEPT_OF_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE", "LANG")


aside: Callable[[], AbstractContextManager[None]] = (
    nullcontext  # what a request does with its place meanwhile: ``web/giving_way``
)
_ours: ContextVar[bool] = ContextVar("files that this program drew itself", default=False)


@contextmanager
def files_of_our_own() -> Iterator[None]:
    """Examine here, by the same rules, what this program drew itself: two hundred papers of the demonstration want no process each."""
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)


def judge(how: str, source: BinaryIO, name: str) -> Verdict:
    """Examine a file as ``evidence`` or as a ``picture``; raises ``RefusedFileError``."""
    with turn(settings.OCOP_EXAMINE_WAIT_SECONDS):
        answer, drawn = ask({"as": how, "name": name}, source)
    return Verdict(**{**answer, "drawn": drawn if answer["drawn"] else None})


def ask(what: dict[str, Any], source: BinaryIO) -> Answer:
    """Have a file read as ``judging.answer_to`` says, by whoever has a turn; raises ``RefusedFileError``."""
    if _here():
        source.seek(0)
        return answer_to(what, source.read())
    with _with_descriptor(source) as file:
        return _ask(what, file)


def _here() -> bool:
    return _ours.get() or not settings.OCOP_EXAMINE_APART


def _ask(what: dict[str, Any], file: BinaryIO) -> Answer:
    asked = {**what, "memory": settings.OCOP_EXAMINE_MEMORY_MB, "seconds": settings.OCOP_EXAMINE_SECONDS}
    environment = {one: os.environ[one] for one in KEPT_OF_ENVIRONMENT if one in os.environ}
    command = [sys.executable, "-m", "ocop.files.judge", json.dumps(asked)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program and a request of our own making
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=2 * settings.OCOP_EXAMINE_SECONDS,
            env={**environment, "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise OvertimeError(TOO_HEAVY) from error
    line, _, drawn = done.stdout.partition(b"\n")
    answer: dict[str, Any] = json.loads(line) if done.returncode == 0 and line else {"too_heavy": True}
    if "refused" in answer:
        raise RefusedFileError(answer["refused"])
    if "too_heavy" in answer:
        raise RefusedFileError(TOO_HEAVY)
    return answer, drawn


@contextmanager
def turn(seconds: float) -> Iterator[None]:
    """Wait for one of the few places on this machine; a lock of a process that died is free at once. Raises ``BusyError``."""
    if _here():
        yield
        return
    with aside(), _place(seconds):
        yield


@contextmanager
def _place(seconds: float) -> Iterator[None]:
    folder = Path(settings.DATA_DIR) / "examining"
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + seconds
    places = [(folder / f"place-{number}").open("w") for number in range(settings.OCOP_EXAMINE_AT_ONCE)]
    try:
        while not any(_taken(place) for place in places):
            if time.monotonic() > until:
                raise BusyError(BUSY)
            time.sleep(LOOK_AGAIN)
        yield
    finally:
        for place in places:
            place.close()


def _taken(place: Any) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _with_descriptor(source: BinaryIO) -> Iterator[BinaryIO]:
    """A file another process can read: the uploaded one itself, or a small one out of memory."""
    source.seek(0)
    try:
        descriptor = source.fileno()
    except (AttributeError, OSError):
        with tempfile.TemporaryFile() as file:
            shutil.copyfileobj(source, file)
            file.seek(0)
            yield file
    else:
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield source
