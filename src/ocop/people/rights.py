"""Who holds which role where, today: the base of every gatekeeper and every rule above this floor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from ocop.ledger.verdicts import ALLOWED, Allowed, Denied, Verdict, insist

from .models import Role, RoleAssignment, UserAccount

# What a rule answers stands below (`ledger.verdicts`); rules find it here beside the roles they ask for.
__all__ = [
    "ALLOWED",
    "Allowed",
    "Denied",
    "HeldRole",
    "Verdict",
    "holds",
    "holds_any",
    "in_force",
    "inside_units_of",
    "insist",
    "roles_of",
]

type_of_user = UserAccount | AnonymousUser
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class HeldRole:
    """A role in force and the path of its unit; an empty path is the whole country."""

    role: str
    unit_path: str


def in_force(day: date) -> Q:
    """Roles in force on a day: the last day counts, unless the role was taken back at once on that day."""
    lasting = Q(effective_to__isnull=True) | Q(effective_to__gt=day) | Q(effective_to=day, ended_at_once=False)
    return Q(effective_from__lte=day) & lasting


def roles_of(user: type_of_user, *, on: date | None = None) -> tuple[HeldRole, ...]:
    """Roles in force on a day (today by default), read once per request and kept on the account object."""
    if not isinstance(user, UserAccount) or not user.is_active:
        return ()
    day = on or timezone.localdate()
    cached: tuple[date, tuple[HeldRole, ...]] | None = getattr(user, "_held_roles", None)
    if cached and cached[0] == day:
        return cached[1]
    rows = RoleAssignment.objects.filter(in_force(day), account=user).order_by("pk").values_list("role", "unit__path")
    held = tuple(HeldRole(role, path or "") for role, path in rows)
    user._held_roles = (day, held)  # type: ignore[attr-defined]
    return held


def holds(user: type_of_user, role: Role | str, unit_path: str | None = None) -> bool:
    """Whether the user holds ``role``; with ``unit_path``, in a unit that contains that path."""
    return any(
        held.role == role and (unit_path is None or unit_path.startswith(held.unit_path)) for held in roles_of(user)
    )


def holds_any(user: type_of_user, roles: Iterable[str], unit_path: str | None = None) -> bool:
    """Whether the user holds one of ``roles`` (see ``holds``)."""
    return any(holds(user, role, unit_path) for role in roles)


def inside_units_of(user: type_of_user, roles: Iterable[str], field: str = "unit_path") -> Q:
    """Filter rows whose path lies inside a unit where the user holds one of ``roles``: one prefix comparison per unit."""
    wanted = set(roles)
    condition = NOTHING
    for held in roles_of(user):
        if held.role in wanted:
            condition |= Q(**{f"{field}__startswith": held.unit_path}) if held.unit_path else ~NOTHING
    return condition
