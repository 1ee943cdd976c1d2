"""Remind of what falls due in three days: producers of an open request, officers and chairs of the step a dossier is at (Đ.7.2)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ocop.dossiers.clocks import due_in_words, working_days_left
from ocop.dossiers.models import Dossier, DossierState, SupplementRequest
from ocop.dossiers.operations.telling import tell_holders, tell_producer
from ocop.law.settings import setting
from ocop.people.models import Role
from ocop.vietnamese import format_date

WHOSE_STEP: dict[str, Role] = {
    DossierState.SUBMITTED: Role.COMMUNE_OFFICER,
    DossierState.COMMUNE_REVIEW: Role.COMMUNE_OFFICER,
    DossierState.COMMUNE_ASSESSED: Role.COMMUNE_CHAIR,
    DossierState.PROVINCE_REVIEW: Role.PROVINCIAL_OFFICER,
}


def days_left(days: int, *, working: bool = False) -> str:
    """Say how many days are left, by their kind."""
    return f"Còn {days} {'ngày làm việc' if working else 'ngày'}" if days else "Hôm nay là ngày cuối"


def remind_of_requests(*, at: datetime) -> int:
    """Tell producers whose answer to a request falls due soon, once per request; returns how many people were told."""
    today = timezone.localdate(at)
    soon = (today, today + timedelta(days=int(setting("notice.due_days_ahead", today))))
    rows = SupplementRequest.objects.filter(answered_at__isnull=True, due_on__range=soon)
    told = 0
    for request in rows.select_related("dossier__product", "dossier__producer").order_by("pk"):
        left = days_left((request.due_on - today).days)
        with transaction.atomic():
            told += tell_producer(
                request.dossier,
                "supplement_due",
                at=at,
                of=str(request.pk),
                due_on=format_date(request.due_on),
                left=left,
            )
    return told


def remind_of_steps(*, at: datetime) -> int:
    """Tell whoever works at a dossier's step that it falls due soon, once per step and day; returns how many were told."""
    today = timezone.localdate(at)
    soon = (today, today + timedelta(days=int(setting("notice.due_days_ahead", today))))
    rows = Dossier.objects.filter(state__in=WHOSE_STEP, due_on__range=soon).select_related("product")
    told = 0
    for dossier in rows.order_by("pk"):
        due_on = dossier.due_on or today
        of, left = f"{dossier.state}:{due_on.isoformat()}", days_left(working_days_left(due_on, today), working=True)
        with transaction.atomic():
            told += tell_holders(
                dossier, "review_due", [WHOSE_STEP[dossier.state]], at=at, of=of, due_on=due_in_words(due_on), left=left
            )
    return told
