"""Dated settings: every default that the law leaves open, with its source (process sections 7.1 and 17).

A setting is data, never a constant in code. The files in `data/settings` hold the national defaults; a province or the
ministry replaces them by its own council rules, which are records of the `councils` room. A changed default is a new
file with its first day (`since`); what was filed before that day keeps the earlier value, so every question names a day.

>>> setting("council.max_spread_points", date(2026, 6, 1))
10
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from ocop.law.files import files_in, kept
from ocop.law.reading import read, reading


class UnknownSettingError(LookupError):
    """There is no setting with this name, or none in force on the day."""


class SettingFileError(ValueError):
    """A file of settings contradicts itself or another one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One default with the day it starts to apply, the values it may have, and where it comes from."""

    name: str
    value: Any
    source: str
    since: date | None = None
    note: str = ""
    values: tuple[Any, ...] = ()  # every value of a choice, the ends of a range; empty for what is planned
    planned: bool = False  # nothing reads it yet

    def accepts(self, value: Any) -> bool:
        """Whether the setting may have a value: any, where the data names none."""
        return not self.values or _fits(_frozen(value), self.values)


@kept
def all_settings() -> tuple[Setting, ...]:
    """Return every setting, those of a name by their first day; SettingFileError when a name has two values from one day."""
    found = [one for file in files_in("settings", ".yaml") for one in _settings(file)]
    starts = Counter((one.name, one.since) for one in found)
    if twice := sorted(name for (name, _), times in starts.items() if times > 1):
        raise SettingFileError(f"Tham số có hai giá trị từ cùng một ngày: {', '.join(twice)}.")
    return tuple(sorted(found, key=lambda one: one.since or date.min))


def _settings(file: Traversable) -> list[Setting]:
    with reading(file) as rows:
        return [_setting(row) for row in rows["settings"]]


def _setting(row: Mapping[str, Any]) -> Setting:
    values = tuple(_frozen(one) for one in row.get("values", ()))
    found = read(Setting, row, value=_frozen(row["value"]), values=values)
    if not found.accepts(found.value):
        raise SettingFileError(f"Tham số {found.name} không nhận giá trị {found.value}.")
    return found


def _fits(value: Any, values: tuple[Any, ...]) -> bool:
    """Numbers lie between the least and the greatest one named, everything else is one of the values."""
    numbers = [one for one in values if type(one) is int]
    if type(value) is int and numbers:
        return min(numbers) <= value <= max(numbers)
    return value in values


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def setting(name: str, on: date) -> Any:
    """Return the value in force on a day; UnknownSettingError when there is none."""
    return setting_entry(name, on).value


@kept
def setting_entry(name: str, on: date) -> Setting:
    """Return the whole entry in force on a day; UnknownSettingError when there is none."""
    found = [one for one in all_settings() if one.name == name and (one.since is None or one.since <= on)]
    if not found:
        raise UnknownSettingError(f"Không có tham số {name}.")
    return found[-1]
