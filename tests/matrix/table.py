"""The hand-written table as data: rows with the outcome of every person."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .people import ANONYMOUS

TABLE = Path(__file__).with_name("role_matrix.yaml")
SIGN_IN = "sign_in"
OUTCOMES = {"allowed", "led", "refused", "hidden", SIGN_IN}


@dataclass(frozen=True)
class Row:
    """One route asked about one object by one method, with what each person meets."""

    route: str
    subject: str
    method: str
    outcomes: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.subject}".strip()


@cache
def _file() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return data


@cache
def members(name: str) -> tuple[str, ...]:
    """People behind a name of the table: themselves, or a group with all of its groups."""
    group = _file()["groups"].get(name)
    return tuple(one for part in group for one in members(part)) if group else (name,)


@cache
def everyone() -> tuple[str, ...]:
    """Every person the table speaks of, and the one who is not signed in."""
    return (*dict.fromkeys(members("everyone")), ANONYMOUS)


@cache
def rows() -> tuple[Row, ...]:
    """All rows, one for each method."""
    return tuple(
        Row(line["route"], line.get("for", ""), method, _outcomes(line[method], about_an_object="for" in line))
        for line in _file()["rows"]
        for method in ("get", "post")
        if method in line
    )


def _outcomes(given: dict[str, Any], *, about_an_object: bool) -> dict[str, str]:
    walkers = members("everyone" if about_an_object else "at_home")
    found = dict.fromkeys(walkers, given.get("else", "hidden")) | {ANONYMOUS: given.get(ANONYMOUS, SIGN_IN)}
    for outcome in ("allowed", "led", "refused", "hidden"):
        found |= {name: outcome for listed in given.get(outcome, []) for name in _walking(listed, about_an_object)}
    return found


def _walking(name: str, about_an_object: bool) -> tuple[str, ...]:
    """People behind a name of the table; `everyone` of a row without an object means the people at home."""
    return members("at_home" if name == "everyone" and not about_an_object else name)
