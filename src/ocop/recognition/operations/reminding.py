"""Remind of what falls due: requests and steps of dossiers, certificates that run out (process 13: at least 30 days before)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from ocop.law.settings import setting
from ocop.notices.operations import notify
from ocop.people.models import Role
from ocop.people.queries.holders import holders_of
from ocop.producers.queries import people_of
from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.models import Certificate, RegisterEntry
from ocop.recognition.queries.register_filters import state_condition
from ocop.reviewing.operations.reminding import days_left, remind_of_requests, remind_of_steps
from ocop.territory.models import AdministrativeLevel, AdministrativeUnit
from ocop.vietnamese import format_date


def remind(*, at: datetime) -> dict[str, int]:
    """Tell everybody of what falls due soon; running again tells nobody twice. Returns how many were told, by occasion."""
    return {
        "yêu cầu hoàn thiện": remind_of_requests(at=at),
        "bước của hồ sơ": remind_of_steps(at=at),
        "giấy chứng nhận": remind_of_certificates(at=at),
        "sao sắp hết hạn của xã": remind_communes(at=at),
    }


def remind_of_certificates(*, at: datetime) -> int:
    """Tell producers whose certificate runs out, once at each distance (setting ``notice.expiry_days_ahead``)."""
    today = timezone.localdate(at)
    distances = sorted(setting("notice.expiry_days_ahead", today))
    span = (today, today + timedelta(days=distances[-1]))
    rows = Certificate.objects.filter(dossier__isnull=False, ended_on__isnull=True, expires_on__range=span)
    told = 0
    for certificate in rows.select_related("product__producer").order_by("pk"):
        expires_on = certificate.expires_on or today
        days = (expires_on - today).days
        distance = next(one for one in distances if days <= one)
        words = {"product": certificate.product.name, "expires_on": format_date(expires_on), "left": days_left(days)}
        people = people_of(certificate.product.producer, on=today)
        with transaction.atomic():
            told += notify("certificate_expiring", to=people, about=certificate, of=str(distance), words=words, at=at)
    return told


def remind_communes(*, at: datetime) -> int:
    """Tell the officers of each commune, once a month, how many of its stars are in the filing window or past it (Đ.7.6.a)."""
    today = timezone.localdate(at)
    counted = dict(
        RegisterEntry.objects.filter(state_condition(CertificateState.EXPIRING, today))
        .exclude(unit_path="")
        .order_by()
        .values_list("unit_path")
        .annotate(Count("pk"))
    )
    told = 0
    for unit in AdministrativeUnit.objects.filter(level=AdministrativeLevel.COMMUNE, path__in=counted).order_by("pk"):
        words = {"count": str(counted[unit.path]), "place": unit.name_in_text}
        with transaction.atomic():
            people = holders_of([Role.COMMUNE_OFFICER], unit.path, on=today)
            told += notify("stars_run_out", to=people, about=unit, of=f"{today:%Y-%m}", words=words, at=at)
    return told
