"""The rules of the house that a program can hold: names, sizes, docstrings, and nothing in the tree that ties it to one machine."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "ocop"
DRAWERS = {"common", "core", "base", "utils", "util", "helpers", "services", "misc"}
LONGEST = 300
MAY_BE_LONG = {"src/ocop/web/README.md"}
# Put together here, so that this file does not contain what it looks for.
FORBIDDEN = [
    "py" + "pi.org",
    "files.python" + "hosted",
    "npm" + "js.org",
    "registry." + "npm",
    "un" + "pkg.com",
    "js" + "delivr",
]
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|opt/(?:wheels|py\w+))/")


@cache
def tracked_files() -> list[Path]:
    """Every file of the tree that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, check=True, cwd=PROJECT, capture_output=True, text=True).stdout.split("\0")
    return [PROJECT / name for name in names if name and (PROJECT / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py"]


def shown(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@cache
def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_code_has_rooms_and_no_drawers() -> None:
    named = [shown(path) for path in python_files() if DRAWERS & {*path.relative_to(PROJECT).parts, path.stem}]
    assert named == []


def test_a_file_can_be_read_in_one_sitting() -> None:
    long = {
        shown(path): lines
        for path in python_files()
        if "migrations" not in path.parts and (lines := text_of(path).count("\n")) > LONGEST
    }
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        shown(path)
        for path in python_files()
        if "migrations" not in path.parts
        and not (path.name == "__init__.py" and not text_of(path).strip())
        and not (ast.get_docstring(ast.parse(text_of(path))) or "").strip()
    ]
    assert silent == []


def test_every_room_has_a_front_door() -> None:
    rooms = [path.parent for path in SOURCE.glob("*/apps.py") if path.parent.name != "settings"]
    assert [shown(room) for room in sorted(rooms) if not (room / "README.md").exists()] == []


@pytest.mark.parametrize("host", FORBIDDEN)
def test_no_file_names_a_package_registry(host: str) -> None:
    assert [shown(path) for path in tracked_files() if host in text_of(path)] == []


def test_no_file_names_a_place_on_one_machine() -> None:
    found = [shown(path) for path in tracked_files() if MACHINE_PATHS.search(text_of(path))]
    assert found == []


def test_packages_are_pinned_by_hash_only() -> None:
    assert not (PROJECT / "uv.lock").exists() or PROJECT / "uv.lock" not in tracked_files()
    for name in ("installer", "production", "development"):
        lines = (PROJECT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert [line for line in pinned if not re.fullmatch(r"[A-Za-z0-9._-]+==\S+( ; .*)? \\", line)] == []


def test_production_list_is_part_of_the_development_list() -> None:
    def pins(name: str) -> set[str]:
        lines = (PROJECT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        return {line.rstrip(" \\") for line in lines if "==" in line}

    assert pins("production") - pins("development") == set()
