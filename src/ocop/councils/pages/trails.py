"""The trails down to the pages of this room."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ocop.advisory.models import SurveyPhoto
from ocop.councils.models import AgendaItem, Council, CouncilMeeting
from ocop.dossiers.models import Evidence
from ocop.pages import crumbs


def trail(*, meeting: CouncilMeeting | None = None, item: AgendaItem | None = None, last: str = "") -> crumbs.Trail:
    """Return the breadcrumbs down to a page."""
    steps = [("Việc cần làm", reverse("web:home")), ("Hội đồng", reverse("councils:meetings"))]
    meeting = meeting or (item.meeting if item else None)
    if meeting:
        steps.append((f"Phiên họp {meeting.held_on:%d/%m/%Y}", reverse("councils:meeting", args=[meeting.pk])))
    if item:
        steps.append((item.dossier.product.name, reverse("councils:item", args=[item.pk])))
    return crumbs.trail(*steps, last=last)


def council_trail(council: Council | None = None, *, last: str = "") -> crumbs.Trail:
    """Return the breadcrumbs down to a page about rules, a council or a seat."""
    steps = [("Hội đồng", reverse("councils:meetings")), ("Hội đồng và quy chế", reverse("councils:councils"))]
    if council:
        steps.append((council.name, reverse("councils:council", args=[council.pk])))
    return crumbs.trail(*steps, last=last)


def back_to_board(item: AgendaItem) -> Callable[[object], HttpResponse]:
    """Lead back to the board of the meeting after a step on one product."""
    return lambda _: redirect("councils:meeting", item.meeting_id)


def evidence_link(item: AgendaItem) -> Callable[[Evidence], str]:
    """Return how this room links a file: through the agenda, never through the dossier."""
    return lambda evidence: reverse("councils:item_evidence", args=[item.pk, evidence.pk])


def photo_link(item: AgendaItem) -> Callable[[SurveyPhoto], str]:
    """Return how this room links a photo of the advisory group's visit."""
    return lambda photo: reverse("councils:survey_photo", args=[item.pk, photo.pk])
