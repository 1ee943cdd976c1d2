"""The demonstration's public bodies: ministries with their merger of 2025, committees and offices with the head of their papers."""

from datetime import datetime
from functools import cache
from typing import Any

import yaml
from django.db import transaction
from django.db.models import QuerySet

from ocop.people.models import PublicBody
from ocop.people.operations import record_body, record_succession, set_letterhead
from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold

from .places import current_unit
from .shown import DATA


@cache
def body_file() -> dict[str, Any]:
    """The file of bodies as plain data."""
    data: dict[str, Any] = yaml.safe_load((DATA / "bodies.yaml").read_text(encoding="utf-8"))
    return data


@transaction.atomic
def create_bodies(*, at: datetime) -> int:
    """Record bodies that are missing with their letterheads, then what went into what; returns how many were new."""
    missing = [row for row in body_file()["bodies"] if not _known(row["name"], _unit_of(row)).exists()]
    for row in missing:
        _create(row, at=at)
    names = {row["name"] for row in missing}
    for row in body_file()["successions"]:
        if row["from"] in names:
            old, new = body_named(row["from"], None), body_named(row["to"], None)
            given = {"kind": row["kind"], "effective_on": row["on"], "legal_source": row["source"]}
            record_succession(old, new, **given, by=None, at=at)
    return len(missing)


def body_named(name: str, unit: AdministrativeUnit | None) -> PublicBody:
    """The body of a place whose newest name this is. Raises ``PublicBody.DoesNotExist``."""
    return _known(name, unit).get()


def _known(name: str, unit: AdministrativeUnit | None) -> QuerySet[PublicBody]:
    return PublicBody.objects.filter(name_key=fold(name), unit=unit)


def _unit_of(row: dict[str, Any]) -> AdministrativeUnit | None:
    return current_unit(row["unit"]) if "unit" in row else None


def _create(row: dict[str, Any], *, at: datetime) -> None:
    unit = _unit_of(row)
    body = record_body(
        kind=row["kind"],
        unit=unit,
        name=row["name"],
        abbreviation=row["abbreviation"],
        effective_from=row.get("since"),
        legal_source=row.get("source", ""),
        by=None,
        at=at,
    )
    superior = body_named(row["superior"], unit) if "superior" in row else None
    set_letterhead(body, superior=superior, place_name=row["place"], effective_from=row.get("since"), by=None, at=at)
