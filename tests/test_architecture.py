"""The plan of the house in docs/ shows the rooms that are there, on the floors that the linter holds."""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BESIDE = {"cli", "demo", "settings"}


def rooms() -> set[str]:
    """Every package of the house."""
    return {path.parent.name for path in (PROJECT / "src" / "ocop").glob("*/__init__.py")}


def layers() -> list[set[str]]:
    """The layers of the linter, the ground first."""
    with (PROJECT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return [{one.strip().removeprefix("ocop.") for one in line.split("|")} for line in reversed(contracts[0]["layers"])]


def floors() -> list[tuple[int, list[str]]]:
    """The table of floors: the number and its rooms in the order they are named, the ground first."""
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| (\d) \| ([^|]+) \|", text, re.MULTILINE)
    return [(int(number), re.findall(r"`(\w+)`", named)) for number, named in reversed(lines)]


def test_every_room_stands_on_one_floor() -> None:
    named = [room for _, found in floors() for room in found]
    assert sorted(named) == sorted(rooms() - BESIDE)


def test_the_floors_rise_as_the_linter_has_them() -> None:
    height = {room: level for level, found in enumerate(layers()) for room in found}
    order = [height[room] for _, found in floors() for room in found]
    assert order == sorted(order)


def test_the_picture_shows_every_room() -> None:
    picture = (PROJECT / "docs" / "floors.svg").read_text(encoding="utf-8")
    assert rooms() - {*re.findall(r'font-weight="700" fill="#17231d">(\w+)<', picture)} == set()


def test_the_readme_and_its_map_name_every_room() -> None:
    map_of_house = (PROJECT / "README.md").read_text(encoding="utf-8").partition("## Map of the house")[2]
    assert rooms() - {*re.findall(r"`(?:src/ocop/)?(\w+)`", map_of_house)} == set()


def test_every_file_that_a_how_to_for_developers_names_is_there() -> None:
    named = {
        (guide.name, path)
        for guide in (PROJECT / "docs" / "how-to").glob("add-a-*.md")
        for path in re.findall(r"`((?:[\w-]+/)+[\w-]+\.(?:py|yaml|html|md))`", guide.read_text(encoding="utf-8"))
    }
    assert len(named) > 40
    roots = (PROJECT, PROJECT / "src" / "ocop")
    assert [one for one in sorted(named) if not any((root / one[1]).is_file() for root in roots)] == []
