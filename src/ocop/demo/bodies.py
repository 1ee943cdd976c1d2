"""The demonstration's public bodies: ministries with their merger of 2025, committees and offices with the head of their papers."""

from datetime import date, datetime, time
from functools import cache
from typing import Any

import yaml
from django.db import transaction
from django.db.models import QuerySet

from ocop.people.models import BodyName, PublicBody
from ocop.people.operations import record_body, record_succession, rename_body, set_letterhead
from ocop.territory.models import AdministrativeUnit

from .moments import VIETNAM, office_moment
from .places import current_unit
from .shown import DATA


@cache
def body_file() -> dict[str, Any]:
    """The file of bodies as plain data."""
    data: dict[str, Any] = yaml.safe_load((DATA / "bodies.yaml").read_text(encoding="utf-8"))
    return data


@transaction.atomic
def create_bodies(*, at: datetime, until: date) -> int:
    """Record bodies that are missing with their letterheads, their later names up to a day, and what went into what.

    Returns how many bodies were new.
    """
    missing = [row for row in body_file()["bodies"] if not _known(row["name"], _unit_of(row)).exists()]
    for row in missing:
        _create(row, at=at)
    for row in body_file()["renamings"]:
        if row["on"] <= until:
            _rename(row, not_before=at)
    names = {row["name"] for row in missing}
    for row in body_file()["successions"]:
        if row["from"] in names:
            old, new = body_named(row["from"], None), body_named(row["to"], None)
            given = {"kind": row["kind"], "effective_on": row["on"], "legal_source": row["source"]}
            record_succession(old, new, **given, by=None, at=at)
    return len(missing)


def body_named(name: str, unit: AdministrativeUnit | None) -> PublicBody:
    """The body of a place that has or had this name. Raises ``PublicBody.DoesNotExist``."""
    return _known(name, unit).get()


def _known(name: str, unit: AdministrativeUnit | None) -> QuerySet[PublicBody]:
    return PublicBody.objects.filter(pk__in=BodyName.objects.filter(name=name).values("body"), unit=unit)


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


def _rename(row: dict[str, Any], *, not_before: datetime) -> None:
    body = body_named(row["from"], _unit_of(row))
    if body.names.filter(effective_from=row["on"]).exists():
        return
    on_the_day = office_moment(datetime.combine(row["on"], time(), VIETNAM), row["to"])
    rename_body(
        body, name=row["to"], abbreviation=row["abbreviation"], effective_from=row["on"], legal_source=row["source"],
        by=None, at=max(on_the_day, not_before),
    )  # fmt: skip
