"""One read of a dossier with everything the producer's pages need: four queries, whatever the number of criteria."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, Evidence, RegistrationForm, SelfScore, SupplementRequest
from ocop.dossiers.parts import GENERAL, REGISTRATION, criterion_part, open_request_of, part_is_open
from ocop.dossiers.questions import QuestionPart, question_part
from ocop.law.governing import DossierLaw
from ocop.law.sheets import Criterion, Sheet
from ocop.producers.models import LegalRepresentative
from ocop.products.fields import FIELDS

LEFT_OVER = "~"  # before the code under which words about a criterion are kept that the sheet asks no more


@dataclass(frozen=True)
class Filing:
    """A dossier as its producer works on it."""

    dossier: Dossier
    law: DossierLaw
    saved: dict[str, Any]  # answers as they are kept
    prefilled: dict[str, Any]  # what is known from producer and product
    scores: dict[str, SelfScore]  # answered criteria
    begun: dict[str, SelfScore]  # criteria with a description and no level yet
    evidence: tuple[Evidence, ...]  # without the removed ones
    request: SupplementRequest | None
    form: RegistrationForm | None
    left_over: tuple[SelfScore, ...]  # typed about criteria that the sheet of the law in force asks no more

    @property
    def sheet(self) -> Sheet:
        """The version of the sheet that is answered."""
        return self.law.sheet

    @property
    def left_over_words(self) -> list[tuple[str, str]]:
        """What was typed about criteria that the sheet asks no more, by their old code: kept to be read and copied, not filed."""
        return [(_old_code(one.criterion_code), one.description) for one in self.left_over]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers with what is known from elsewhere in the gaps (ask once)."""
        return {**self.prefilled, **self.saved}

    def is_open(self, part: str) -> bool:
        """Whether a part can be edited now."""
        return part_is_open(self.dossier, self.request, part)

    def evidence_of(self, code: str) -> list[Evidence]:
        """The files of one criterion; of the general papers for an empty code."""
        return [one for one in self.evidence if one.criterion_code == code]

    def next_unanswered(self, after: str = "") -> Criterion | None:
        """Return the next criterion without an answer, going round the sheet once; in a supplement only open ones."""
        criteria = list(self.sheet.scored_criteria)
        codes = [one.code for one in criteria]
        start = codes.index(after) + 1 if after in codes else 0
        waiting = (
            one
            for one in (*criteria[start:], *criteria[:start])
            if one.code not in self.scores and self.is_open(criterion_part(one.code))
        )
        return next(waiting, None)


def filing_of(dossier: Dossier) -> Filing:
    """Read a dossier with its answers, self-scores, files and open request."""
    form = RegistrationForm.objects.filter(dossier=dossier).first()
    law, written = law_of(dossier), list(dossier.self_scores.all())
    rows = {one.criterion_code: one for one in written if law.sheet.has(one.criterion_code)}
    return Filing(
        dossier=dossier,
        law=law,
        saved=dict(form.answers) if form else {},
        prefilled=_prefilled(dossier, law.regime.code),
        scores={code: one for code, one in rows.items() if one.level is not None},
        begun={code: one for code, one in rows.items() if one.level is None},
        evidence=tuple(
            dossier.evidence.filter(removed_at=None).select_related("uploaded_by").order_by("uploaded_at", "pk")
        ),
        request=open_request_of(dossier),
        form=form,
        left_over=tuple(one for one in written if one.criterion_code not in rows and one.description),
    )


def _old_code(kept: str) -> str:
    """The code under which words were typed, with the set where it was another one."""
    number, _, code = kept.removeprefix(LEFT_OVER).rpartition(":")
    return f"{code} (bộ {number})" if number else code


def answers_of(part: QuestionPart, answers: dict[str, Any]) -> dict[str, Any]:
    """Return the answers that belong to a part, in the order of the form."""
    return {one.key: answers[one.key] for one in part.questions if one.key in answers}


def self_score_content(row: SelfScore | None) -> dict[str, Any]:
    """Return an answer to a criterion as plain data, empty when there is none."""
    return {"case": row.case_code, "level": row.level, "description": row.description} if row else {}


def _prefilled(dossier: Dossier, regime: str) -> dict[str, Any]:
    producer, product = dossier.producer, dossier.product
    representative = LegalRepresentative.objects.filter(producer=producer).first()
    sources: dict[str, Any] = {"producer": producer, "product": product, "representative": representative}
    found: dict[str, Any] = {}
    for key in (REGISTRATION, GENERAL):
        for question in question_part(key, regime, dossier.dossier_type).questions:
            owner, _, field = question.source.partition(".")
            value = getattr(sources.get(owner), field, None) if owner else None
            if value not in (None, "", False):
                found[question.key] = value.isoformat() if isinstance(value, date) else value
    if described := _described(dossier):
        found["product_description"] = described
    return found


def _described(dossier: Dossier) -> str:
    product = dossier.product
    told = [(one.in_dossier, getattr(product, one.name)) for one in FIELDS if one.in_dossier]
    lines = (product.description, *(f"{word}: {value}" for word, value in told if value))
    return "\n".join(line for line in lines if line)
