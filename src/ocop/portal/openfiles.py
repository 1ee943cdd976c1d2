"""The whole register, and the tables of the ministry, as files for anyone: written to disk row by row, one at a time on this machine, and kept for a minute.

Sixty thousand rows take seconds of a processor. Who asks while another file is made waits for it and is told to come again when that takes too
long; a slow reader holds nothing but an open file.
"""

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone

from ocop.files import apart
from ocop.files.refusing import BusyError
from ocop.paper.lists import ListForm, csv_lines, xlsx_file
from ocop.portal.ministry_tables import MinistryTable, table_listing
from ocop.portal.queries.ministry_rows import SOURCES
from ocop.recognition.exporting import Form, OnMap, write_register

KEPT_SECONDS = 60
WAIT_SECONDS = 20.0
LOOK_AGAIN = 0.1
AT_ONCE = 2  # requests of one process: one writes, one waits
BUSY = "Máy chủ đang ghi một tệp khác. Hãy thử lại sau ít phút."
_few = threading.BoundedSemaphore(AT_ONCE)


def open_register(*, form: Form, on: date | None, on_map: OnMap) -> BinaryIO:
    """Return the register as an open file; raises ``BusyError`` where others are served first."""
    write = partial(write_register, form=form, on=on, on_map=on_map, compared=True)
    return _open(f"register-{on or 'all'}-{on_map}.{form}", write)


def open_table(table: MinistryTable, *, form: ListForm) -> BinaryIO:
    """Return a table of the ministry as an open file; raises ``BusyError`` where others are served first."""

    def write(target: BinaryIO) -> None:
        listing = table_listing(table, SOURCES, at=timezone.now())
        if form == "csv":
            target.writelines(csv_lines(listing))
            return
        with xlsx_file(listing) as whole:
            shutil.copyfileobj(whole, target)

    return _open(f"table-{table.name}.{form}", write)


def _open(name: str, write: Callable[[BinaryIO], None]) -> BinaryIO:
    folder = Path(settings.DATA_DIR) / "open-data"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    with _aside(), _alone(folder):
        _forget(folder)
        if not target.exists():
            draft = target.with_name(f"{name}.{os.getpid()}.draft")
            with draft.open("wb") as file:
                write(file)
            draft.replace(target)
        return target.open("rb")


def _forget(folder: Path) -> None:
    """Take away what is older than a minute; a reader who still has it open keeps it."""
    for file in folder.glob("*-*"):
        if time.time() - file.stat().st_mtime > KEPT_SECONDS:
            file.unlink(missing_ok=True)


@contextmanager
def _aside() -> Iterator[None]:
    """Let few of one process wait or write, none of them at the place of a page: strangers who ask for many days stop nobody's work."""
    if not _few.acquire(blocking=False):
        raise BusyError(BUSY)
    try:
        with apart.aside():
            yield
    except BusyError:  # every place to wait is taken by people who send files
        raise BusyError(BUSY) from None
    finally:
        _few.release()


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
