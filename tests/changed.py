"""The tests a change concerns: the rooms it touched since a base and the rooms above them; `make test-changed BASE=main`.

A room may import only rooms below its own floor, so a change can break no other. The floors are those import-linter holds in
pyproject.toml. What stands beside the floors (settings, requirements, the tests' own ground) concerns every room. The role
matrix and the journey stand above all rooms. On SQLite, without the browser: quick, not complete.
"""

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterable

from tests.stages import NO_BROWSER, PROJECT, PYTEST, TWO_WORKERS

ROOMS = "src/ocop/"
WALKS = ("tests/matrix/", "tests/journey/", "tests/bench/", "tests/test_", "tests/pages.yaml")  # above every room
CONCERN_NOBODY = (".md", ".svg")


def main() -> int:
    """Run them; the exit status is that of pytest."""
    parser = argparse.ArgumentParser(prog="make test-changed", description=__doc__)
    parser.add_argument("--base", default="main", help="a branch or commit; what you have not committed counts too")
    parser.add_argument("--list", action="store_true", help="only say which tests would run")
    arguments = parser.parse_args()
    places = concerned(changed_since(arguments.base), floors())
    print(f"changed since {arguments.base}, and above: {' '.join(places) or 'nothing'}", flush=True)
    if arguments.list or not places:
        return 0
    command = [*PYTEST, *TWO_WORKERS, *NO_BROWSER, *places]
    return subprocess.run(command, check=False, cwd=PROJECT).returncode


def changed_since(base: str) -> list[str]:
    """Files that differ from where this branch left the base, new ones included."""
    fork = _git("merge-base", base, "HEAD")[0]
    return sorted({*_git("diff", "--name-only", fork), *_git("ls-files", "--others", "--exclude-standard")})


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(("git", *arguments), check=True, cwd=PROJECT, text=True, stdout=subprocess.PIPE)
    return done.stdout.splitlines()


def floors() -> list[set[str]]:
    """Rooms of each floor, the highest first, as import-linter knows them."""
    held = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in held if contract["type"] == "layers")
    return [{name.strip().removeprefix("ocop.") for name in _names(layer)} for layer in layers]


def _names(layer: str) -> list[str]:
    return layer.replace(":", "|").replace("(", "").replace(")", "").split("|")


def concerned(paths: Iterable[str], standing: list[set[str]]) -> list[str]:
    """Folders whose tests a change of these files can break, from the lowest floor up."""
    rooms = set().union(*standing)
    touched = {path for path in paths if not path.endswith(CONCERN_NOBODY) and not path.startswith("docs/")}
    found = {room_of(path) for path in touched} & rooms
    if any(room_of(path) not in rooms and not path.startswith(WALKS) for path in touched):
        return ["src", "tests"]
    places = [f"{ROOMS}{room}" for room in _with_those_above(found, standing) if has_tests(room)]
    return [*places, "tests"] if touched else []


def _with_those_above(found: set[str], standing: list[set[str]]) -> list[str]:
    """Rooms from the lowest floor up; rooms of one floor do not know each other."""
    heights = [height for height, floor in enumerate(standing) if floor & found]
    if not heights:
        return []
    lowest = max(heights)
    concerned_floors = [standing[lowest] & found, *reversed(standing[:lowest])]
    return [room for floor in concerned_floors for room in sorted(floor)]


def has_tests(room: str) -> bool:
    """Whether a room stands and has tests."""
    return any((PROJECT / ROOMS / room).rglob("test_*.py"))


def room_of(path: str) -> str:
    """The room a file belongs to; nothing for a file outside of the rooms."""
    return path.removeprefix(ROOMS).split("/")[0] if path.startswith(ROOMS) else ""


if __name__ == "__main__":
    sys.exit(main())
