"""The demonstration's people and their roles, councils included; every name says that it is invented."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction

from ocop.ledger.operations import record
from ocop.people.models import Role, RoleAssignment, UserAccount
from ocop.territory.models import AdministrativeUnit

DATA = Path(__file__).parent / "data"
MARK = "(trình diễn)"
SINCE = date(2026, 1, 1)
COUNCIL_ROLES = {Role.COUNCIL_CHAIR, Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY}


@cache
def account_file() -> dict[str, Any]:
    """The file of accounts as plain data."""
    data: dict[str, Any] = yaml.safe_load((DATA / "accounts.yaml").read_text(encoding="utf-8"))
    return data


def shown_accounts() -> list[dict[str, str]]:
    """One account per role for the sign-in page and the terminal: user name and whom it plays."""
    return [
        {"username": row["username"], "shows": row["shows"]} for row in account_file()["accounts"] if "shows" in row
    ]


def password() -> str:
    """The one password of every demo account."""
    return str(account_file()["password"])


@cache
def hashed_password() -> str:
    """The password hashed once: hashing is slow on purpose, and every demo account has the same one."""
    return make_password(password())


def current_unit(code: str) -> AdministrativeUnit:
    """The unit that bears a code today; raises ``AdministrativeUnit.DoesNotExist``."""
    return AdministrativeUnit.objects.get(code=code, effective_to__isnull=True)


@transaction.atomic
def create_accounts(*, at: datetime) -> int:
    """Create accounts that are missing; returns how many were new. Council roles come with the seat, producer roles with the producer."""
    made = 0
    for row in account_file()["accounts"]:
        if UserAccount.objects.filter(username=row["username"]).exists():
            continue
        person = UserAccount(
            username=row["username"], full_name=f"{row['full_name']} {MARK}", is_demo=True, date_joined=at
        )
        person.password = hashed_password()
        person.save()
        role = Role(row["role"])
        if role not in COUNCIL_ROLES and role != Role.PRODUCER_USER:
            unit = current_unit(row["unit"]) if "unit" in row else None
            RoleAssignment.objects.create(
                account=person, role=role, unit=unit, body_name=row.get("body", ""), effective_from=SINCE
            )
        record("account.created", person, by=None, at=at, details={"demo": True, "role": role})
        made += 1
    return made


def person(username: str) -> UserAccount:
    """A demo account by its user name."""
    return UserAccount.objects.get(username=username)


def row_of(username: str) -> dict[str, Any]:
    """The line of the accounts file about a person."""
    return next(row for row in account_file()["accounts"] if row["username"] == username)
