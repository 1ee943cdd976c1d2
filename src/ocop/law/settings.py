"""Dated settings: every default that the law leaves open, with its source (process sections 7.1 and 17).

A setting is data, never a constant in code. The file holds the national defaults; a province or the ministry
replaces them by its own council rules, which are records of the `councils` room.

>>> setting("council.max_spread_points")
10
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ocop.law.loading import DATA, read_yaml


class UnknownSettingError(LookupError):
    """There is no setting with this name, or none in force on the day."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One default with the day it starts to apply and where it comes from."""

    name: str
    value: Any
    since: date | None
    source: str
    note: str
    planned: bool  # nothing reads it yet


@cache
def all_settings() -> tuple[Setting, ...]:
    """Return every setting in file order; a later entry of the same name replaces an earlier one from its day on."""
    rows = read_yaml(DATA / "settings.yaml")["settings"]
    return tuple(
        Setting(
            row["name"],
            _frozen(row["value"]),
            row.get("since"),
            row["source"],
            row.get("note", ""),
            row.get("planned", False),
        )
        for row in rows
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def setting(name: str, on: date | None = None) -> Any:
    """Return the value in force on a day, or the newest one; UnknownSettingError when there is none."""
    return setting_entry(name, on).value


def setting_entry(name: str, on: date | None = None) -> Setting:
    """Return the whole entry in force on a day; UnknownSettingError when there is none."""
    found = [one for one in all_settings() if one.name == name and _started(one, on)]
    if not found:
        raise UnknownSettingError(f"Không có tham số {name}.")
    return found[-1]


def _started(one: Setting, on: date | None) -> bool:
    return one.since is None or on is None or one.since <= on
