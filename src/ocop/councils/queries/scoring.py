"""What the scoring page shows a member: the criteria of the law, the own marks, and what they add up to so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ocop.councils.arithmetic import Mark, choices_of, missing_criteria
from ocop.councils.models import AgendaItem, ScoreSheet
from ocop.dossiers.law import law_of
from ocop.law.arithmetic import Score, score
from ocop.law.governing import DossierLaw
from ocop.law.sheets import Criterion, Option, Part, Sheet

HIGHEST_STAR = 5


@dataclass(frozen=True)
class Level:
    """One level as a button: its value in the form, points and words; figures as text, ready to print many times."""

    value: str
    points: str
    words: str
    gate: str
    key: str  # the letter that chooses it
    element: str  # id in the page


@dataclass(frozen=True)
class Ladder:
    """The levels of a criterion, or of one of its cases (set 26)."""

    case_code: str
    label: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Question:
    """A criterion as the scoring page asks it."""

    code: str
    anchor: str
    title: str
    max_points: str
    ladders: tuple[Ladder, ...]
    has_cases: bool
    zero: str | None  # value of "Không đạt mức nào" where no zero is printed
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One Part of the sheet as a step of the page."""

    code: str
    title: str
    max_points: int
    sections: tuple[tuple[str, tuple[Question, ...]], ...]
    codes: tuple[str, ...]


def value_of(mark: Mark) -> str:
    """Return a mark as the form writes it: "2", "a:1", "0"."""
    return f"{mark.case_code}:{mark.level}" if mark.case_code else str(mark.level)


def mark_from(criterion_code: str, value: str, note: str = "") -> Mark | None:
    """Read a mark from the form; None for a value the page never offers."""
    case_code, _, level = value.rpartition(":")
    if not (level.isascii() and level.isdigit() and len(level) <= 2 and len(case_code) <= 2):
        return None
    return Mark(criterion_code, case_code, int(level), note)


@cache
def steps_of(law: Sheet) -> tuple[Step, ...]:
    """Return Parts A, B and C of a sheet with their questions; made once per sheet."""
    return tuple(_step(part) for part in law.parts)


def _step(part: Part) -> Step:
    sections = []
    codes: list[str] = []
    for section in part.sections:
        leaves = [leaf for criterion in section.criteria for leaf in criterion.leaves()]
        codes += [leaf.code for leaf in leaves]
        sections.append((f"{section.code}. {section.title}", tuple(_question(leaf) for leaf in leaves)))
    return Step(part.code, part.title, part.max_points, tuple(sections), tuple(codes))


def _question(criterion: Criterion) -> Question:
    anchor = f"tc-{criterion.code.replace('.', '-')}"
    ladders = [Ladder(case.code, case.label, _levels(anchor, case.code, case.options)) for case in criterion.cases] or [
        Ladder("", "", _levels(anchor, "", criterion.options))
    ]
    return Question(
        code=criterion.code,
        anchor=anchor,
        title=criterion.title,
        max_points=str(criterion.max_points),
        ladders=tuple(ladders),
        has_cases=bool(criterion.cases),
        zero=None if criterion.zero_level_printed else "0",
        notes=tuple(note.label for note in criterion.notes),
    )


def _levels(anchor: str, case_code: str, options: Iterable[Option]) -> tuple[Level, ...]:
    prefix = f"{case_code}:" if case_code else ""
    return tuple(
        Level(
            value=f"{prefix}{option.level}",
            points=str(option.points),
            words=option.label,
            gate=str(option.star_gate or ""),
            key=option.letter,
            element=f"{anchor}-{case_code}{option.level}",
        )
        for option in options
    )


@dataclass(frozen=True)
class Progress:
    """What the own sheet adds up to so far, worked out by the server."""

    total: int
    parts: Mapping[str, int]
    star: int
    limit: str
    answered: int
    questions: int
    missing: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every criterion has a choice."""
        return not self.missing

    @property
    def star_words(self) -> str:
        """The star so far; nothing while nothing is chosen, since an empty sheet says nothing about the product."""
        return f"{self.star} sao" if self.answered else ""


def own_marks(sheet: ScoreSheet | None) -> dict[str, Mark]:
    """Return the marks of a member's own sheet by criterion."""
    if sheet is None:
        return {}
    rows = sheet.scores.values_list("criterion_code", "case_code", "level", "note")
    return {row[0]: Mark(*row) for row in rows}


def progress_of(law: DossierLaw, marks: Mapping[str, Mark]) -> Progress:
    """Return running total, the star it predicts and the gate that limits it; from the own marks alone."""
    found = score(law.sheet, choices_of(marks.values()), law.gate_rules)
    missing = missing_criteria(law.sheet, marks.values())
    return Progress(
        total=found.total,
        parts=found.parts,
        star=found.star,
        limit=limit_of(law, found) if marks else "",
        answered=len(law.sheet.scored_criteria) - len(missing),
        questions=len(law.sheet.scored_criteria),
        missing=tuple(missing),
        warnings=found.warnings,
    )


def limit_of(law: DossierLaw, found: Score) -> str:
    """Say what keeps the sheet from the next star: a star mark if the points are there, the points otherwise."""
    if found.star >= HIGHEST_STAR:
        return ""
    aim = found.star + 1
    if found.band < aim:
        needed = law.regime.lowest_of(aim) - found.total
        return f"còn {needed} điểm nữa mới vào khung {aim} sao"
    codes = [one.criterion for one in found.unmet if one.star <= max(aim, 3)]
    more = f" và {len(codes) - 3} tiêu chí khác" if len(codes) > 3 else ""
    return f"đủ điểm {found.band} sao nhưng chưa đạt mức tối thiểu ở {', '.join(codes[:3])}{more}"


def law_sheet_of(item: AgendaItem) -> Sheet:
    """Return the criteria sheet a product is scored with."""
    return law_of(item.dossier).sheet
