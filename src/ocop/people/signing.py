"""Which offices may have deputies and how a deputy's power is written: the decree's data as plain values (NĐ 30/2020, Đ.13)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Office:
    """An office whose holder signs papers: the position as printed, and the role that may pause a deputy."""

    role: str
    position: str
    paused_by: str


@dataclass(frozen=True)
class Way:
    """How somebody signs for a holder: the letters before the holder's position, and what the paper must say."""

    code: str
    letters: str
    words: str
    until: bool  # the paper names a last day
    matters: bool  # the paper names what may be signed


@cache
def _file() -> dict[str, Any]:
    text = (files("ocop.people") / "data" / "signing.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def offices() -> dict[str, Office]:
    """Return every office that may have deputies, by its role."""
    return {role: Office(role, **values) for role, values in _file()["offices"].items()}


@cache
def ways() -> dict[str, Way]:
    """Return every way of signing for somebody, by its code."""
    return {code: Way(code, **values) for code, values in _file()["ways"].items()}
