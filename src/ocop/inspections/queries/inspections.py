"""Inspections for those who may read them, the plan of a year, and photos (QĐ 26/2026, Đ.9).

Offices read all of their territory; communes and producers read theirs, an unannounced one from the day it begins.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ocop.dossiers.queries.files import ReadableFile
from ocop.inspections.models import Inspection, InspectionKind, InspectionPhoto, InspectionState
from ocop.inspections.queries.access import OF_PRODUCT, PROVINCE
from ocop.inspections.rules import COMMUNE, OFFICE_WORDS
from ocop.people.models import Role, UserAccount
from ocop.people.rights import inside_units_of
from ocop.producers.queries import producers_acted_for
from ocop.recognition.models import Certificate

PHOTOS = "inspections"
MEDIA_TYPE = "image/jpeg"  # whatever was sent: a photo is drawn again before it is kept
TAGS = {
    InspectionState.PLANNED: "wait",
    InspectionState.IN_PROGRESS: "info",
    InspectionState.FINDINGS_RECORDED: "soon",
    InspectionState.PRODUCER_EXPLAINED: "soon",
    InspectionState.CONCLUDED: "ok",
}


def inspections_visible_to(user: UserAccount | AnonymousUser) -> QuerySet[Inspection]:
    """Inspections a person may read."""
    if not isinstance(user, UserAccount):
        return Inspection.objects.none()
    offices = inside_units_of(user, (*PROVINCE, Role.CENTRAL_OFFICER), f"certificate__{OF_PRODUCT}")
    communes = inside_units_of(user, COMMUNE, f"certificate__{OF_PRODUCT}")
    own = Q(certificate__product__producer__in=producers_acted_for(user).values("pk"))
    announced = Q(kind=InspectionKind.PERIODIC) | ~Q(state=InspectionState.PLANNED)
    return Inspection.objects.filter(offices | ((communes | own) & announced)).select_related(
        "certificate__product__producer", "certificate__product__unit__parent"
    )


def get_inspection_for(user: UserAccount | AnonymousUser, pk: int) -> Inspection:
    """Return an inspection this person may read; raises ``Http404`` for every other id."""
    found = inspections_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def plan_of_year(user: UserAccount, year: int) -> QuerySet[Inspection]:
    """Inspections of a year, by their day."""
    return inspections_visible_to(user).filter(planned_on__year=year).order_by("planned_on", "pk")


def years_of(user: UserAccount, *, today: date) -> dict[int, int]:
    """Return the years that have inspections with their numbers, this year among them (one query)."""
    rows = inspections_visible_to(user).select_related(None).order_by().values_list("planned_on__year")
    return {today.year: 0} | dict(rows.annotate(Count("pk")))


def get_inspection_photo_for(_: UserAccount, inspection: Inspection, pk: int) -> ReadableFile:
    """Return a photo of an inspection; ``Http404`` for every other id. Who reads the inspection is asked before."""
    photo = InspectionPhoto.objects.filter(inspection=inspection, pk=pk).first()
    if photo is None:
        raise Http404
    return ReadableFile(photo.sha256, f"Ảnh kiểm tra số {photo.pk}.jpg", MEDIA_TYPE, PHOTOS)


def concluded_inspection(user: UserAccount, certificate: Certificate, number: str) -> Inspection | None:
    """Return the concluded inspection of a certificate that an address names; None for any other number."""
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = inspections_visible_to(user).filter(pk=int(number), certificate=certificate, concluded_at__isnull=False)
    return found.first()


def conclusion_of(inspection: Inspection | None) -> dict[str, Any]:
    """Return what a case of revocation begins with when it follows from an inspection; nothing without one."""
    if inspection is None or inspection.concluded_at is None:
        return {}
    return {
        "ground": "criteria_not_met",
        "concluded_by": OFFICE_WORDS[Role(inspection.led_by)].capitalize(),
        "conclusion_number": inspection.conclusion_number,
        "concluded_on": timezone.localdate(inspection.concluded_at),
        "summary": inspection.conclusion_words,
    }


def photos_of_each(inspections: Iterable[Inspection]) -> dict[int, int]:
    """Return how many photos each of these inspections has (one query)."""
    rows = InspectionPhoto.objects.filter(inspection__in=list(inspections)).order_by().values_list("inspection")
    return dict(rows.annotate(Count("pk")))
