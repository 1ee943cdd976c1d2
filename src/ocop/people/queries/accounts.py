"""Reads about accounts and roles, for the account's own page and for the administrator."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.people.rights import in_force
from ocop.vietnamese import fold

from .bodies import body_name_on


@dataclass(frozen=True)
class RoleLine:
    """A role as a page shows it."""

    assignment: RoleAssignment
    state: str  # now | later | over
    body_name: str = ""  # of the body in which it is held, as it was called while the role lasted

    @property
    def place(self) -> str:
        """Name of the body or unit in which the role acts."""
        unit = self.assignment.unit
        if self.assignment.role == Role.PRODUCER_USER:
            return "Theo từng chủ thể"
        named = self.body_name or self.assignment.organisation_name
        return named or (unit.full_name if unit else "Toàn quốc")


def role_lines(account: UserAccount, *, on: date | None = None) -> list[RoleLine]:
    """Roles of an account, those in force first, then coming ones, then past ones."""
    day = on or timezone.localdate()
    order = {"now": 0, "later": 1, "over": 2}
    rows = account.role_assignments.select_related("unit", "body").prefetch_related("body__names")
    lines = [_line(row, day) for row in rows.order_by("-effective_from", "pk")]
    return sorted(lines, key=lambda line: order[line.state])


def _line(assignment: RoleAssignment, day: date) -> RoleLine:
    """A role as of a day; one that is over names its body as it was called on the last day."""
    named_on = min(day, assignment.effective_to) if assignment.effective_to else day
    return RoleLine(assignment, _state(assignment, day), body_name_on(assignment.body, named_on))


def _state(assignment: RoleAssignment, day: date) -> str:
    if assignment.effective_from > day:
        return "later"
    last = assignment.effective_to
    over = last is not None and (last < day or (last == day and assignment.ended_at_once))
    return "over" if over else "now"


def accounts_matching(text: str, *, role: str = "", on: date | None = None) -> QuerySet[UserAccount]:
    """Accounts whose user name or full name contains the text, with or without diacritics, with their roles in force.

    Names are folded here and not in the database: a whole country has some tens of thousands of accounts, and only the
    administrator searches them.
    """
    day = on or timezone.localdate()
    accounts = UserAccount.objects.order_by("-is_active", "full_name", "pk")
    if role:
        accounts = accounts.filter(pk__in=RoleAssignment.objects.filter(in_force(day), role=role).values("account"))
    if wanted := fold(text).strip():
        names = accounts.values_list("pk", "username", "full_name")
        accounts = accounts.filter(pk__in=[pk for pk, user, name in names if wanted in fold(f"{user} {name}")])
    roles = RoleAssignment.objects.filter(in_force(day)).select_related("unit").order_by("pk")
    return accounts.prefetch_related(Prefetch("role_assignments", queryset=roles, to_attr="roles_in_force"))
