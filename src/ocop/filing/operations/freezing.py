"""Freeze the content of a dossier at a submission: snapshot, hash, version of the sheet.

What Mẫu 01 and 02 tell of a person stands in the frozen content as a salted mark and beside the ledger as a value that can be erased.
"""

from datetime import datetime
from decimal import Decimal

from ocop.dossiers.models import Dossier, DossierSnapshot
from ocop.dossiers.queries.assessment import assess, choices_of
from ocop.dossiers.queries.bundle import Filing
from ocop.dossiers.queries.content import content_of
from ocop.dossiers.questions import personal_keys
from ocop.ledger.chain import content_hash
from ocop.ledger.personal import set_aside


def take_snapshot(dossier: Dossier, filing: Filing, *, at: datetime) -> DossierSnapshot:
    """Keep the present content as the dossier's revision; runs inside the submission's transaction."""
    personal = personal_keys(dossier.regime)
    content = set_aside(content_of(filing), personal, kind="dossier", record_id=dossier.pk, at=at)
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
