"""Which offices a person works in, and what each opens on: commune, province, ministry (QĐ 26/2026, Đ.5, 7)."""

from collections.abc import Iterable
from datetime import date

from ocop.dossiers.queries.access import COMMUNE_ROLES, MINISTRY_ROLES, PROVINCE_ROLES
from ocop.people.models import UserAccount
from ocop.people.rights import roles_of

from .communes import commune_homes
from .ministry import ministry_home
from .parts import OfficeHome
from .provinces import province_homes


def office_homes(user: UserAccount, *, on: date) -> list[OfficeHome]:
    """Return what each office of a person opens on; as many queries for one dossier as for a thousand."""
    homes: list[OfficeHome] = []
    if communes := _paths(user, COMMUNE_ROLES):
        homes += commune_homes(user, communes, on=on)
    if provinces := _paths(user, PROVINCE_ROLES):
        homes += province_homes(user, provinces, on=on)
    if _paths(user, MINISTRY_ROLES):
        homes.append(ministry_home(user, on=on))
    return homes


def _paths(user: UserAccount, roles: Iterable[str]) -> list[str]:
    return sorted({held.unit_path for held in roles_of(user) if held.role in roles})
