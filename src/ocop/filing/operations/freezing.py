"""Freeze the content of a dossier at a submission: snapshot, hash, version of the sheet."""

from datetime import datetime
from decimal import Decimal

from ocop.dossiers.models import Dossier, DossierSnapshot
from ocop.dossiers.queries.assessment import assess, choices_of
from ocop.dossiers.queries.bundle import Filing
from ocop.dossiers.queries.content import content_of
from ocop.ledger.chain import content_hash


def take_snapshot(dossier: Dossier, filing: Filing, *, at: datetime) -> DossierSnapshot:
    """Keep the present content as the dossier's revision; runs inside the submission's transaction."""
    content = content_of(filing)
    result = assess(filing.law, choices_of(filing.scores)).score
    return DossierSnapshot.objects.create(
        dossier=dossier,
        revision=dossier.revision,
        content=content,
        content_hash=content_hash(content),
        self_score_total=Decimal(result.total),
        self_score_star=result.star,
        taken_at=at,
    )
