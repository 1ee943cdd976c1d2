"""An upgrade or a renewal begins as a copy of the last dossier (QĐ 26/2026, Đ.6.1.b–c, Đ.7.5, Đ.7.6): nothing is asked for twice.

Answers, self-scores and files are taken from what was filed; a file is a new row for the same stored content. Papers whose last
day has passed are not carried, nor results of the years before, which are looked at again. Under another decision, or on another
set that asks differently, no level can be carried where the question or its words differ.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, DossierType, Evidence, RegistrationForm, SelfScore
from ocop.dossiers.parts import GENERAL, REGISTRATION
from ocop.dossiers.queries.bundle import filing_of
from ocop.dossiers.queries.content import submitted_content
from ocop.dossiers.questions import question_part
from ocop.filing.queries.following import carried_to, last_filed
from ocop.law.evidence import evidence_types
from ocop.ledger.personal import ERASED

OTHER = "other"


def copy_last(dossier: Dossier, *, on: date, at: datetime) -> dict[str, Any]:
    """Fill a new draft from the last dossier of its product; return what was copied, for the ledger; nothing where there is none."""
    last = last_filed(dossier.product) if dossier.dossier_type != DossierType.FIRST_TIME else None
    content = submitted_content(last) if last else None
    if last is None or content is None:
        return {}
    dossier.based_on = last
    dossier.save(update_fields=["based_on"])
    moved = carried_to(last, dossier, content)
    return {
        "based_on": last.pk,
        "answers": _copy_answers(dossier, content),
        "scores": _copy_scores(dossier, content, moved.kept if moved else {}, moved.moved if moved else {}, at),
        "files": _copy_files(dossier, last, content, moved.moved if moved else {}, on),
    }


def _copy_answers(dossier: Dossier, content: Mapping[str, Any]) -> int:
    """What was filed stands; what is known of producer and product today fills what was left empty or erased then."""
    said, today, answers = {**content[REGISTRATION], **content[GENERAL]}, filing_of(dossier).prefilled, {}
    for key in (REGISTRATION, GENERAL):
        for group in question_part(key, dossier.regime, dossier.dossier_type).groups:
            for question in () if group.refreshed or group.only else group.questions:
                filed = said.get(question.key)
                value = today.get(question.key) if filed in (None, "", ERASED) else filed
                if value is not None:
                    answers[question.key] = value
    RegistrationForm.objects.filter(dossier=dossier).update(answers=answers)
    return len(answers)


def _copy_scores(
    dossier: Dossier, content: Mapping[str, Any], kept: Mapping[str, str], moved: Mapping[str, str], at: datetime
) -> int:
    rows = [
        SelfScore(
            dossier=dossier,
            criterion_code=moved[code],
            case_code=row["case"] if code in kept else "",
            level=row["level"] if code in kept else None,
            description=row["description"],
            saved_at=at,
        )
        for code, row in content["self_scores"].items()
        if code in moved and (code in kept or row["description"])
    ]
    SelfScore.objects.bulk_create(rows)
    return sum(row.level is not None for row in rows)


def _copy_files(dossier: Dossier, last: Dossier, content: Mapping[str, Any], moved: Mapping[str, str], on: date) -> int:
    """The same stored files under their first uploader and day; those of a criterion that is not asked go to the general papers."""
    known = evidence_types(law_of(dossier).regime.code)
    filed = last.evidence.filter(pk__in=[one["id"] for one in content["evidence"]]).order_by("uploaded_at", "pk")
    rows = [
        Evidence(
            dossier=dossier,
            criterion_code=moved.get(one.criterion_code, ""),
            evidence_type=one.evidence_type if one.evidence_type in known else OTHER,
            title=one.title,
            original_name=one.original_name,
            media_type=one.media_type,
            size=one.size,
            sha256=one.sha256,
            valid_until=one.valid_until,
            uploaded_by_id=one.uploaded_by_id,
            uploaded_at=one.uploaded_at,
        )
        for one in filed
        if one.valid_until is None or one.valid_until >= on
    ]
    Evidence.objects.bulk_create(rows)
    return len(rows)
