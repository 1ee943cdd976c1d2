"""Reads about producers: whom a person acts for, and on whose behalf."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from ocop.people.models import UserAccount

from .models import Delegation, Producer, ProducerUser


def _in_force(day: date) -> Q:
    return Q(effective_from__lte=day) & (Q(effective_to__isnull=True) | Q(effective_to__gte=day))


def producers_acted_for(user: UserAccount, *, on: date | None = None) -> QuerySet[Producer]:
    """Producers a person acts for on a day: the own ones and those that delegated to this person."""
    day = on or timezone.localdate()
    own = ProducerUser.objects.filter(_in_force(day), account=user).values("producer")
    delegated = Delegation.objects.filter(_in_force(day), delegate=user).values("producer")
    return Producer.objects.filter(Q(pk__in=own) | Q(pk__in=delegated))


def on_behalf_of(user: UserAccount, producer: Producer, *, on: date | None = None) -> str:
    """Name of the producer when the person acts as a delegate, empty when it is the person's own producer."""
    day = on or timezone.localdate()
    if ProducerUser.objects.filter(_in_force(day), account=user, producer=producer).exists():
        return ""
    return producer.name
