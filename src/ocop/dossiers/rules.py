"""Who acts for the producer of a dossier, and which of its files a reader may see (QĐ 26/2026, Đ.6.1, Đ.7.1)."""

from ocop.dossiers.models import Evidence
from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.producers.queries import producers_acted_for


def acts_for(user: UserAccount, producer: Producer) -> bool:
    """Whether the person is the producer or was delegated by it, today."""
    return producers_acted_for(user).filter(pk=producer.pk).exists()


def may_read_evidence(user: UserAccount, evidence: Evidence) -> bool:
    """Whether a person who may read the dossier may read this file of it.

    The producer's side sees everything; officers what was submitted, also when it was replaced by a later supplement.
    """
    dossier = evidence.dossier
    if acts_for(user, dossier.producer):
        return True
    newest = dossier.snapshots.order_by("-revision").values_list("taken_at", flat=True).first()
    if newest is None or evidence.uploaded_at > newest:
        return False
    first = dossier.submitted_at
    return evidence.removed_at is None or (first is not None and evidence.removed_at > first)
