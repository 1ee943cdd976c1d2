"""The procedure of a regime as data: stages, deadlines, thresholds, rounds and packages (R4: QĐ 26/2026, Đ.4-8).

A dossier follows the procedure of its own regime; a plan for coming days follows the one in force on each day.

>>> [one.last_proposal_day for one in proposal_rounds(2026)][:2]
[datetime.date(2026, 4, 29), datetime.date(2026, 10, 29)]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal

from ocop.law.calendar import add_working_days, last_day_before
from ocop.law.files import data_file, kept
from ocop.law.reading import Key, Named, read, reading
from ocop.law.regimes import all_regimes, get_regime, regime_on
from ocop.law.sheets import ProductKind

Unit = Literal["working_days", "days"]
Level = Literal["province", "central"]


class UnknownProcedureError(LookupError):
    """The data holds no procedure, forms or kinds of evidence for this regime."""


class UnknownStageError(LookupError):
    """The procedure has no stage with this code."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit, counted from the end of another stage."""

    value: int
    unit: Unit
    counted_from: Annotated[str, Key("from")]

    def due_on(self, start: date, *, law_of: date) -> date:
        """Return the last day of this time limit when it starts on `start`, counted as the law of a day counts."""
        if self.unit == "working_days":
            return add_working_days(start, self.value, law_of=law_of)
        return start + timedelta(days=self.value)


@dataclass(frozen=True, slots=True)
class Stage(Named):
    """One step of the procedure: who acts, what comes out, by when, under which article."""

    actor: str
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
class AssessedContent(Named):
    """One of the four contents the commune assesses (Đ.7.2.a, Form 03), with the criteria it bears on."""

    goods: tuple[str, ...]
    tourism: tuple[str, ...]

    @property
    def criteria(self) -> Mapping[ProductKind, tuple[str, ...]]:
        """The codes of the criteria it bears on, by kind of product."""
        return {"goods": self.goods, "tourism": self.tourism}


@dataclass(frozen=True, slots=True)
class Package:
    """What one level sends to the next (Đ.6.2, Đ.6.3)."""

    code: str
    sender: Annotated[str, Key("from")]
    receiver: Annotated[str, Key("to")]
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

    @property
    def commune_days(self) -> Deadline:
        """The commune's time limit, counted from receipt (R4, Đ.7.2: 15 working days)."""
        deadline = self.stage("P5").deadline
        if deadline is None:
            raise UnknownStageError("Quy trình không ghi thời hạn của cấp xã.")
        return deadline

    def package(self, code: str) -> Package:
        """Return what one level sends to the next; UnknownStageError when there is no such package."""
        for one in self.packages:
            if one.code == code:
                return one
        raise UnknownStageError(f"Quy trình không có bộ hồ sơ {code}.")

    def stage(self, code: str) -> Stage:
        """Return one stage; UnknownStageError when there is none with this code."""
        for one in self.stages:
            if one.code == code:
                return one
        raise UnknownStageError(f"Quy trình không có bước {code}.")


def procedure_owner(regime: str) -> str:
    """Return the regime whose procedure and forms hold in a regime; UnknownProcedureError where the data keeps none."""
    owner = get_regime(regime).procedure
    if owner is None:
        raise UnknownProcedureError(
            f"Chế độ {regime} không có quy trình trong dữ liệu; hồ sơ theo chế độ này không xử lý được."
        )
    return owner


def procedure_file(regime: str, name: str) -> Traversable:
    """Return a file beside the procedure of a regime; UnknownProcedureError where the data keeps none for it."""
    return data_file(procedure_owner(regime).lower(), name)


@kept
def procedure(regime: str) -> Procedure:
    """Return the procedure of a regime; UnknownProcedureError where the data keeps none for it."""
    with reading(procedure_file(regime, "procedure.yaml")) as data:
        return _procedure(data)


def _procedure(data: Mapping[str, Any]) -> Procedure:
    window, reminders = data["re_recognition_window"], data["reminders"]
    return Procedure(
        recognise_from=data["thresholds"]["recognise_from"]["value"],
        ministry_from=data["thresholds"]["ministry_from"]["value"],
        samples=data["samples"]["value"],
        commune_contents=tuple(read(AssessedContent, row) for row in data["commune_assessment"]["contents"]),
        re_recognition_window=DaysBeforeExpiry(window["opens"], window["closes"]),
        re_recognition_limit_days=data["re_recognition_limit"]["value"],
        transitional_extension_days=data["transitional_extension_days"]["value"],
        revocation_days=data["revocation"]["value"],
        revocation_authority=data["revocation"]["authority"],
        reminders=ReminderPlan(tuple(reminders["months_before"]), tuple(reminders["days_before"])),
        packages=tuple(read(Package, row) for row in data["packages"]),
        stages=tuple(read(Stage, row) for row in data["stages"]),
    )


@kept
def regime_of_procedure_on(day: date) -> str:
    """Return the regime whose procedure governs a day; before the first procedure that is kept, that one (assumed)."""
    regime = regime_on(day)
    return (regime if regime.procedure else next(one for one in all_regimes() if one.procedure)).code


def procedure_on(day: date) -> Procedure:
    """Return the procedure in force on a day, for plans and windows that belong to no dossier."""
    return procedure(regime_of_procedure_on(day))


@kept
def proposal_rounds(year: int) -> tuple[ProposalRound, ...]:
    """Return the rounds whose proposals close in a year, province first; each by the procedure in force on that day."""
    codes = [one.code for one in all_regimes() if one.procedure == one.code]
    rounds = [one for code in codes for one in _rounds(code, year) if _governs(code, one.last_proposal_day)]
    return tuple(sorted(rounds, key=lambda one: (one.level != "province", one.number, one.last_proposal_day)))


def _governs(code: str, day: date) -> bool:
    return get_regime(regime_of_procedure_on(day)).procedure == code


def _rounds(regime: str, year: int) -> list[ProposalRound]:
    with reading(procedure_file(regime, "procedure.yaml")) as data:
        return [_round(row, year) for row in data["rounds"]]


def _round(row: Mapping[str, str], year: int) -> ProposalRound:
    before = _day(row["proposed_before"], year)
    return read(
        ProposalRound,
        row,
        proposed_before=before,
        last_proposal_day=last_day_before(before),
        finished_before=_day(row["finished_before"], year),
    )


def next_round(level: Level, proposed_on: date) -> ProposalRound:
    """Return the first round of a level that still accepts a proposal of this day."""
    rounds = [one for year in (proposed_on.year, proposed_on.year + 1) for one in proposal_rounds(year)]
    open_rounds = [one for one in rounds if one.level == level and one.last_proposal_day >= proposed_on]
    return min(open_rounds, key=lambda one: one.last_proposal_day)


def _day(printed: str, year: int) -> date:
    day, month = printed.split("-")
    return date(year, int(month), int(day))
