"""Due dates of a dossier's steps (QĐ 26/2026, Đ.7.2: 15 working days from receipt at the commune; Đ.5.1: end of a round).

Whether a supplement request stops the commune's clock is the setting ``commune.supplement_stops_clock`` (OQ-04). Pages show
the date that governs, and beside it how long the dossier waited for the producer. A day counted in working days is counted down in
working days on every page and in every notice; a day of the calendar (a round's, an answer's) in days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from ocop.law.calendar import last_day_before, unannounced_year, working_days_between
from ocop.law.governing import Law
from ocop.territory.queries.settings import setting_for
from ocop.vietnamese import format_date

from .law import law_day_of, law_of, local_setting
from .models import Dossier, DossierState, DossierType, EvaluationRound

STOPS = "commune.supplement_stops_clock"
# Steps whose day is counted in working days: reception and the commune's 15 (Đ.7.2), the province's check (``province.check_days``).
IN_WORKING_DAYS = frozenset(
    {DossierState.SUBMITTED, DossierState.COMMUNE_REVIEW, DossierState.COMMUNE_ASSESSED, DossierState.PROVINCE_REVIEW}
)


def counts_working_days(dossier: Dossier) -> bool:
    """Whether the day of the present step is counted in working days; the 45 days of a re-recognition are not (Đ.7.6.g)."""
    renewal = dossier.dossier_type == DossierType.RE_RECOGNITION and dossier.state == DossierState.PROVINCE_REVIEW
    return dossier.state in IN_WORKING_DAYS and not renewal


@dataclass(frozen=True)
class Wait:
    """Time in which the dossier was with the producer; ``until`` is empty while it still is."""

    since: date
    until: date | None


@dataclass(frozen=True)
class CommuneClock:
    """The commune's time limit as a page shows it."""

    received_on: date
    due_on: date
    days_left: int  # working days; negative when past
    waited: int  # working days with the producer
    waiting: bool
    stops: bool  # whether waiting moves the due date, by the setting

    @property
    def late(self) -> bool:
        """Whether the time limit is over."""
        return self.days_left < 0


def days_left(due_on: date, today: date, *, working: bool) -> int:
    """Return the days from today to a due date, in working days where it is counted in them; negative when past."""
    return working_days_left(due_on, today) if working else (due_on - today).days


def working_days_left(due_on: date, today: date) -> int:
    """Return the working days from today to the due date; 0 on the day itself, negative as soon as it is past."""
    left = working_days_between(today, due_on)
    # On a weekend after the last day no working day has passed yet, but the limit has.
    return min(left, -1) if today > due_on else left


def commune_clock(
    law: Law, received_on: date, waits: Iterable[Wait], *, today: date, stops: bool = False
) -> CommuneClock:
    """Return the commune's clock of a dossier received on a day (Đ.7.2), by its law, with the time it waited for the producer.

    ``stops`` says whether waiting moves the due date; see ``waiting_stops_clock``.
    """
    known = list(waits)
    waited = sum(working_days_between(wait.since, wait.until or today) for wait in known)
    due_on = law.commune_deadline(received_on)
    if stops:
        due_on = law.working_days_after(due_on, waited)
    waiting = any(wait.until is None for wait in known)
    return CommuneClock(received_on, due_on, working_days_left(due_on, today), waited, waiting, stops)


def due_in_words(due_on: date) -> str:
    """Say a due date counted in working days; where the days off of its year are not announced yet, that it may still move."""
    year = unannounced_year(due_on)
    return format_date(due_on) + (f" (tạm tính, lịch nghỉ năm {year} chưa công bố)" if year else "")


def waiting_stops_clock(unit_path: str, on: date) -> bool:
    """Whether a supplement request stops the commune's clock at a place (setting ``commune.supplement_stops_clock``)."""
    return bool(setting_for(unit_path, STOPS, on))


def clock_of(dossier: Dossier, *, today: date, stops: bool | None = None) -> CommuneClock | None:
    """Return the commune's clock of a dossier, None before the commune received it.

    Reads ``receipts`` and ``supplement_requests``; where many rows are shown, prefetch them and give ``stops``.
    """
    received = [one for one in dossier.receipts.all() if one.evaluation_level == "commune"]
    if not received:
        return None
    waits = [
        Wait(local_day(one.requested_at), local_day(one.answered_at) if one.answered_at else None)
        for one in dossier.supplement_requests.all()
        if one.evaluation_level == "commune"
    ]
    if stops is None:
        stops = waiting_stops_clock(dossier.unit_path, law_day_of(dossier))
    return commune_clock(law_of(dossier), received[0].received_on, waits, today=today, stops=stops)


def due_on_after_answer(dossier: Dossier, asked_by: str, *, on: date) -> date | None:
    """Return the due date of the step a dossier goes back to when the request of this level is answered."""
    if asked_by == "province":
        return province_due_on(dossier, on)
    if asked_by == "advisory":
        return round_due_on(dossier.round) if dossier.round else None
    clock = clock_of(dossier, today=on)
    return clock.due_on if clock else None


def province_due_on(dossier: Dossier, on: date) -> date | None:
    """Return the day by which the province has to be done: 45 days for a whole re-recognition (Đ.7.6.g).

    Otherwise its own target for the check (setting ``province.check_days``, OQ-08), None where it has none.
    """
    if dossier.dossier_type == DossierType.RE_RECOGNITION:
        return on + timedelta(days=law_of(dossier).procedure.re_recognition_limit_days)
    days = local_setting(dossier, "province.check_days")
    return None if days is None else law_of(dossier).working_days_after(on, int(days))


def round_due_on(evaluation_round: EvaluationRound) -> date:
    """Return the last day of "finished before …" of a round (Đ.5.1)."""
    return last_day_before(evaluation_round.finished_before)


def local_day(at: datetime) -> date:
    """Return the day of a moment in Vietnam."""
    return timezone.localdate(at)


def local_time(at: datetime) -> str:
    """Return a moment as people in Vietnam write it: ``09:41 ngày 14/10/2026``."""
    return timezone.localtime(at).strftime("%H:%M ngày %d/%m/%Y")
