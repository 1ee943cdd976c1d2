"""What a decision to revoke says, frozen as plain data when it is signed (QĐ 26/2026, Đ.8.1, 8.2).

Like every decision it is a snapshot under a hash: ``facts`` are its columns, the rest the names, places and bodies of the day.
"""

from ocop.inspections.competence import ground_of
from ocop.inspections.models import RevocationCase
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.recognition.records import (
    DECISION_FACTS,
    VERSION,
    Content,
    facts_of,
    place_of,
    producer_of,
    product_of,
    signer_of,
)

CERTIFICATE_FACTS = ("star_rating", "certificate_number", "decision_number", "issuing_authority", "issued_as_published")


def revocation_content(decision: RecognitionDecision, case: RevocationCase) -> Content:
    """Return what a decision to revoke says; ``items`` is empty, because it lists no dossiers."""
    certificate, product = case.certificate, case.certificate.product
    ground = ground_of(case.regime, case.ground)
    return {
        "version": VERSION,
        "facts": facts_of(decision, DECISION_FACTS),
        "title": DecisionKind.REVOCATION.label,
        "unit": place_of(decision.unit),
        "signer": signer_of(decision),
        "items": [],
        "certificate": {"id": certificate.pk, **facts_of(certificate, (*CERTIFICATE_FACTS, "issued_on", "expires_on"))},
        "product": product_of(product),
        "producer": producer_of(product.producer),
        "place": place_of(product.unit, product.place_as_published),
        "ground": {"code": ground.code, "article": ground.article, "words": ground.label},
        "conclusion": facts_of(case, ("concluded_by", "conclusion_number", "concluded_on", "summary")),
    }
