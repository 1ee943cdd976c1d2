"""The demonstration's people and their roles, councils included; every name says that it is invented."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ocop.ledger.operations import record
from ocop.people.models import Role, SigningWay, UserAccount
from ocop.people.operations import appoint_deputy, give_role

from .bodies import body_named
from .places import current_unit
from .shown import account_file, password

MARK = "(trình diễn)"
SINCE = date(2026, 1, 1)
WITH_A_SEAT = {
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_SECRETARY,
    Role.ADVISORY_GROUP_HEAD,
    Role.ADVISORY_GROUP_MEMBER,
}


@cache
def hashed_password() -> str:
    """The password hashed once: hashing is slow on purpose, and every demo account has the same one."""
    return make_password(password())


@transaction.atomic
def create_accounts(*, at: datetime) -> int:
    """Create accounts that are missing; returns how many were new. Roles in councils and advisory groups come with the seat, producer roles with the producer."""
    made = 0
    for row in [*account_file()["accounts"], *account_file()["deputies"]]:
        if UserAccount.objects.filter(username=row["username"]).exists():
            continue
        person = UserAccount(
            username=row["username"], full_name=f"{row['full_name']} {MARK}", is_demo=True, date_joined=at
        )
        person.password = hashed_password()
        person.save()
        said = {name: row[name] for name in ("role", "signs_for") if name in row}
        record("account_created", person, by=None, at=at, details={"demo": True, **said})
        if "signs_for" in row:
            _appoint(person, row, at=at)
        else:
            _give_role(person, row, at=at)
        made += 1
    return made


def _appoint(person: UserAccount, row: dict[str, Any], *, at: datetime) -> None:
    """The holder of an office lets this person sign."""
    holder = UserAccount.objects.get(username=row["signs_for"])
    office = holder.role_assignments.select_related("unit").get()
    appoint_deputy(
        person,
        role=office.role,
        unit=office.unit,
        way=SigningWay.IN_PLACE,
        position=row["position"],
        document=row["document"],
        effective_from=SINCE,
        effective_to=None,
        by=holder,
        at=at,
    )


def _give_role(person: UserAccount, row: dict[str, Any], *, at: datetime) -> None:
    role = Role(row["role"])
    if role in WITH_A_SEAT or role == Role.PRODUCER_USER:
        return
    unit = current_unit(row["unit"]) if "unit" in row else None
    give_role(
        person,
        role,
        unit=unit,
        body=body_named(row["body"], unit) if "body" in row else None,
        organisation_name=row.get("firm", ""),
        document=row.get("document", ""),
        effective_from=SINCE,
        by=None,
        at=at,
    )


def person(username: str) -> UserAccount:
    """A demo account by its user name."""
    return UserAccount.objects.get(username=username)


def row_of(username: str) -> dict[str, Any]:
    """The line of the accounts file about a person."""
    return next(row for row in account_file()["accounts"] if row["username"] == username)
