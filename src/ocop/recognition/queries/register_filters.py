"""What narrows the public register: star, state on a day, place of today or of before, kind of product and of producer, year.

States are the conditions of ``arithmetic.certificate_state`` (QĐ 26/2026, Đ.4.3, Đ.7.6.a), written for the columns of the register; two more
are asked for by readers: a star that goes on after its last day (Đ.12.3), and one that took the place of an earlier certificate.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet

from ocop.law.procedure import procedure_on
from ocop.law.validity import extended_expiries
from ocop.recognition.arithmetic import CertificateState as S
from ocop.recognition.models import Certificate

from .question import Words

IN_FORCE = "in_force"
EXTENDED = "extended"


@dataclass(frozen=True)
class FormerPlace:
    """A place that ended: today's communes with land of it, and its name as it stands with records that name no commune."""

    communes: tuple[str, ...]  # paths
    provinces: tuple[str, ...]  # paths of today's provinces around them
    words: Words


@dataclass(frozen=True)
class Filters:
    """What narrows the register; every empty value means "all"."""

    star: int | None = None
    state: str = ""
    province_code: str = ""
    sector: str = ""
    set_number: int | None = None
    unit_path: str = ""
    organisation_type: str = ""
    year: int | None = None  # in which the newest certificate was issued
    former: FormerPlace | None = None


def state_condition(state: str, on: date) -> Q:
    """Return the rows whose certificate is in a state on a day: the conditions of ``arithmetic.certificate_state``."""
    ended = Q(ended_on__lte=on)
    if state == S.REVOKED:
        return ended & ~Q(end_reason="superseded")
    if state == S.SUPERSEDED:
        return _has_replaced(on)
    if state == EXTENDED:
        return (Q(ended_on__isnull=True) | Q(ended_on__gt=on)) & _goes_on(on)
    window = timedelta(days=procedure_on(on).re_recognition_window.opens)
    certain = Q(expires_earliest__gte=on)
    conditions = {
        S.VALID: certain & Q(expires_earliest__gt=on + window),
        S.EXPIRING: certain & Q(expires_earliest__lte=on + window),
        S.EXPIRED: Q(expires_latest__lt=on),
        S.UNCERTAIN: Q(expires_earliest__isnull=True) | Q(expires_earliest__lt=on, expires_latest__gte=on),
        IN_FORCE: certain,
    }
    return (Q(ended_on__isnull=True) | Q(ended_on__gt=on)) & conditions[S(state) if state != IN_FORCE else state]


def _has_replaced(on: date) -> Q:
    """Products with a certificate whose place another one took: asked for at once, not row by row."""
    return Q(product_id__in=_replaced(on).values("product_id"))


def replaced_of(product: OuterRef, on: date) -> QuerySet[Certificate]:
    """Return the same row by row, where words leave few: all at once takes a look at every certificate there is."""
    return _replaced(on).filter(product_id=product)


def _replaced(on: date) -> QuerySet[Certificate]:
    return Certificate.objects.filter(end_reason=S.SUPERSEDED.value, ended_on__lte=on)


def _goes_on(on: date) -> Q:
    """Certificates past their last day that go on (Đ.12.3); the day itself must be known."""
    days = extended_expiries(on)
    return Q(expires_earliest__gte=days[0], expires_latest__lte=days[1]) if days else Q(pk__in=())


def not_in_force(on: date) -> Q:
    """Return all other rows than those in force on a day."""
    return Q(expires_earliest__isnull=True) | Q(expires_earliest__lt=on) | Q(ended_on__lte=on)
