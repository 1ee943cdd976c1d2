"""The content of a dossier as plain data: what a submission freezes, hashes and what every reader after it sees."""

from collections.abc import Mapping
from typing import Any

from ocop.dossiers.models import Dossier, DossierSnapshot, Evidence, SelfScore
from ocop.dossiers.parts import GENERAL, REGISTRATION
from ocop.dossiers.queries.bundle import Filing, answers_of, filing_of
from ocop.dossiers.questions import question_part
from ocop.law.catalogue import entry_of
from ocop.ledger.personal import readable


def content_of(filing: Filing) -> dict[str, Any]:
    """Return the content of a dossier; equal dossiers give equal content, whatever the order of the rows."""
    dossier, regime = filing.dossier, filing.law.regime.code
    return {
        "head": _head(dossier),
        REGISTRATION: answers_of(question_part(REGISTRATION, regime, dossier.dossier_type), filing.answers),
        GENERAL: answers_of(question_part(GENERAL, regime, dossier.dossier_type), filing.answers),
        "self_scores": {
            code: _score(filing.scores[code])
            for code in (one.code for one in filing.sheet.scored_criteria)
            if code in filing.scores
        },
        "evidence": [_evidence(one) for one in sorted(filing.evidence, key=lambda one: one.pk)],
    }


def submitted_content(dossier: Dossier) -> Mapping[str, Any] | None:
    """Return the content of the newest submission with the personal answers that were not erased, None for a draft."""
    newest = DossierSnapshot.objects.filter(dossier=dossier).order_by("-revision").first()
    return readable(newest.content) if newest else None


def readable_content(dossier: Dossier) -> Mapping[str, Any]:
    """Return what a reader sees: the newest submission, or the draft as it stands."""
    return submitted_content(dossier) or content_of(filing_of(dossier))


def _head(dossier: Dossier) -> dict[str, Any]:
    producer, product = dossier.producer, dossier.product
    entry = entry_of(dossier.regime, dossier.set_number)
    return {
        "dossier": dossier.pk,
        "dossier_type": dossier.dossier_type,
        "target_star": dossier.target_star,
        "late_reason": dossier.late_reason,
        "based_on": dossier.based_on_id,
        "year": dossier.year,
        "regime": dossier.regime,
        "set_number": dossier.set_number,
        "sheet_hash": dossier.sheet_hash,
        "sector_code": entry.sector.code,
        "product": {"id": product.pk, "name": product.name},
        "producer": {
            "id": producer.pk,
            "name": producer.name,
            "organisation_type": producer.organisation_type,
            "registration_number": producer.registration_number,
        },
        "unit_path": dossier.unit_path,
    }


def _score(row: SelfScore) -> dict[str, Any]:
    return {"case": row.case_code, "level": row.level, "description": row.description}


def _evidence(row: Evidence) -> dict[str, Any]:
    return {
        "id": row.pk,
        "criterion": row.criterion_code,
        "evidence_type": row.evidence_type,
        "title": row.title,
        "original_name": row.original_name,
        "media_type": row.media_type,
        "size": row.size,
        "sha256": row.sha256,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
    }
