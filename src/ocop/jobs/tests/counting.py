"""Work for the tests: counts to a hundred, writes one line a step, and can be held at a step so that it is killed there."""

import hashlib
import time
from pathlib import Path

from django.db import connection

from ocop.jobs.declaring import Outcome, Run, Step, Steps, job
from ocop.ledger.errors import DomainError

TOTAL = 100


@job("counting", title="Đếm đến một trăm")
def counting(run: Run) -> Steps:
    """Write a hundred lines, each the hash of the one before; ``hold`` names a step and a file: the first attempt waits there."""
    path, line = run.folder / "dem.txt", "bắt đầu"
    hold_at, flag = run.parameters.get("hold_at"), run.parameters.get("flag", "")
    with path.open("w", encoding="utf-8") as out:
        for number in range(1, TOTAL + 1):
            line = hashlib.sha256(f"{line}{number}".encode()).hexdigest()
            out.write(line + "\n")
            yield Step(number, TOTAL, f"Dòng {number}")
            if number == hold_at and run.attempt == 1:
                yield from _wait_at(number, Path(flag))
    return Outcome("Đã đếm xong.", facts=(("Số dòng", str(TOTAL)),), file=path, file_type="text/plain")


def _wait_at(number: int, flag: Path) -> Steps:  # type: ignore[misc]
    assert not connection.in_atomic_block
    time.sleep(0.6)  # the next step is written whatever was written before
    yield Step(number, TOTAL, f"Dòng {number}")
    flag.touch()
    while True:
        time.sleep(0.02)
        if flag.with_suffix(".go").exists():
            yield Step(number, TOTAL, f"Dòng {number}")


@job("refusing", title="Việc bị từ chối")
def refusing(run: Run) -> Steps:
    """Work that cannot go on, with a reason."""
    yield Step(1, 2)
    raise DomainError("Chưa nạp danh mục.")


@job("breaking", title="Việc bị lỗi", attempts=2)
def breaking(run: Run) -> Steps:
    """Work with a fault of its own."""
    yield Step(1, 2)
    raise ZeroDivisionError


@job("for_administrators", title="Việc của người quản trị", roles=("system_administrator",), is_shared=True)
def for_administrators(run: Run) -> Steps:
    """Work all administrators see."""
    yield Step(1, 1)
    return Outcome("Xong.")


@job("for_offices", title="Việc của cơ quan tham mưu", roles=("provincial_officer",))
def for_offices(run: Run) -> Steps:
    """Work an officer asks for in the own province; nobody else sees it."""
    yield Step(1, 1)
    return Outcome("Xong.")
