"""What stands on the left of the scoring page: for each criterion what the producer says and shows.

Reads what was submitted, like the full read view, without working out the producer's own star.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ocop.dossiers.models import Dossier, Evidence
from ocop.dossiers.queries.content import readable_content
from ocop.dossiers.queries.read_view import CriterionReading, EvidenceCard, cards_of, choices_in, criterion_reading
from ocop.law.sheets import Sheet


@dataclass(frozen=True)
class Proofs:
    """All criteria of a dossier, and the papers that belong to none."""

    criteria: tuple[CriterionReading, ...]
    documents: tuple[EvidenceCard, ...]


def proofs_of(dossier: Dossier, law: Sheet, link_of: Callable[[Evidence], str]) -> Proofs:
    """Return what the producer says and shows for each criterion, in printed order."""
    content = readable_content(dossier)
    choices, cards = choices_in(content), cards_of(dossier, content, link_of)
    return Proofs(
        criteria=tuple(criterion_reading(one, content, choices, cards) for one in law.scored_criteria),
        documents=tuple(cards.get("", ())),
    )
