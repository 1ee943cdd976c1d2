"""The reference tables beside the project, where they are present; the tests also carry their own numbers."""

import csv
from pathlib import Path

UNITS = Path(__file__).resolve().parents[5] / "shared" / "data" / "units"


def reference_rows(name: str) -> list[dict[str, str]]:
    """Rows of a reference table; empty when the reference is not beside the project."""
    path = UNITS / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
