"""What the page of one visit shows around its form: the photos it has, and where the form goes."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from ocop.advisory.forms import SurveyForm
from ocop.advisory.models import SiteSurvey
from ocop.advisory.pages.trails import photo_link, trail
from ocop.advisory.queries.reports import survey_view
from ocop.dossiers.models import Dossier


def survey_page(dossier: Dossier, visit: SiteSurvey | None, form: SurveyForm) -> dict[str, Any]:
    """A visit that is kept goes on as a correction, also when its first photos were refused."""
    photos = survey_view(visit, photo_link=photo_link(dossier)).photos if visit else []
    chosen = {str(one) for one in form["taken_out"].value() or ()}
    return {
        "dossier": dossier,
        "crumbs": trail(dossier=dossier, last="Sửa khảo sát thực tế" if visit else "Ghi khảo sát thực tế"),
        "visit": visit,
        "photos": [(photo, address, str(photo.pk) in chosen) for photo, address in photos],
        "most": settings.OCOP_SURVEY_MAX_PHOTOS,
        "megabytes": settings.OCOP_PHOTO_MAX_BYTES // 2**20,
        "action_to": reverse("advisory:survey_edit", args=[dossier.pk, visit.pk]) if visit else "",
    }
