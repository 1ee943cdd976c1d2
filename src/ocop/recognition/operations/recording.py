"""Enter certificates and their ends, each with the line of the ledger that holds its hash, in one transaction.

Nothing else writes certificates: a row without a fitting line is shown to nobody as valid (``queries.proof``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import Model

from ocop.ledger.chain import content_hash
from ocop.ledger.many import Line, record_many
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate
from ocop.recognition.records import certificate_content

BATCH = 200
EndReason = Literal["superseded", "revoked"]


@dataclass(frozen=True)
class End:
    """A certificate that ends before its last day, on a day and for a reason."""

    certificate: Certificate
    ended_on: date
    reason: EndReason


@transaction.atomic
def enter_certificates(
    certificates: Sequence[Certificate],
    *,
    by: UserAccount | None,
    at: datetime,
    action: Literal["certificate_issued", "certificate_entered"] = "certificate_entered",
    details: Mapping[str, Any] | None = None,
) -> list[Certificate]:
    """Freeze what new certificates say and write them with one ledger line each; ``details`` go into every line."""
    for one in certificates:
        one.content = certificate_content(one)
        one.content_hash = content_hash(one.content)
    stored = Certificate.objects.bulk_create(certificates, batch_size=BATCH)
    lines = [Line(action, one, one.product.unit_path, details=details or {}, records=_facts(one)) for one in stored]
    record_many(lines, by=by, at=at)
    return stored


def _facts(certificate: Certificate) -> list[Model]:
    """What a new certificate takes under a hash: itself, and its product and producer, which got a code or came with the list."""
    return [certificate, certificate.product, certificate.product.producer]


@transaction.atomic
def complete_certificates(
    certificates: Sequence[Certificate], names: Sequence[str], *, by: UserAccount | None, at: datetime, batch: int
) -> None:
    """Write what a fuller list adds to certificates that a list brought in, each with a line of the ledger."""
    for one in certificates:
        one.content = certificate_content(one)
        one.content_hash = content_hash(one.content)
    Certificate.objects.bulk_update(certificates, [*names, "content", "content_hash"], batch_size=BATCH)
    lines = [
        Line("certificate_completed", one, one.product.unit_path, details={"batch": batch}, records=[one])
        for one in certificates
    ]
    record_many(lines, by=by, at=at)


@transaction.atomic
def end_certificates(ends: Sequence[End], *, by: UserAccount | None, at: datetime) -> None:
    """End certificates; each end is a line of the ledger. One that has ended stays as it ended."""
    open_ones = [end for end in ends if end.certificate.ended_on is None]
    for end in open_ones:
        end.certificate.ended_on, end.certificate.end_reason = end.ended_on, end.reason
    Certificate.objects.bulk_update(
        [end.certificate for end in open_ones], ["ended_on", "end_reason"], batch_size=BATCH
    )
    lines = [
        Line(
            "certificate_ended",
            end.certificate,
            end.certificate.product.unit_path,
            details={"ended_on": end.ended_on.isoformat(), "end_reason": end.reason},
            records=[end.certificate],
        )
        for end in open_ones
    ]
    record_many(lines, by=by, at=at)
