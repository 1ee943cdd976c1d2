"""The sheets of an XLS or ODS workbook, read in a process of its own that is bound in memory and time (``files.old_sheets``)."""

import datetime as dt
import json
import os
import subprocess
import sys
from typing import Any

from ocop.recognition.importing.published.grid import MOST_CELLS, Cells, Grid

MEMORY_MB, SECONDS = 1_500, 60
KEPT_OF_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE", "LANG")


class OldFormatError(ValueError):
    """What is wrong: ``far`` with the address of a cell, ``locked``, ``broken`` or ``too_heavy``."""

    def __init__(self, what: str, cell: str = "") -> None:
        super().__init__(what)
        self.what, self.cell = what, cell


def grids_of_old_format(content: bytes, kind: str, *, most_rows: int, most_cells: int = MOST_CELLS) -> list[Grid]:
    """Return the sheets of a workbook of the kind ``.xls`` or ``.ods``; raises ``OldFormatError``."""
    asked = {"kind": kind, "memory": MEMORY_MB, "seconds": SECONDS, "most_rows": most_rows, "most_cells": most_cells}
    environment = {one: os.environ[one] for one in KEPT_OF_ENVIRONMENT if one in os.environ}
    command = [sys.executable, "-m", "ocop.files.old_sheets", json.dumps(asked)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program and a request of our own making
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, timeout=4 * SECONDS,
            env={**environment, "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise OldFormatError("too_heavy") from None
    answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 and done.stdout else {"too_heavy": True}
    if "sheets" not in answer:
        what, said = next(iter(answer.items()))
        raise OldFormatError(what, said if what == "far" else "")
    return [_grid(sheet) for sheet in answer["sheets"]]


def _grid(sheet: dict[str, Any]) -> Grid:
    cells: Cells = [[_cell(cell) for cell in row] for row in sheet["cells"]]
    merged = [((top, left), (bottom, right)) for (top, left), (bottom, right) in sheet["merged"]]
    hidden = frozenset(sheet["hidden"] if sheet["shown"] else range(len(cells)))
    return Grid(sheet["name"], cells, merged, hidden)


def _cell(cell: object) -> object:
    return dt.date.fromisoformat(str(cell["day"])) if isinstance(cell, dict) else cell
