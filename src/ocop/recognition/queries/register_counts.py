"""How many published products of a territory hold a star on a day, by state, star and place: each one query over the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.models import RegisterEntry

from .register_filters import state_condition


@dataclass(frozen=True)
class RegisterCounts:
    """Products by the state of their newest certificate; those whose days are uncertain are counted apart."""

    in_force: int
    by_star: dict[int, int]  # of those in force
    expiring: int  # in force, inside the filing window of the next assessment
    expired: int
    uncertain: int


def register_counts(unit_path: str, *, on: date) -> RegisterCounts:
    """Count the register inside a territory; an empty path is the whole country."""
    states = CertificateState
    counted = RegisterEntry.objects.filter(unit_path__inside=unit_path).aggregate(
        in_force=Count("pk", filter=state_condition("in_force", on)),
        expiring=Count("pk", filter=state_condition(states.EXPIRING, on)),
        expired=Count("pk", filter=state_condition(states.EXPIRED, on)),
        uncertain=Count("pk", filter=state_condition(states.UNCERTAIN, on)),
        **{
            f"star_{star}": Count("pk", filter=state_condition("in_force", on) & Q(star_rating=star))
            for star in (3, 4, 5)
        },
    )
    by_star = {star: counted.pop(f"star_{star}") for star in (5, 4, 3)}
    return RegisterCounts(**counted, by_star=by_star)


# The states a star can be in while nobody took it away, the best first.
STANDING = (CertificateState.VALID, CertificateState.EXPIRING, CertificateState.EXPIRED, CertificateState.UNCERTAIN)


def counts_by_star(unit_path: str, *, on: date) -> dict[int, dict[str, int]]:
    """Count the register inside a territory by star (5 first) and state."""
    rows = RegisterEntry.objects.filter(unit_path__inside=unit_path).values("star_rating").order_by("-star_rating")
    counted = rows.annotate(**_by_state(STANDING, on))
    return {row["star_rating"]: _read(dict(row), STANDING) for row in counted}


def counts_by_place(unit_path: str, *, on: date, column: str) -> Mapping[str, dict[str, int]]:
    """Count stars in force and those that run out by ``unit_path`` or ``province_code``; places without one are left out."""
    states = ("in_force", CertificateState.EXPIRING)
    rows = RegisterEntry.objects.filter(unit_path__inside=unit_path).order_by().values(column)
    counted = rows.annotate(**_by_state(states, on)).filter(in_in_force__gt=0)
    return {row.pop(column): _read(row, states) for row in map(dict, counted)}


def _read(row: dict[str, Any], states: tuple[str, ...]) -> dict[str, int]:
    return {str(state): row[f"in_{state}"] for state in states}


def _by_state(states: tuple[str, ...], on: date) -> dict[str, Count]:
    return {f"in_{state}": Count("pk", filter=state_condition(state, on)) for state in states}
