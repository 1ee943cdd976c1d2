"""Tell those whom a revocation concerns: the producer, the commune, the office, who decides, the agencies (QĐ 26/2026, Đ.8.3.c)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from ocop.inspections.models import RevocationCase
from ocop.notices.operations import notify
from ocop.people.models import Role, UserAccount
from ocop.people.queries.holders import holders_of
from ocop.producers.queries import people_of

COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)


def tell(
    case: RevocationCase, kind: str, people: Iterable[UserAccount], *, at: datetime, of: str = "", **words: str
) -> int:
    """Tell people of a case; ``of`` tells occasions of the same kind apart."""
    name = case.certificate.product.name
    return notify(kind, to=people, about=case, of=of, words={"product": name, **words}, at=at)


def tell_producer(case: RevocationCase, kind: str, *, at: datetime, of: str = "", **words: str) -> int:
    """Tell everybody who acts for the producer."""
    people = people_of(case.certificate.product.producer, on=timezone.localdate(at))
    return tell(case, kind, people, at=at, of=of, **words)


def tell_holders(
    case: RevocationCase, kind: str, roles: Iterable[str], *, at: datetime, of: str = "", **words: str
) -> int:
    """Tell everybody who holds one of the roles for the place of the product."""
    path = case.certificate.product.unit_path
    return tell(case, kind, holders_of(roles, path, on=timezone.localdate(at)), at=at, of=of, **words)


def tell_commune(case: RevocationCase, kind: str, *, at: datetime, **words: str) -> int:
    """Tell the commune of the product, where it is known; not the communes of a whole province."""
    if case.certificate.product.unit is None or case.certificate.product.unit.level != "commune":
        return 0
    return tell_holders(case, kind, COMMUNE, at=at, **words)
