"""The questions put to a producer: the fields of Mẫu 01 and Mẫu 02 (Phụ lục III) in groups, with our words and hints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from ocop.law.files import kept
from ocop.law.forms import FormField, official_form
from ocop.law.procedure import procedure_owner


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the official field, how it is asked, and where an earlier answer comes from."""

    key: str
    ask: str
    kind: str  # text | long_text | date | tick | choice | phone | email
    required: bool
    hint: str
    source: str
    width: str
    rows: int
    autocomplete: str
    protected: bool
    contact: bool  # how to reach a person: for the producer's side and the officers who handle the dossier
    personal: bool  # about a person, not about the product: kept so that it can be erased
    choices: tuple[str, ...]
    past: bool  # a day that cannot be after today

    @property
    def name(self) -> str:
        """The name of the input: the key without dots."""
        return self.key.replace(".", "__")


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that share a page."""

    slug: str
    title: str
    lead: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A part of the dossier made of questions: the registration form or the general parts of Form 02."""

    key: str
    title: str
    groups: tuple[QuestionGroup, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """Every question of the part, in order."""
        for group in self.groups:
            yield from group.questions

    def group(self, slug: str) -> QuestionGroup | None:
        """Return the group with this address part."""
        return next((one for one in self.groups if one.slug == slug), None)


@kept
def _file(regime: str) -> Mapping[str, Any]:
    """Read how the forms of a regime are asked: its own file beside the first one, else as before."""
    own = files("ocop.dossiers") / f"questions_{procedure_owner(regime).lower()}.yaml"
    text = (own if own.is_file() else files("ocop.dossiers") / "questions.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data


@kept
def derived_fields(form: str, regime: str) -> Mapping[str, str]:
    """Return the fields of a form of a regime that are filled without asking, with their origin."""
    fields: Mapping[str, str] = _file(regime)["derived"][form]
    return fields


@kept
def personal_keys(regime: str) -> frozenset[str]:
    """Return the keys of a regime's answers about a person, which can be erased after a submission."""
    parts = (question_part(key, regime) for key in ("registration_form", "general"))
    return frozenset(one.key for part in parts for one in part.questions if one.personal)


@kept
def question_part(key: str, regime: str) -> QuestionPart:
    """Return the questions of ``registration_form`` or ``general`` in a regime; ``KeyError`` for any other part.

    What the regime's form no longer asks is left out.
    """
    row = _file(regime)[key]
    official = {field.key: field for field in official_form(regime, row["form"]).fields}
    groups = tuple(
        QuestionGroup(
            group["slug"],
            group["title"],
            group.get("lead", ""),
            tuple(_question(one, official[one["key"]]) for one in group["questions"] if one["key"] in official),
        )
        for group in row["groups"]
    )
    return QuestionPart(key, row["title"], groups)


def _question(row: Mapping[str, Any], field: FormField) -> Question:
    return Question(
        key=field.key,
        ask=row["ask"],
        kind=row.get("kind", field.kind),
        required=row.get("required", False),
        hint=row.get("hint", ""),
        source=row.get("from", ""),
        width=row.get("width", ""),
        rows=row.get("rows", 0),
        autocomplete=row.get("autocomplete", ""),
        protected=field.protected,
        contact=row.get("contact", False),
        personal=row.get("personal", False),
        choices=field.choices,
        past=row.get("past", False),
    )


@kept
def criterion_hints() -> Mapping[str, str]:
    """Return a sentence for each open question of the sheets that a producer meets (AMB-xx)."""
    text = (files("ocop.dossiers") / "criterion_hints.yaml").read_text(encoding="utf-8")
    hints: Mapping[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return hints
