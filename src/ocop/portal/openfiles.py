"""The whole register as a file for anyone: written to disk row by row, one at a time on this machine, and kept for a minute.

Sixty thousand rows take seconds of a processor. Who asks while another file is made waits for it and is told to come again when that takes too
long; a slow reader holds nothing but an open file.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from ocop.files.refusing import BusyError
from ocop.recognition.exporting import Form, OnMap, write_register

KEPT_SECONDS = 60
WAIT_SECONDS = 20.0
LOOK_AGAIN = 0.1
BUSY = "Máy chủ đang ghi một tệp khác. Hãy thử lại sau ít phút."


def open_register(*, form: Form, on: date | None, on_map: OnMap) -> BinaryIO:
    """Return the register as an open file; raises ``BusyError`` where others are served first."""
    folder = Path(settings.DATA_DIR) / "open-data"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"register-{on or 'all'}-{on_map}.{form}"
    with _alone(folder):
        _forget(folder)
        if not target.exists():
            _write(target, form=form, on=on, on_map=on_map)
        return target.open("rb")


def _write(target: Path, *, form: Form, on: date | None, on_map: OnMap) -> None:
    draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
    with draft.open("wb") as file:
        write_register(file, form=form, on=on, on_map=on_map, compared=True)
    draft.replace(target)


def _forget(folder: Path) -> None:
    """Take away what is older than a minute; a reader who still has it open keeps it."""
    for file in folder.glob("register-*"):
        if time.time() - file.stat().st_mtime > KEPT_SECONDS:
            file.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    until = time.monotonic() + WAIT_SECONDS
    with (folder / "lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise BusyError(BUSY) from None
                time.sleep(LOOK_AGAIN)
        yield
