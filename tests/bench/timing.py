"""Time a request in process: wall and CPU milliseconds, and the number of database queries."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, reset_queries
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the sorted values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(
    request: Callable[[], HttpResponse], *, runs: int = 40, warm_up: int = 5, status: int = 200
) -> dict[str, Any]:
    """Run ``request`` and return its figures; raises ``RuntimeError`` when an answer has another status."""
    for _ in range(warm_up):
        _checked(request, status)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = _checked(request, status)
        asked = len(queries)
    reset_queries()
    wall, cpu = [], []
    for _ in range(runs):
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        request()
        cpu.append((time.process_time() - cpu_start) * 1000)
        wall.append((time.perf_counter() - wall_start) * 1000)
    return {
        "wall_ms_p50": round(statistics.median(wall), 2),
        "wall_ms_p95": round(percentile(wall, 0.95), 2),
        "cpu_ms_p50": round(statistics.median(cpu), 2),
        "queries": asked,
        "bytes": len(answer.content) if not answer.streaming else None,
        "runs": runs,
    }


def _checked(request: Callable[[], HttpResponse], status: int) -> HttpResponse:
    answer = request()
    if answer.status_code != status:
        raise RuntimeError(f"expected status {status}, got {answer.status_code}: {answer.content[:400]!r}")
    return answer
