"""Linters of codes from lists (`data/codes.yaml`): countries, currencies, package and media types."""

from functools import cache
from importlib.resources import files

import yaml

from ocop.gs1.linters.faults import Fault, whole

ANY_COUNTRY = "999"


@cache
def listed(name: str) -> frozenset[str]:
    """Return the codes of a list by its name; KeyError when there is none."""
    lists: dict[str, str] = yaml.safe_load(files("ocop.gs1").joinpath("data", "codes.yaml").read_text(encoding="utf-8"))
    return frozenset(lists[name].split())


def iso3166(data: str) -> Fault | None:
    """A country as three digits."""
    return _among(data, "countries", "NOT_ISO3166")


def iso3166999(data: str) -> Fault | None:
    """A country as three digits, or 999 for several."""
    return None if data == ANY_COUNTRY else _among(data, "countries", "NOT_ISO3166_OR_999")


def iso3166alpha2(data: str) -> Fault | None:
    """A country as two letters."""
    return _among(data, "country_names", "NOT_ISO3166_ALPHA2")


def iso4217(data: str) -> Fault | None:
    """A currency as three digits."""
    return _among(data, "currencies", "NOT_ISO4217")


def packagetype(data: str) -> Fault | None:
    """A type of package."""
    return _among(data, "packages", "INVALID_PACKAGE_TYPE")


def mediatype(data: str) -> Fault | None:
    """A type of data carrier."""
    return _among(data, "media", "INVALID_MEDIA_TYPE")


def _among(data: str, name: str, error: str) -> Fault | None:
    return None if data in listed(name) else whole(error, data)
