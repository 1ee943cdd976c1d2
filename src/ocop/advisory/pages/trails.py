"""The trail down to a page of this room, and where a step that is not possible now leads back to."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ocop.advisory.models import AdvisoryGroup, SurveyPhoto
from ocop.dossiers.models import Dossier
from ocop.ledger.verdicts import Verdict
from ocop.pages import crumbs, refusing


def turned_away(request: HttpRequest, dossier: Dossier, verdict: Verdict) -> HttpResponse | None:
    """Lead back to the dossier with the reason when a step is not possible now."""
    return refusing.turned_away(request, verdict, "advisory:review", dossier.pk)


def trail(*, dossier: Dossier | None = None, group: AdvisoryGroup | None = None, last: str = "") -> crumbs.Trail:
    """Return the breadcrumbs down to a page."""
    steps = [("Việc cần làm", reverse("web:home")), ("Tổ tư vấn", reverse("advisory:reviews"))]
    if dossier:
        steps.append((dossier.product.name, reverse("advisory:review", args=[dossier.pk])))
    if group:
        steps += [("Các Tổ", reverse("advisory:groups")), (group.name, reverse("advisory:group", args=[group.pk]))]
    return crumbs.trail(*steps, last=last)


def photo_link(dossier: Dossier) -> Callable[[SurveyPhoto], str]:
    """Return how this room links a photo of a visit."""
    return lambda photo: reverse("advisory:survey_photo", args=[dossier.pk, photo.pk])
