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


@dataclass(frozen=True)
class Matter:
    """What an office signs in the programme, with the article of QĐ 26/2026."""

    code: str
    office: str
    words: str
    article: str


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


@cache
def matters() -> dict[str, Matter]:
    """Return everything that may be signed for a holder, by its code."""
    return {code: Matter(code, **values) for code, values in _file()["matters"].items()}


def matters_in(written: str) -> tuple[Matter, ...]:
    """Return the matters that a deputyship names by their codes; none where it limits nothing, or says so in words of before."""
    known, codes = matters(), written.split()
    return tuple(known[code] for code in codes) if all(code in known for code in codes) else ()


def covers(written: str, matter: str) -> bool:
    """Whether a deputyship lets somebody sign a matter: one that names none, as papers by KT. do, lets sign all of the office."""
    named = matters_in(written)
    return not named or any(one.code == matter for one in named)


def matters_in_words(written: str) -> str:
    """Say what may be signed; free text of earlier versions as it was typed."""
    named = matters_in(written)
    return "; ".join(f"{one.words} (Đ.{one.article})" for one in named) if named else written
