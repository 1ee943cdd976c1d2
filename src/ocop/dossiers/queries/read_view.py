"""A dossier to read: forms, criteria and evidence as words. Officers, councils and the producer's check page share it.

Readers see what was submitted (the newest snapshot); only a draft is read as it stands. Where files are fetched from
differs per reader, so the caller says how a file is linked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier, Evidence
from ocop.dossiers.parts import DOCUMENTS, GENERAL, REGISTRATION, criterion_part, sheet_of
from ocop.dossiers.queries.assessment import SelfAssessment, assess, chosen_option, chosen_words
from ocop.dossiers.queries.bundle import filing_of
from ocop.dossiers.queries.content import content_of, readable_content, submitted_content
from ocop.dossiers.questions import Question, QuestionGroup, question_part
from ocop.files import kind_of_media
from ocop.files.viewing import can_be_viewed
from ocop.law.evidence import evidence_types
from ocop.law.sheets import Criterion, Sheet
from ocop.ledger.personal import ERASED
from ocop.people.naming import Named, named
from ocop.people.queries.naming import PastNames, past_names
from ocop.vietnamese import format_date, format_money

Content = Mapping[str, Any]
LinkOf = Callable[[Evidence], str]
KIBIBYTE = 1024
WORDS = {"female": "Nữ", "male": "Nam"}


@dataclass(frozen=True)
class EvidenceCard:
    """A file as it is shown."""

    pk: int
    title: str
    name: str
    kind: str
    type_label: str
    size: str
    href: str
    picture: bool
    viewable: bool
    added_by: str
    at: datetime
    valid_until: date | None

    @property
    def viewer(self) -> str:
        """Address where the file is read page by page, empty for files that are downloads only."""
        return f"{self.href}xem/" if self.viewable else ""

    @property
    def thumb(self) -> str:
        """Address of the small picture, empty for other files."""
        return f"{self.href}anh/" if self.picture else ""


@dataclass(frozen=True)
class AnswerGroup:
    """Questions of one page with their answers as words; an empty answer is "" (never 0)."""

    title: str
    slug: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CriterionReading:
    """One criterion as it was answered."""

    code: str
    title: str
    words: str
    points: int | None  # None: not answered, which is not zero
    max: int
    star: int | None
    description: str
    cards: tuple[EvidenceCard, ...]


@dataclass(frozen=True)
class PartReading:
    """One part of the sheet."""

    code: str
    title: str
    max: int
    points: int
    criteria: tuple[CriterionReading, ...]


@dataclass(frozen=True)
class ReadView:
    """A whole dossier to read."""

    content: Content
    producer: Named  # as the content names it, beside today's
    assessment: SelfAssessment
    registration: tuple[AnswerGroup, ...]
    general: tuple[AnswerGroup, ...]
    parts: tuple[PartReading, ...]
    documents: tuple[EvidenceCard, ...]

    @property
    def file_count(self) -> int:
        """How many files of evidence there are to open."""
        return len(self.documents) + sum(len(one.cards) for part in self.parts for one in part.criteria)


def read_view(dossier: Dossier, *, link_of: LinkOf, content: Content | None = None, contacts: bool = False) -> ReadView:
    """Return a dossier to read; ``content`` overrides what is read, for instance an older snapshot.

    Addresses and telephones are left out unless the reader is somebody who has to reach the producer (``contacts``).
    """
    content = content or readable_content(dossier)
    law = law_of(dossier)
    choices = choices_in(content)
    cards = cards_of(dossier, content, link_of)
    assessment = assess(law, choices)
    return ReadView(
        content=content,
        producer=named(content["head"]["producer"]["name"], dossier.producer.name),
        assessment=assessment,
        registration=answer_groups(REGISTRATION, content[REGISTRATION], dossier, contacts=contacts),
        general=answer_groups(GENERAL, content[GENERAL], dossier, contacts=contacts),
        parts=tuple(_parts(law.sheet, content, choices, cards, assessment)),
        documents=tuple(cards.get("", ())),
    )


def answer_groups(part: str, answers: Content, dossier: Dossier, *, contacts: bool) -> tuple[AnswerGroup, ...]:
    """Return the answers of a part as words, under the questions of a dossier, with or without how to reach a person."""
    groups = question_part(part, dossier.regime, dossier.dossier_type).groups
    return tuple(_group(group, answers, contacts=contacts) for group in groups)


def _group(group: QuestionGroup, answers: Content, *, contacts: bool) -> AnswerGroup:
    shown = [one for one in group.questions if _is_shown(one, answers, contacts=contacts)]
    return AnswerGroup(
        group.title, group.slug, tuple((one.ask, answer_words(one, answers.get(one.key))) for one in shown)
    )


def _is_shown(question: Question, answers: Content, *, contacts: bool) -> bool:
    """Whether a question is read: an amount only where one was given, what was filed earlier was asked for none."""
    if question.kind == "money":
        return answers.get(question.key) is not None
    return contacts or not question.contact


def answer_words(question: Question, value: Any) -> str:
    """Return an answer as words; empty when there is none, and saying so when it was erased."""
    if value == ERASED:
        return ERASED
    if question.kind == "tick":
        return "" if value is None else ("Có" if value else "Không")
    if value in (None, ""):
        return ""
    if question.kind == "money":
        return format_money(value)
    if question.kind == "date":
        return format_date(date.fromisoformat(str(value)))
    return WORDS.get(str(value), str(value)) if question.kind == "choice" else str(value)


def size_words(size: int) -> str:
    """Return a size as people read it: ``431 byte``, ``12 KB``, ``1,2 MB``."""
    if size < KIBIBYTE:
        return f"{size} byte"
    if size < KIBIBYTE * KIBIBYTE:
        return f"{size // KIBIBYTE} KB"
    return f"{size / KIBIBYTE / KIBIBYTE:.1f} MB".replace(".", ",")


def card_of(evidence: Evidence, href: str, regime: str, names: PastNames | None = None) -> EvidenceCard:
    """Return a file as it is shown, its kind named as a regime names it; with ``names`` who brought it is called as then."""
    kind = kind_of_media(evidence.media_type)
    known, by = evidence_types(regime).get(evidence.evidence_type), evidence.uploaded_by
    return EvidenceCard(
        pk=evidence.pk,
        title=evidence.title or evidence.original_name,
        name=evidence.original_name,
        kind=kind.label if kind else evidence.media_type,
        type_label=known.label if known else "",
        size=size_words(evidence.size),
        href=href,
        picture=kind is not None and kind.family == "image",
        viewable=can_be_viewed(evidence.media_type),
        added_by=names.at(by, evidence.uploaded_at).words if names else by.full_name,
        at=evidence.uploaded_at,
        valid_until=evidence.valid_until,
    )


def choices_in(content: Content) -> dict[str, Any]:
    """Return the levels chosen in a content for ``ocop.law.arithmetic``."""
    return {
        code: {"case": row["case"], "level": row["level"]} if row["case"] else row["level"]
        for code, row in content["self_scores"].items()
    }


def cards_of(dossier: Dossier, content: Content, link_of: LinkOf) -> dict[str, list[EvidenceCard]]:
    """Return the files of a content as they are shown, by the code of the criterion; under no code those of the dossier."""
    wanted = [row["id"] for row in content["evidence"]]
    rows = list(dossier.evidence.filter(pk__in=wanted).select_related("uploaded_by").order_by("uploaded_at", "pk"))
    names = past_names(row.uploaded_by for row in rows)
    cards: dict[str, list[EvidenceCard]] = {}
    for row in rows:
        cards.setdefault(row.criterion_code, []).append(card_of(row, link_of(row), dossier.regime, names))
    return cards


def _parts(
    sheet: Sheet,
    content: Content,
    choices: Content,
    cards: Mapping[str, list[EvidenceCard]],
    assessment: SelfAssessment,
) -> list[PartReading]:
    readings = {one.code: criterion_reading(one, content, choices, cards) for one in sheet.scored_criteria}
    return [
        PartReading(
            part.code,
            part.title,
            part.max_points,
            assessment.score.parts[part.code],
            tuple(readings[one.code] for one in sheet.scored_criteria if one.part_code == part.code),
        )
        for part in sheet.parts
    ]


def criterion_reading(
    criterion: Criterion, content: Content, choices: Content, cards: Mapping[str, list[EvidenceCard]]
) -> CriterionReading:
    """Return one criterion as the producer answered it, with its files."""
    answered = criterion.code in choices
    option = chosen_option(criterion, choices[criterion.code]) if answered else None
    return CriterionReading(
        code=criterion.code,
        title=criterion.title,
        words=chosen_words(criterion, choices),
        points=(option.points if option else 0) if answered else None,
        max=criterion.max_points,
        star=option.star_gate if option else None,
        description=content["self_scores"].get(criterion.code, {}).get("description", ""),
        cards=tuple(cards.get(criterion.code, ())),
    )


def changed_parts(dossier: Dossier) -> list[str]:
    """Return the keys of the parts that differ from the newest submission, in the order of the forms."""
    before = submitted_content(dossier)
    if before is None:
        return []
    now = content_of(filing_of(dossier))
    changed = [key for key in (REGISTRATION, GENERAL) if before[key] != now[key]]
    for code in ("", *(one.code for one in sheet_of(dossier).scored_criteria)):
        same_score = before["self_scores"].get(code) == now["self_scores"].get(code)
        if not same_score or _files_of(before, code) != _files_of(now, code):
            changed.append(criterion_part(code) if code else DOCUMENTS)
    return changed


def _files_of(content: Content, code: str) -> list[Any]:
    return sorted(row["id"] for row in content["evidence"] if row["criterion"] == code)
