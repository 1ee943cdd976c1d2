"""Reads about producers: whom a person acts for, on whose behalf, and which producers a person may see."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ocop.ledger.prepared import Prepared
from ocop.people.models import Role, UserAccount
from ocop.people.rights import EVERYTHING, holds_any, inside_units_of
from ocop.vietnamese import fold

from .models import Delegation, FormerIdentity, LegalRepresentative, Producer, ProducerUser

# Who reads profiles inside the own unit, with telephones and products not filed yet: who handles dossiers or visits producers. Council,
# advisory group and ministry read what was filed, in the dossier itself; editors, buyers and steering committees the public part.
READERS = (
    Role.COMMUNE_OFFICER,
    Role.COMMUNE_CHAIR,
    Role.PROVINCIAL_OFFICER,
    Role.PROVINCIAL_CHAIR,
    Role.DEPARTMENT_OFFICER,
    Role.SUPERVISION_TEAM_HEAD,
    Role.SUPERVISION_TEAM_MEMBER,
    Role.SYSTEM_ADMINISTRATOR,
)


def _in_force(day: Any) -> Q:
    return Q(effective_from__lte=day) & (Q(effective_to__isnull=True) | Q(effective_to__gte=day))


def producers_acted_for(user: UserAccount, *, on: date | None = None) -> QuerySet[Producer]:
    """Producers a person acts for on a day: the own ones and those that delegated to this person."""
    return _acted_for(user, on or timezone.localdate())


def _acted_for(user: Any, day: Any, *others: QuerySet[Any, Any]) -> QuerySet[Producer]:
    """A union of look-ups, with those of ``others``: for conditions joined by OR, PostgreSQL read every producer."""
    own = ProducerUser.objects.filter(_in_force(day), account=user).values("producer")
    delegated = Delegation.objects.filter(_in_force(day), delegate=user).values("producer")
    return Producer.objects.filter(pk__in=own.union(delegated, *others))


# Asked before every step of a producer, and of an officer towards one: the SQL of each is written once.
_ACTS_FOR = Prepared(lambda user, day, pk: _acted_for(user, day).filter(pk=pk).values_list("pk"))
_IS_OWN = Prepared(
    lambda user, day, pk: ProducerUser.objects.filter(_in_force(day), account=user, producer=pk).values_list("pk")
)


def is_acted_for_by(user: UserAccount, producer: Producer) -> bool:
    """Whether the person is one of the producer's own accounts or was delegated by it, today."""
    return bool(_ACTS_FOR.rows(user.pk, timezone.localdate(), producer.pk))


def own_producers_of(user: UserAccount, *, on: date) -> QuerySet[Producer]:
    """Producers of which this is an own account on a day."""
    return Producer.objects.filter(pk__in=ProducerUser.objects.filter(_in_force(on), account=user).values("producer"))


def own_people_of(producer: Producer, *, on: date) -> list[UserAccount]:
    """The own accounts of a producer that work on a day."""
    own = ProducerUser.objects.filter(_in_force(on), producer=producer).values("account")
    return list(UserAccount.objects.filter(pk__in=own, is_active=True).order_by("pk"))


def people_of(producer: Producer, *, on: date) -> list[UserAccount]:
    """People with a working account who act for a producer on a day: its own and those it delegated to."""
    own = ProducerUser.objects.filter(_in_force(on), producer=producer).values("account")
    delegated = Delegation.objects.filter(_in_force(on), producer=producer).values("delegate")
    acting = UserAccount.objects.filter(pk__in=own.union(delegated), is_active=True)
    return list(acting.order_by("pk"))


def is_own_producer(user: UserAccount, producer: Producer, *, on: date | None = None) -> bool:
    """Whether the account is one of the producer's own."""
    day = on or timezone.localdate()
    return bool(_IS_OWN.rows(user.pk, day, producer.pk))


def on_behalf_of(user: UserAccount, producer: Producer, *, on: date | None = None) -> str:
    """Name of the producer when the person acts as a delegate, empty when it is the person's own producer."""
    return "" if is_own_producer(user, producer, on=on) else producer.name


def producers_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Producer]:
    """Producers whose profile a person may read: those acted for, and those inside a unit of an official role."""
    if not isinstance(user, UserAccount):
        return Producer.objects.none()
    inside = inside_units_of(user, READERS)
    if inside == EVERYTHING:
        return Producer.objects.all()
    return _acted_for(user, timezone.localdate(), Producer.objects.filter(inside).values("pk"))


def get_producer_for(user: UserAccount | AnonymousUser, pk: int) -> Producer:
    """Return a producer this person may read; raises ``Http404`` outside the person's rights."""
    return get_object_or_404(producers_visible_to(user).select_related("unit__parent", "representative"), pk=pk)


def representative_of(producer: Producer) -> LegalRepresentative:
    """Return the representative; imported producers have none yet and get an empty, unsaved one."""
    try:
        return producer.representative
    except LegalRepresentative.DoesNotExist:
        return LegalRepresentative(producer=producer)


def former_identities_of(producer: Producer) -> list[FormerIdentity]:
    """Return what a producer was before, newest first."""
    return list(producer.former_identities.order_by("-effective_to"))


def identity_on(producer: Producer, day: date) -> Producer | FormerIdentity:
    """Return who a producer was on a day: a former identity, or the producer itself."""
    return producer.former_identities.filter(effective_to__gte=day).order_by("effective_to").first() or producer


def own_producers(user: UserAccount) -> QuerySet[Producer]:
    """Producers a person acts for, in Vietnamese order."""
    return producers_acted_for(user).select_related("unit__parent").order_by("sort_key", "pk")


def producers_found(user: UserAccount, text: str) -> QuerySet[Producer]:
    """Producers a person may read whose name contains the text, with or without diacritics."""
    found = producers_visible_to(user).select_related("unit__parent").order_by("sort_key", "pk")
    return found.filter(search_key__contains=fold(text)) if text.strip() else found


def delegations_of(producer: Producer) -> QuerySet[Delegation]:
    """Delegations of a producer, newest first, with their people."""
    return producer.delegations.select_related("delegate", "recorded_by").order_by("-effective_from", "-pk")


def reads_profiles(user: UserAccount) -> bool:
    """Whether a person reads producers by an official role."""
    return holds_any(user, READERS)
