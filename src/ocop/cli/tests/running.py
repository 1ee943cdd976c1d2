"""Run the real command and read its answers."""

import json
import subprocess
import sys
from typing import Any

from ocop.law.tests.reference import law_rows


def ocop(*arguments: str, lines: str | bytes = "") -> subprocess.CompletedProcess[str]:
    data = lines if isinstance(lines, bytes) else lines.encode()
    done = subprocess.run([sys.executable, "-m", "ocop.cli", *arguments], input=data, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def answers(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def line(number: int, choices: Any) -> str:
    return json.dumps({"set": number, "choices": choices})


def top(number: int) -> dict[str, Any]:
    return {row.code: {"case": row.case, "level": row.level} if row.case else row.level for row in law_rows(number)}
