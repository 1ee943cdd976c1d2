"""Who holds which role where, today: the base of every gatekeeper and every rule above this floor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, Value
from django.utils import timezone

from ocop.ledger.prepared import Prepared
from ocop.ledger.verdicts import ALLOWED, Allowed, Denied, Verdict, insist

from .models import Deputyship, Role, RoleAssignment, UserAccount
from .signing import covers, matters

# What a rule answers stands below (`ledger.verdicts`); rules find it here beside the roles they ask for.
__all__ = [
    "ALLOWED",
    "Allowed",
    "Denied",
    "HeldRole",
    "Verdict",
    "bodies_of",
    "holds",
    "holds_any",
    "holds_in_person",
    "in_force",
    "inside_units_of",
    "insist",
    "may_sign_matter",
    "roles_of",
    "signing",
    "signs",
]

type_of_user = UserAccount | AnonymousUser
NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


@dataclass(frozen=True)
class HeldRole:
    """A role in force and the path of its unit; an empty path is the whole country.

    Whoever signs for the holder of an office holds it too, ``as_deputy``; a deputy does not pass the power on.
    """

    role: str
    unit_path: str
    as_deputy: bool = False
    organisation: str = ""  # the council, group or firm, where the role is held in one
    matters: str = ""  # what a deputy may sign, as the deputyship names it

    @property
    def words(self) -> str:
        """What the role is called; a deputy's says so."""
        label = Role(self.role).label
        return f"Ký thay {label}" if self.as_deputy else label


def in_force(day: date) -> Q:
    """Roles in force on a day: the last day counts, unless the role was taken back at once on that day."""
    lasting = Q(effective_to__isnull=True) | Q(effective_to__gt=day) | Q(effective_to=day, ended_at_once=False)
    return Q(effective_from__lte=day) & lasting


def not_over(day: date) -> Q:
    """Rows whose last day is not before a day, whether they have begun or not."""
    return Q(effective_to__isnull=True) | Q(effective_to__gte=day)


def signing(day: date) -> Q:
    """Deputyships by which somebody may sign on a day: inside their days and not paused."""
    return Q(effective_from__lte=day, paused_at__isnull=True) & not_over(day)


def _held(account: Any, day: Any) -> QuerySet[RoleAssignment, Any]:
    columns = ("as_deputy", "pk", "role", "unit__path", "organisation_name", "matters")
    unlimited = {"as_deputy": Value(0), "matters": Value("")}
    own = RoleAssignment.objects.filter(in_force(day), account_id=account).annotate(**unlimited)
    others = Deputyship.objects.filter(signing(day), account_id=account).annotate(as_deputy=Value(1))
    return own.values_list(*columns).union(others.values_list(*columns), all=True)


HELD = Prepared(_held)  # every page of everybody asks it


def roles_of(user: type_of_user, *, on: date | None = None) -> tuple[HeldRole, ...]:
    """Roles in force on a day (today by default), read once per request and kept on the account object."""
    if not isinstance(user, UserAccount) or not user.is_active:
        return ()
    day = on or timezone.localdate()
    cached: tuple[date, tuple[HeldRole, ...]] | None = getattr(user, "_held_roles", None)
    if cached and cached[0] == day:
        return cached[1]
    held = tuple(
        HeldRole(role, path or "", bool(as_deputy), organisation, matters)
        for as_deputy, _, role, path, organisation, matters in sorted(HELD.rows(user.pk, day))
    )
    user._held_roles = (day, held)  # type: ignore[attr-defined]
    return held


def roles_to_come(account: UserAccount, *, on: date | None = None) -> set[str]:
    """Codes of the roles an account holds or signs for on a day (today by default) or later: what two duties may not meet in."""
    lasting = not_over(on or timezone.localdate())
    own = account.role_assignments.filter(lasting, ended_at_once=False).values_list("role", flat=True)
    return {*own, *account.deputyships.filter(lasting).values_list("role", flat=True)}


def roles_ever(account: UserAccount) -> set[str]:
    """Codes of the roles an account ever held or signed for, also those that were taken back or ended on a day in the past."""
    own = account.role_assignments.values_list("role", flat=True)
    return {*own, *account.deputyships.values_list("role", flat=True)}


def holds(user: type_of_user, role: Role | str, unit_path: str | None = None) -> bool:
    """Whether the user holds ``role``; with ``unit_path``, in a unit that contains that path."""
    return any(
        held.role == role and (unit_path is None or unit_path.startswith(held.unit_path)) for held in roles_of(user)
    )


def signs(user: type_of_user, matter: str, unit_path: str) -> bool:
    """Whether the user may sign a matter of ``signing.matters``: as the holder of its office, or as a deputy whose paper covers it."""
    return any(
        held.role == matters()[matter].office and unit_path.startswith(held.unit_path) and covers(held.matters, matter)
        for held in roles_of(user)
    )


def may_sign_matter(user: type_of_user, matter: str, unit_path: str) -> Verdict:
    """Whether the person may sign this matter here; for who holds the office or signs for its holder at all."""
    if signs(user, matter, unit_path):
        return ALLOWED
    return Denied(f"Văn bản giao việc ký cho bạn không nêu “{matters()[matter].words}”.")


def bodies_of(user: type_of_user, roles: Iterable[str], central: Iterable[str], field: str = "unit_path") -> Q:
    """Filter bodies: those of provinces where the user holds one of ``roles``, and those of the ministry (without a place) by ``central``.

    For short tables (councils, groups, their rules), where an OR costs nothing.
    """
    of_ministry = Q(**{field: ""}) if holds_any(user, central) else NOTHING
    return inside_units_of(user, roles, field) | of_ministry


def holds_in_person(user: type_of_user, role: Role | str, unit_path: str, organisation: str = "") -> bool:
    """Whether the user holds the office itself, in this very unit (and group), and does not only sign for its holder."""
    return any(
        (held.role, held.unit_path) == (role, unit_path)
        and not held.as_deputy
        and organisation in {"", held.organisation}
        for held in roles_of(user)
    )


def holds_any(user: type_of_user, roles: Iterable[str], unit_path: str | None = None) -> bool:
    """Whether the user holds one of ``roles`` (see ``holds``)."""
    return any(holds(user, role, unit_path) for role in roles)


def inside_units_of(user: type_of_user, roles: Iterable[str], field: str = "unit_path") -> Q:
    """Filter rows whose path lies inside a unit where the user holds one of ``roles``: one comparison per unit.

    ``NOTHING`` for who holds none, ``EVERYTHING`` for who holds one in the whole country. Join it to no other condition by OR: the database
    would read every row; take ``union``.
    """
    wanted = set(roles)
    condition = NOTHING
    for held in roles_of(user):
        if held.role in wanted:
            if not held.unit_path:
                return EVERYTHING
            condition |= Q(**{f"{field}__inside": held.unit_path})
    return condition
