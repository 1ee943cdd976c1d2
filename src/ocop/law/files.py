"""Where the files of the law stand, and how each is read once and kept.

A new decision, a corrected sheet or a changed default is a new file: nothing that was used is edited, because dossiers
are read by their own version for ever. Tests put a whole other folder in this one's place with ``standing_in``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import yaml

P = ParamSpec("P")
T = TypeVar("T")

DATA: Traversable = files("ocop.law") / "data"
MOST_KEPT = 4_096  # answers asked for by day would otherwise grow with every day of a long-running process

_kept: list[Callable[[], None]] = []


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Remember the answers of a function that reads the law's data, until ``forget``."""
    remembering = lru_cache(maxsize=MOST_KEPT)(function)
    _kept.append(remembering.cache_clear)
    return cast("Callable[P, T]", remembering)


def forget() -> None:
    """Forget everything that was read: the next question reads the files again."""
    for clear in _kept:
        clear()


@contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    """Read the law from another folder for a while."""
    global DATA  # noqa: PLW0603 – the one place where the folder is chosen
    before, DATA = DATA, folder
    forget()
    try:
        yield
    finally:
        DATA = before
        forget()


def data_file(*place: str) -> Traversable:
    """Return a file of the law by its place in the folder, whether it exists or not."""
    return DATA.joinpath(*place)


def folders() -> list[Traversable]:
    """Return the folders of the decisions, in the order of their names."""
    return sorted((one for one in DATA.iterdir() if one.is_dir()), key=lambda one: one.name)


def files_in(folder: str, ending: str) -> list[Traversable]:
    """Return the files of a folder with this ending, in the order of their names; none where there is no folder."""
    place = DATA / folder
    if not place.is_dir():
        return []
    return sorted((one for one in place.iterdir() if one.name.endswith(ending)), key=lambda one: one.name)


def read_yaml(path: Traversable | Path) -> Any:
    """Read one data file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
