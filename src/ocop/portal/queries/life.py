"""Every certificate of a product or of a producer, with the decisions that revoked or corrected it: four queries, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ocop.inspections.queries.public import PublicRevocation, revocations_of
from ocop.recognition.arithmetic import CertificateState, place_in_order
from ocop.recognition.models import Certificate
from ocop.recognition.queries.certificates import LiveState, proven_state
from ocop.recognition.queries.corrections import Correction, corrections_of_all
from ocop.recognition.queries.proof import with_proof

MOST = 400  # of one producer; nobody has so many


@dataclass(frozen=True)
class Recognition:
    """One certificate with what happened to it."""

    certificate: Certificate
    live: LiveState
    revocation: PublicRevocation | None
    corrections: Sequence[Correction]


def recognitions_of(*, product: int | None = None, producer: int | None = None, on: date) -> list[Recognition]:
    """Return the certificates of a published product, or of all published products of a producer, oldest first."""
    whose = Q(product=product) if product is not None else Q(product__producer=producer)
    rows = with_proof(Certificate.objects.filter(whose, product__register_entry__isnull=False))
    found = [(one, proven_state(one, on=on)) for one in rows.select_related("product")[:MOST]]
    revoked = revocations_of(one.pk for one, live in found if live.state == CertificateState.REVOKED)
    proven = [one for one, live in found if live.state != CertificateState.UNVERIFIED]
    corrected = corrections_of_all({one.decision_id for one in proven if one.decision_id})
    recognitions = [
        Recognition(
            one,
            live,
            revoked.get(one.pk),
            [
                correction
                for correction in corrected.get(one.decision_id or 0, ())
                if live.state != CertificateState.UNVERIFIED and correction.dossier_id == one.dossier_id
            ],
        )
        for one, live in found
    ]

    def order(one: Recognition) -> tuple[date, int]:
        return place_in_order(one.live.issued, one.certificate.ended_on), one.certificate.pk

    return sorted(recognitions, key=order)
