"""What later decisions put right in the names of a decision; a correction that does not fit the ledger says nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from ocop.recognition.corrections import FIELDS
from ocop.recognition.models import RecognitionDecision
from ocop.recognition.queries.proof import decisions_with_proof, is_proven


@dataclass(frozen=True)
class Correction:
    """A name put right, and the decision that does it."""

    decision_id: int
    decision_number: str
    decided_on: date
    dossier_id: int
    field: str
    was: str
    now: str

    @property
    def word(self) -> str:
        """What is put right: the name of the product or of the producer."""
        return FIELDS[self.field]


def corrections_in(decision: RecognitionDecision) -> Iterator[Correction]:
    """Yield what one proven correction puts right."""
    for line in decision.content.get("corrections", ()):
        yield Correction(decision.pk, decision.decision_number, decision.decided_on, **line)


def corrections_of(decision_id: int | None, dossier_id: int | None = None) -> list[Correction]:
    """Return what later decisions put right in a decision, of one dossier where it is named, the oldest first (one query)."""
    if decision_id is None:
        return []
    later = decisions_with_proof(RecognitionDecision.objects.filter(corrects=decision_id)).order_by("decided_on", "pk")
    found = [one for decision in later if is_proven(decision) for one in corrections_in(decision)]
    return [one for one in found if dossier_id in (None, one.dossier_id)]


def corrections_of_all(decisions: Collection[int]) -> dict[int, list[Correction]]:
    """Return what later decisions put right, by the decision that they correct, the oldest first (one query, none for no decision)."""
    found: dict[int, list[Correction]] = defaultdict(list)
    if decisions:
        later = decisions_with_proof(RecognitionDecision.objects.filter(corrects__in=decisions))
        for decision in later.order_by("decided_on", "pk"):
            if is_proven(decision) and decision.corrects_id:
                found[decision.corrects_id] += corrections_in(decision)
    return found
