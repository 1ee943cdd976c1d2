"""Tell the people of a dossier what happened to it: the producer's side, or whoever holds a role for its place."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from ocop.dossiers.models import Dossier
from ocop.notices.operations import notify
from ocop.people.queries.holders import holders_of
from ocop.producers.queries import people_of


def tell_producer(dossier: Dossier, kind: str, *, at: datetime, of: str = "", **words: str) -> int:
    """Tell everybody who acts for the producer; ``of`` tells occasions of the same kind apart."""
    people = people_of(dossier.producer, on=timezone.localdate(at))
    return notify(kind, to=people, about=dossier, of=of, words={"product": dossier.product.name, **words}, at=at)


def tell_holders(dossier: Dossier, kind: str, roles: Iterable[str], *, at: datetime, of: str = "", **words: str) -> int:
    """Tell everybody who holds one of the roles for the place of the dossier."""
    people = holders_of(roles, dossier.unit_path, on=timezone.localdate(at))
    return notify(kind, to=people, about=dossier, of=of, words={"product": dossier.product.name, **words}, at=at)
