"""The whole register as open data: seconds of CPU, seconds by the clock and megabytes at most, each form in a process of its own."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, get_args

from django.db import connection

from ocop.recognition.exporting import Form

# What getrusage says of a child begins with what its parent took, so a child reads its own high-water mark.
PROJECT = Path(__file__).resolve().parents[2]
CHILD = """
import sys
import django
django.setup()
from ocop.recognition.exporting import write_register
with open("/dev/null", "wb") as target:
    write_register(target, form=sys.argv[1], compared=True)
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


def open_data() -> dict[str, Any]:
    """Write the register of the bench's database in each form, each certificate held against the ledger."""
    connection.close()
    return {form: _written(form) for form in get_args(Form)}


def _written(form: str) -> dict[str, float]:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, form],
        cwd=PROJECT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seconds = round(time.perf_counter() - began, 1)
    return {"seconds": seconds, "cpu_seconds": round(cpu, 1), "megabytes": int(done.stdout) // 1024}
