"""Who holds a role for a place: the people that an act about that place is told to."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from ocop.people.models import Deputyship, RoleAssignment, UserAccount
from ocop.people.rights import in_force, signing


def holders_of(roles: Iterable[str], unit_path: str, *, on: date) -> list[UserAccount]:
    """People with a working account who hold one of the roles on a day in the unit of a path, or in one that contains it.

    Whoever signs for a holder on that day is told too.
    """
    parts = unit_path.rstrip("/").split("/")
    above = ["/".join(parts[:length]) + "/" for length in range(1, len(parts) + 1)]
    here = Q(unit__path__in=above) | Q(unit__isnull=True)
    wanted = list(roles)
    held = RoleAssignment.objects.filter(in_force(on), here, role__in=wanted).values("account")
    deputies = Deputyship.objects.filter(signing(on), here, role__in=wanted).values("account")
    return list(UserAccount.objects.filter(Q(pk__in=held) | Q(pk__in=deputies), is_active=True).order_by("pk"))
