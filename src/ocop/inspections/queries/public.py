"""What everybody may know of a revocation: by which decision, on what day, in which case of the law (Đ.8.3.c)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ocop.inspections.models import RevocationCase
from ocop.recognition.models import DecisionKind, RecognitionDecision
from ocop.recognition.queries.proof import decisions_with_proof, is_proven


@dataclass(frozen=True)
class PublicRevocation:
    """The printed wording of the end of a certificate."""

    decision_number: str
    decided_on: date
    issuing_authority: str
    ground: str
    article: str


def revocations_of(certificates: Iterable[int]) -> dict[int, PublicRevocation]:
    """Return by which decision certificates were revoked, by their numbers; only decisions that fit the ledger (one query)."""
    wanted = list(certificates)
    if not wanted:
        return {}
    rows = RecognitionDecision.objects.filter(
        kind=DecisionKind.REVOCATION, revocation_case__certificate__in=wanted
    ).select_related("revocation_case")
    return {
        one.revocation_case.certificate_id: PublicRevocation(
            one.decision_number, one.decided_on, one.issuing_authority,
            one.content["ground"]["words"], one.content["ground"]["article"],
        )
        for one in decisions_with_proof(rows)
        if is_proven(one)
    }  # fmt: skip


def proven_decision(case: RevocationCase) -> RecognitionDecision | None:
    """Return the decision on a case when it fits the ledger; None for a case without one, or one that does not fit."""
    found = decisions_with_proof(RecognitionDecision.objects.filter(revocation_case=case)).first()
    return found if found and is_proven(found) else None
