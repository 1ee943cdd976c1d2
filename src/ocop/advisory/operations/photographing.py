"""Photos of a visit (Đ.7.3.c): add several, take one out again, until the report is signed; each with its ledger line.

A photo is examined and drawn again before it is kept, without the place of taking (room ``files``).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ocop.advisory.models import SiteSurvey, SurveyPhoto
from ocop.advisory.queries.photos import FOLDER
from ocop.advisory.rules import may_photograph
from ocop.dossiers.operations.moving import lock_dossier
from ocop.files import storing
from ocop.files.examining import examine_picture
from ocop.filing.operations.evidence import Refusal
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.verdicts import insist
from ocop.people.models import UserAccount
from ocop.vietnamese import nfc


def add_photo(survey: SiteSurvey, file: "UploadedFile[Any]", *, by: UserAccount, at: datetime) -> SurveyPhoto:
    """Keep a photo of a visit; the same photo sent twice is kept once.

    Raises ``RefusedFileError`` for a file that is no photo to show, ``DomainError`` when there are enough or the report is signed.
    """
    insist(may_photograph(by, survey))
    picture = examine_picture(file, max_bytes=settings.OCOP_PHOTO_MAX_BYTES)
    storing.keep(picture.content, picture.sha256, FOLDER)
    with transaction.atomic():
        dossier = lock_dossier(survey.report.dossier_id)
        insist(may_photograph(by, survey, dossier))
        if known := survey.photos.filter(sha256=picture.sha256).first():
            return known
        most = settings.OCOP_SURVEY_MAX_PHOTOS
        if survey.photos.count() >= most:
            raise DomainError(f"Lần khảo sát này đã có {most} ảnh, mức tối đa. Hãy bỏ một ảnh trước khi thêm ảnh mới.")
        photo = SurveyPhoto.objects.create(
            survey=survey, sha256=picture.sha256, size=len(picture.content), added_by=by, added_at=at
        )
        details = {"photo": photo.pk, "sha256": picture.sha256, "received_sha256": picture.received_sha256}
        record(
            "survey_photo_added",
            survey.report,
            by=by,
            at=at,
            unit_path=dossier.unit_path,
            details=details,
            records=[photo],
        )
        return photo


def add_photos(
    survey: SiteSurvey, files: "Sequence[UploadedFile[Any]]", *, by: UserAccount, at: datetime
) -> list[Refusal]:
    """Keep several photos, each for itself, so that a bad one does not lose the others; returns those that were refused."""
    refused = []
    for file in files:
        try:
            add_photo(survey, file, by=by, at=at)
        except DomainError as error:
            refused.append(Refusal(nfc(file.name or "tệp")[:80], error.sentence))
    return refused


@transaction.atomic
def remove_photos(survey: SiteSurvey, numbers: Iterable[int], *, by: UserAccount, at: datetime) -> None:
    """Take photos out of a visit for good; those that are gone already are passed over. Raises ``DomainError`` once the report is signed."""
    dossier = lock_dossier(survey.report.dossier_id)
    insist(may_photograph(by, survey, dossier))
    for photo in survey.photos.filter(pk__in=list(numbers)).order_by("pk"):
        details = {"photo": photo.pk, "sha256": photo.sha256}
        record(
            "survey_photo_removed",
            survey.report,
            by=by,
            at=at,
            unit_path=dossier.unit_path,
            details=details,
            gone=[photo],
        )
        photo.delete()


def drop_orphaned_survey_photos(*, older_than: datetime) -> int:
    """Delete stored photos that no visit names and that were written before a moment; returns how many."""
    return storing.drop_unnamed(older_than, FOLDER, lambda sha256: SurveyPhoto.objects.filter(sha256=sha256).exists())
