"""The procedure of R4 as data: stages, deadlines, thresholds, rounds and packages (QĐ 26/2026, Đ.4-8).

>>> [one.last_proposal_day for one in proposal_rounds(2026)][:2]
[datetime.date(2026, 4, 29), datetime.date(2026, 10, 29)]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from ocop.law.calendar import add_working_days, last_day_before
from ocop.law.loading import DATA, read_yaml
from ocop.law.sheets import ProductKind

Unit = Literal["working_days", "days"]
Level = Literal["province", "central"]


class UnknownStageError(LookupError):
    """The procedure has no stage with this code."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit, counted from the end of another stage."""

    value: int
    unit: Unit
    counted_from: str

    def due_on(self, start: date) -> date:
        """Return the last day of this time limit when it starts on `start`."""
        if self.unit == "working_days":
            return add_working_days(start, self.value)
        return start + timedelta(days=self.value)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the procedure: who acts, what comes out, by when, under which article."""

    code: str
    actor: str
    label: str
    label_en: str
    output: str
    deadline: Deadline | None
    article: str


@dataclass(frozen=True, slots=True)
class ProposalRound:
    """One of the rounds every level must hold (Đ.5); further rounds are records of the council rules."""

    level: Level
    number: int
    proposed_before: date
    last_proposal_day: date
    finished_before: date
    article: str


@dataclass(frozen=True, slots=True)
class AssessedContent:
    """One of the four contents the commune assesses (Đ.7.2.a, Form 03), with the criteria it bears on."""

    code: str
    label: str
    label_en: str
    criteria: Mapping[ProductKind, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Package:
    """What one level sends to the next (Đ.6.2, Đ.6.3)."""

    code: str
    sender: str
    receiver: str
    article: str
    paper_sets: int
    electronic_sets: int
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DaysBeforeExpiry:
    """Days before expiry on which the filing of a re-recognition opens and closes."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """When to remind of an expiry."""

    months_before: tuple[int, ...]
    days_before: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """The numbers and steps of the procedure."""

    recognise_from: int
    ministry_from: int
    samples: int
    commune_contents: tuple[AssessedContent, ...]
    re_recognition_window: DaysBeforeExpiry
    re_recognition_limit_days: int
    transitional_extension_days: int
    revocation_days: int
    revocation_authority: Mapping[int, str]
    reminders: ReminderPlan
    packages: tuple[Package, ...]
    stages: tuple[Stage, ...]

    def stage(self, code: str) -> Stage:
        """Return one stage; UnknownStageError when there is none with this code."""
        for one in self.stages:
            if one.code == code:
                return one
        raise UnknownStageError(f"Quy trình không có bước {code}.")


@cache
def _file() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(DATA / "r4" / "procedure.yaml")
    return data


@cache
def procedure() -> Procedure:
    """Return the procedure of R4."""
    data = _file()
    window, reminders = data["re_recognition_window"], data["reminders"]
    return Procedure(
        recognise_from=data["thresholds"]["recognise_from"]["value"],
        ministry_from=data["thresholds"]["ministry_from"]["value"],
        samples=data["samples"]["value"],
        commune_contents=tuple(
            AssessedContent(
                row["code"], row["vi"], row["en"], {"goods": tuple(row["goods"]), "tourism": tuple(row["tourism"])}
            )
            for row in data["commune_assessment"]["contents"]
        ),
        re_recognition_window=DaysBeforeExpiry(window["opens"], window["closes"]),
        re_recognition_limit_days=data["re_recognition_limit"]["value"],
        transitional_extension_days=data["transitional_extension_days"]["value"],
        revocation_days=data["revocation"]["value"],
        revocation_authority=data["revocation"]["authority"],
        reminders=ReminderPlan(tuple(reminders["months_before"]), tuple(reminders["days_before"])),
        packages=tuple(_package(row) for row in data["packages"]),
        stages=tuple(_stage(row) for row in data["stages"]),
    )


def _package(row: Mapping[str, Any]) -> Package:
    return Package(
        code=row["code"],
        sender=row["from"],
        receiver=row["to"],
        article=row["article"],
        paper_sets=row["paper_sets"],
        electronic_sets=row["electronic_sets"],
        contents=tuple(row["contents"]),
    )


def _stage(row: Mapping[str, Any]) -> Stage:
    limit = row["deadline"]
    deadline = Deadline(limit["value"], limit["unit"], limit["from"]) if limit else None
    return Stage(row["code"], row["actor"], row["vi"], row["en"], row["output"], deadline, row["article"])


@cache
def proposal_rounds(year: int) -> tuple[ProposalRound, ...]:
    """Return the rounds whose proposals close in a year, province first."""
    return tuple(
        ProposalRound(
            level=row["level"],
            number=row["number"],
            proposed_before=(before := _day(row["proposed_before"], year)),
            last_proposal_day=last_day_before(before),
            finished_before=_day(row["finished_before"], year),
            article=row["article"],
        )
        for row in _file()["rounds"]
    )


def next_round(level: Level, proposed_on: date) -> ProposalRound:
    """Return the first round of a level that still accepts a proposal of this day."""
    rounds = [one for year in (proposed_on.year, proposed_on.year + 1) for one in proposal_rounds(year)]
    open_rounds = [one for one in rounds if one.level == level and one.last_proposal_day >= proposed_on]
    return min(open_rounds, key=lambda one: one.last_proposal_day)


def commune_deadline(received_on: date) -> date:
    """Return the last day for the commune to propose a dossier received on this day (Đ.7.2: 15 working days)."""
    deadline = procedure().stage("P5").deadline
    return deadline.due_on(received_on) if deadline else received_on


def _day(printed: str, year: int) -> date:
    day, month = printed.split("-")
    return date(year, int(month), int(day))
