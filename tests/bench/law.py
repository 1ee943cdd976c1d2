"""The law bench: `ocop law score` over 60,000 mixed sheets, whole process; sheets a second say how fast a machine is.

``python -m tests.bench.law`` prints one line of JSON. `make test` runs it alone, between the suites and the checkers, and prints it
beside the times of its stages, so that runs on different machines can be compared.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ocop.demo.choices import choices_reaching
from ocop.law.tests.usual import all_sheets

LINES = 60_000


def law_score(folder: Path, lines: int = LINES) -> dict[str, Any]:
    """Sheets a second by the clock and by CPU time: all 26 sets mixed, the start of the process included."""
    sheets, chance = all_sheets("R4"), random.Random(3)
    answers = [[choices_reaching(sheet, star) for star in (2, 3, 4, 5)] for sheet in sheets]
    path = folder / "cases.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(lines):
            place = number % len(sheets)
            file.write(json.dumps({"set": sheets[place].number, "choices": chance.choice(answers[place])}) + "\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with path.open("rb") as source:
        command = [sys.executable, "-m", "ocop.cli", "law", "score"]
        done = subprocess.run(command, stdin=source, stdout=subprocess.PIPE, check=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.stdout.count(b"\n") != lines:
        raise RuntimeError("law score did not answer every line")
    return {
        "sheets": lines,
        "sheets_per_second_wall": round(lines / wall),
        "sheets_per_second_cpu": round(lines / cpu),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="ocop-law-bench-") as scratch:
        print(json.dumps(law_score(Path(scratch))))
