"""What the templates of the scoring pages print: every criterion with the own choice, what the producer said, and the way on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ocop.councils.arithmetic import Mark
from ocop.councils.models import AgendaItem
from ocop.councils.pages.trails import trail
from ocop.councils.queries.scoring import Question, Step, law_sheet_of, own_marks, progress_of, steps_of, value_of
from ocop.councils.queries.standing import Standing
from ocop.dossiers.law import law_of
from ocop.law.sheets import Sheet


@dataclass(frozen=True)
class Asked:
    """A question with the own answer so far."""

    question: Question
    value: str
    note: str

    @property
    def case_code(self) -> str:
        """The case chosen so far (set 26)."""
        return self.value.partition(":")[0] if ":" in self.value else ""


@dataclass(frozen=True)
class PageStep:
    """A Part of the sheet with its questions by section."""

    step: Step
    sections: tuple[tuple[str, tuple[Asked, ...]], ...]
    answered: int


def page_steps(law: Sheet, marks: Mapping[str, Mark], typed: Mapping[str, tuple[str, str] | None]) -> list[PageStep]:
    """Return the three steps of a sheet; what was typed in a refused form wins over what is stored."""
    return [
        PageStep(
            step=step,
            sections=tuple(
                (title, tuple(_asked(one, marks, typed) for one in questions)) for title, questions in step.sections
            ),
            answered=sum(code in marks for code in step.codes),
        )
        for step in steps_of(law)
    ]


def _asked(question: Question, marks: Mapping[str, Mark], typed: Mapping[str, tuple[str, str] | None]) -> Asked:
    mark = marks.get(question.code)
    value, note = (value_of(mark), mark.note) if mark else ("", "")
    entered = typed.get(question.code)
    if entered is not None:
        value, note = entered
    return Asked(question, value, note)


@dataclass(frozen=True)
class ChosenLine:
    """One line of the check page and of the printed sheet."""

    code: str
    title: str
    words: str
    letter: str
    points: str | None
    max_points: str
    note: str
    anchor: str


def chosen_lines(law: Sheet, marks: Mapping[str, Mark]) -> list[tuple[Step, list[ChosenLine]]]:
    """Return every criterion with the level chosen in words; a criterion without a choice has no points, not zero."""
    found = []
    for step in steps_of(law):
        questions = [question for _, section in step.sections for question in section]
        found.append((step, [_line(question, marks.get(question.code)) for question in questions]))
    return found


def _line(question: Question, mark: Mark | None) -> ChosenLine:
    levels = {level.value: level for ladder in question.ladders for level in ladder.levels}
    level = levels.get(value_of(mark)) if mark else None
    words = level.words if level else "Không đạt mức nào" if mark else ""
    points = level.points if level else "0" if mark else None
    return ChosenLine(
        question.code,
        question.title,
        words,
        level.key if level else "",
        points,
        question.max_points,
        mark.note if mark else "",
        question.anchor,
    )


def check_page(item: AgendaItem, standing: Standing) -> dict[str, Any]:
    """The whole own sheet to check before it is sent: every choice in words, and what has none."""
    marks = own_marks(standing.sheet)
    lines = chosen_lines(law_sheet_of(item), marks)
    return {
        "item": item,
        "progress": progress_of(law_of(item.dossier), marks),
        "lines": lines,
        "missing": [line for _, part in lines for line in part if line.points is None],
        "crumbs": trail(item=item, last="Kiểm tra và gửi phiếu"),
    }
