"""Photos of a visit for those who read the visit: the group and the province from the first day, the council once the report is signed."""

from django.db.models import Q
from django.http import Http404

from ocop.advisory.models import SurveyPhoto
from ocop.dossiers.levels import EvaluationLevel
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.files import ReadableFile
from ocop.people.models import UserAccount

from .access import level_for

FOLDER = "surveys"
MEDIA_TYPE = "image/jpeg"  # whatever was sent: a photo is drawn again before it is kept


def get_photo_for(user: UserAccount, dossier: Dossier, pk: int, *, signed: bool = False) -> ReadableFile:
    """Return a photo of a visit about this dossier; ``Http404`` for every other id. Who reads the dossier is asked before.

    A draft's photos are for the level that writes it, signed ones for every reader; what the ministry's group saw is not for the province.
    """
    about = SurveyPhoto.objects.filter(survey__report__dossier=dossier.pk, pk=pk)
    is_signed = Q(survey__report__signed_at__isnull=False)
    level = "survey__report__evaluation_level"
    own = level_for(user, dossier)
    readable = is_signed & Q(**{f"{level}__in": [EvaluationLevel.PROVINCE, own]})
    found = about.filter(readable if signed else readable | Q(**{level: own}))
    photo = found.select_related("survey").first()
    if photo is None:
        raise Http404
    name = f"Ảnh khảo sát {photo.survey.visited_on:%d-%m-%Y} số {photo.pk}.jpg"
    return ReadableFile(photo.sha256, name, MEDIA_TYPE, FOLDER)


def get_signed_photo_for(user: UserAccount, dossier: Dossier, pk: int) -> ReadableFile:
    """Return a photo of a visit that stands in a signed report; raises ``Http404`` for every other id."""
    return get_photo_for(user, dossier, pk, signed=True)
