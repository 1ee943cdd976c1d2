"""Write the table of application identifiers from a GS1 Barcode Syntax Dictionary: `python -m tools.gs1_tables DICTIONARY`.

The dictionary is the authority on identifiers, components, associations and Digital Link keys; nothing of the table is typed. Run it when
GS1 publishes another dictionary, read the difference, run the tests of `ocop.gs1`.
"""

import argparse
import csv
import hashlib
import re
import sys
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src" / "ocop" / "gs1" / "data" / "identifiers.csv"
ENTRY = re.compile(r"(?P<first>\d{2,4})(?:-(?P<last>\d{2,4}))?\s+(?P<rest>.*)")
COMPONENT = re.compile(r"\[?[NXYZ](?:\.\.)?\d+\]?(?:,\w+)*")
FLAGS = re.compile(r"[*?]+")
COLUMNS = ("first", "last", "flags", "components", "attributes", "title")


def rows(text: str) -> list[dict[str, str]]:
    """Read the entries of a dictionary; ValueError at a line that is none."""
    found = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            match = ENTRY.fullmatch(line.strip())
            if match is None:
                raise ValueError(line)
            found.append(_row(match))
    return found


def _row(match: re.Match[str]) -> dict[str, str]:
    body, _, title = match["rest"].partition("#")
    words = body.split()
    flags = words.pop(0) if FLAGS.fullmatch(words[0]) else ""
    components = [one for one in words if COMPONENT.fullmatch(one)]
    return {
        "first": match["first"],
        "last": match["last"] or match["first"],
        "flags": flags,
        "components": " ".join(components),
        "attributes": " ".join(one for one in words if one not in components),
        "title": title.strip(),
    }


def main() -> int:
    """Write the table; 0 when done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("dictionary", type=Path)
    text = parser.parse_args().dictionary.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    with TABLE.open("w", encoding="utf-8", newline="") as target:
        target.write(f"# Made by tools/gs1_tables.py from a GS1 Barcode Syntax Dictionary with SHA-256 {digest}\n")
        writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(text))
    return 0


if __name__ == "__main__":
    sys.exit(main())
