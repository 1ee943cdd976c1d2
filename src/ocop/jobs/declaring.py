"""How a room declares background work: a function that yields its steps and returns its outcome, in the room's module ``jobs``.

    @job("list_products", title="Xuất danh sách sản phẩm", roles=(Role.PROVINCIAL_OFFICER,))
    def list_products(run: Run) -> Steps:
        rows = products_below(run.unit_path)
        for number, chunk in enumerate(chunks(rows), start=1):
            write(chunk, run.folder / "products.xlsx")
            yield Step(number, len(rows), "Đang ghi danh sách")
        return Outcome("Đã ghi danh sách.", file=run.folder / "products.xlsx", file_type=XLSX)

The work may be stopped at each step and begun anew by another worker, so it must come to the same result when it runs twice: reads
are repeated, writes look first whether they were done. Between two steps no transaction is open.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from ocop.people.models import UserAccount


@dataclass(frozen=True)
class Step:
    """How far the work is: ``done`` of ``total``, and in words what is being done."""

    done: int
    total: int
    sentence: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came out: a sentence, facts and lines for the page, and a file if the work makes one."""

    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    file: Path | None = None
    file_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Run:
    """What the work is given: its parameters, for whom it runs, from which moment on, and a folder for its file."""

    parameters: Mapping[str, Any]
    unit_path: str
    by: UserAccount | None
    at: datetime  # when the job was asked for: the same at every attempt
    folder: Path
    attempt: int


Steps = Generator[Step, None, Outcome]
Work = Callable[[Run], Steps]
Due = Callable[[datetime], str | None]


@dataclass(frozen=True)
class Declaration:
    """Work as its room declares it.

    ``roles`` may ask for it inside their unit (empty: whoever is signed in, for themselves); ``is_shared``: all of them see the job,
    not only who asked. ``due`` makes it upkeep, asked for by the system: it returns the key of the run that is due, or nothing.
    """

    name: str
    title: str
    work: Work
    roles: tuple[str, ...] = ()
    is_shared: bool = False
    due: Due | None = None
    attempts: int = 3  # after so many workers died over it, the job itself is the reason
    lease: timedelta = field(default_factory=lambda: timedelta(seconds=settings.OCOP_JOB_LEASE_SECONDS))


_declared: dict[str, Declaration] = {}


def job(name: str, *, title: str, **declared: Any) -> Callable[[Work], Work]:
    """Declare a function as background work; see ``Declaration`` for what may be said. A name is taken once."""

    def declare(work: Work) -> Work:
        if name in _declared and _declared[name].work.__qualname__ != work.__qualname__:
            raise ValueError(f"two jobs are called {name}")
        _declared[name] = Declaration(name, title, work, **declared)
        return work

    return declare


@cache
def _discover() -> None:
    autodiscover_modules("jobs")


def declarations() -> dict[str, Declaration]:
    """Return all work that the installed rooms declare, by name; the rooms' modules are read at the first call."""
    _discover()
    return _declared
