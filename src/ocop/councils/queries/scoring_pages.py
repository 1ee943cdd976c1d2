"""What the templates of the scoring pages print: every criterion with the own choice, what the producer said, and the way on."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, When

from ocop.councils.arithmetic import Mark
from ocop.councils.models import AgendaItem, ItemState, Recusal, ScoreSheet
from ocop.law.sheets import Sheet
from ocop.people.models import UserAccount

from .scoring import Question, Step, steps_of, value_of
from .standing import Standing


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
        question.code, question.title, words, points, question.max_points, mark.note if mark else "", question.anchor
    )


def next_to_score(item: AgendaItem, standing: Standing) -> AgendaItem | None:
    """Return the next open product this member has still to score, in the council's order, from this one on."""
    if standing.seat is None:
        return None
    sent = ScoreSheet.objects.filter(
        item=OuterRef("pk"), member=standing.seat, scoring_pass=OuterRef("scoring_pass"), sealed_at__isnull=False
    )
    away = Recusal.objects.filter(item=OuterRef("pk"), member=standing.seat)
    waiting = AgendaItem.objects.filter(~Exists(sent), ~Exists(away), meeting=item.meeting_id, state=ItemState.OPEN)
    before_this = Case(When(position__gt=item.position, then=0), default=1)
    return waiting.exclude(pk=item.pk).select_related("dossier__product").order_by(before_this, "position").first()


def my_sheet_list(user: UserAccount) -> list[ScoreSheet]:
    """Return a person's own sheets, newest meeting first."""
    rows = ScoreSheet.objects.filter(member__account=user)
    return list(
        rows.select_related("item__meeting", "item__dossier__product", "item__dossier__producer").order_by(
            "-item__meeting__held_on", "item__position", "scoring_pass"
        )
    )
