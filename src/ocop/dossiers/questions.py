"""The questions put to a producer: the fields of Mẫu 01 and Mẫu 02 (Phụ lục III) in groups, with our words and hints."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any

from ocop.law.files import kept, read_yaml
from ocop.law.forms import FormField, official_form
from ocop.law.procedure import procedure_owner
from ocop.law.reading import Key, read, reading


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the official field, how it is asked, and where an earlier answer comes from."""

    key: str
    ask: str
    kind: str  # text | long_text | money | date | tick | choice | phone | email
    protected: bool
    choices: tuple[str, ...]
    required: bool = False
    hint: str = ""
    source: Annotated[str, Key("from")] = ""
    width: str = ""
    rows: int = 0
    autocomplete: str = ""
    contact: bool = False  # how to reach a person: for the producer's side and the officers who handle the dossier
    personal: bool = False  # about a person, not about the product: kept so that it can be erased
    past: bool = False  # a day that cannot be after today

    @property
    def name(self) -> str:
        """The name of the input: the key without dots."""
        return self.key.replace(".", "__")


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that share a page."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    lead: str = ""
    only: tuple[str, ...] = ()  # asked only in these kinds of dossier; empty: in every kind
    refreshed: bool = False  # looked at again in a dossier that follows an earlier one


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A part of the dossier made of questions: the registration form or the general parts of Form 02."""

    key: str
    form: str  # the official form whose fields it asks for
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


def _file(regime: str) -> Traversable:
    """Where it stands how the forms of a regime are asked: its own file beside the first one, else as before."""
    own = files("ocop.dossiers") / f"questions_{procedure_owner(regime).lower()}.yaml"
    return own if own.is_file() else files("ocop.dossiers") / "questions.yaml"


@kept
def derived_fields(form: str, regime: str) -> Mapping[str, str]:
    """Return the fields of a form of a regime that are filled without asking, with their origin."""
    fields: Mapping[str, str] = read_yaml(_file(regime))["derived"][form]
    return fields


@kept
def personal_keys(regime: str) -> frozenset[str]:
    """Return the keys of a regime's answers about a person, which can be erased after a submission."""
    parts = (question_part(key, regime) for key in ("registration_form", "general"))
    return frozenset(one.key for part in parts for one in part.questions if one.personal)


@kept
def question_part(key: str, regime: str, kind: str = "first_time") -> QuestionPart:
    """Return the questions of ``registration_form`` or ``general`` in a regime for a kind of dossier; ``KeyError`` for any other part.

    What the regime's form no longer asks is left out.
    """
    with reading(_file(regime)) as parts:
        row = parts[key]
        official = {field.key: field for field in official_form(regime, row["form"]).fields}
        groups = (read(QuestionGroup, one, questions=_questions(one["questions"], official)) for one in row["groups"])
        asked = tuple(one for one in groups if not one.only or kind in one.only)
        return read(QuestionPart, row, key=key, groups=asked)


def _questions(rows: Iterable[Mapping[str, Any]], official: Mapping[str, FormField]) -> tuple[Question, ...]:
    return tuple(
        read(Question, {"kind": field.kind, **row}, protected=field.protected, choices=field.choices)
        for row in rows
        if (field := official.get(row["key"]))
    )


@kept
def criterion_hints() -> Mapping[str, str]:
    """Return a sentence for each open question of the sheets that a producer meets (AMB-xx)."""
    hints: Mapping[str, str] = read_yaml(files("ocop.dossiers") / "criterion_hints.yaml")
    return hints
