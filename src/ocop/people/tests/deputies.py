"""An appointment as an administrator writes it, for the tests of deputies in every room."""

from datetime import date
from typing import Any

from ocop.people.models import Deputyship, Role, UserAccount
from ocop.people.operations import appoint_deputy
from tests.builders import AT, account, commune

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
PAPER = "Quyết định 12/QĐ-UBND ngày 25/8/2026"
OFFICE = Role.COMMUNE_CHAIR


def appoint(person: UserAccount, **values: Any) -> Deputyship:
    given: dict[str, Any] = {
        "role": OFFICE, "unit": commune(), "way": "in_place", "position": "Phó Chủ tịch", "document": PAPER,
        "effective_from": FIRST, "effective_to": LAST, "at": AT, **values,
    }  # fmt: skip
    given.setdefault("by", account(Role.SYSTEM_ADMINISTRATOR))
    return appoint_deputy(person, **given)


def again(person: UserAccount) -> UserAccount:
    """The account as the next request reads it."""
    return UserAccount.objects.get(pk=person.pk)
