"""What stands on the left of the scoring page: for each criterion what the producer says and shows.

Reads what was submitted, like the full read view, without working out the producer's own star.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ocop.dossiers.models import Dossier, Evidence
from ocop.dossiers.queries.assessment import chosen_option, chosen_words
from ocop.dossiers.queries.content import readable_content
from ocop.dossiers.queries.read_view import EvidenceCard, card_of
from ocop.law.sheets import Criterion, Sheet


@dataclass(frozen=True)
class Proof:
    """One criterion as the producer answered it; ``points`` is empty where nothing was answered, which is not zero."""

    code: str
    title: str
    words: str
    points: int | None
    most: int
    description: str
    cards: tuple[EvidenceCard, ...]


@dataclass(frozen=True)
class Proofs:
    """All criteria of a dossier, and the papers that belong to none."""

    criteria: tuple[Proof, ...]
    documents: tuple[EvidenceCard, ...]


def proofs_of(dossier: Dossier, law: Sheet, link_of: Callable[[Evidence], str]) -> Proofs:
    """Return what the producer says and shows for each criterion, in printed order."""
    content = readable_content(dossier)
    scores: Mapping[str, Any] = content["self_scores"]
    choices = {
        code: {"case": row["case"], "level": row["level"]} if row["case"] else row["level"]
        for code, row in scores.items()
    }
    wanted = [row["id"] for row in content["evidence"]]
    cards: dict[str, list[EvidenceCard]] = {}
    for row in dossier.evidence.filter(pk__in=wanted).select_related("uploaded_by").order_by("uploaded_at", "pk"):
        cards.setdefault(row.criterion_code, []).append(card_of(row, link_of(row), dossier.regime))
    return Proofs(
        criteria=tuple(_proof(one, scores, choices, cards.get(one.code, [])) for one in law.scored_criteria),
        documents=tuple(cards.get("", ())),
    )


def _proof(
    criterion: Criterion, scores: Mapping[str, Any], choices: Mapping[str, Any], cards: list[EvidenceCard]
) -> Proof:
    answered = criterion.code in choices
    option = chosen_option(criterion, choices[criterion.code]) if answered else None
    return Proof(
        code=criterion.code,
        title=criterion.title,
        words=chosen_words(criterion, choices) if answered else "",
        points=(option.points if option else 0) if answered else None,
        most=criterion.max_points,
        description=scores.get(criterion.code, {}).get("description", ""),
        cards=tuple(cards),
    )
