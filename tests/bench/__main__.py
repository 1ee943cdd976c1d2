"""Build a large world in a scratch database, measure every promised page in process, print JSON.

Usage: ``make bench`` (all), or ``python -m tests.bench --only search,law_score``. Figures: wall and CPU milliseconds per request
(p50, p95), database queries per request, the same times as multiples of two yardsticks measured beside them (W, a bare page; S, an
indexed SELECT: `tests/bench/yardsticks.py`), and the goal each figure is held against. CPU time of one process on a shared machine is the
steadier figure; wall time includes whatever else the machine does. With OCOP_DATABASE_URL (`python -m tests.postgres …`) on PostgreSQL.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Run the chosen measures; exit 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default="", help="comma separated names of measures")
    parser.add_argument("--products", type=int, default=60_000)
    parser.add_argument("--items", type=int, default=500)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as folder:
        os.environ.setdefault("OCOP_DATA_DIR", folder)
        os.environ.setdefault("OCOP_DEMO", "1")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings.testing")
        import django

        django.setup()
        from tests.bench.measures import run

        only = {name for name in arguments.only.split(",") if name}
        figures = run(only=only, products=arguments.products, items=arguments.items, folder=Path(folder))
    report = {"machine": {"python": platform.python_version(), "cores": os.cpu_count()}, "figures": figures}
    print(json.dumps(report, ensure_ascii=False, indent=2))
    return 0 if all(figure["goal_met"] for figure in figures.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
