"""How many published products of a territory hold a star on a day: one query over the register."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.models import RegisterEntry

from .register import state_condition


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
    counted = RegisterEntry.objects.filter(unit_path__startswith=unit_path).aggregate(
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
