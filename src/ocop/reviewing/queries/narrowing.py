"""When a step falls due and how long ago a dossier was filed: one condition counts on the home page and narrows the work list.

The due date of a step is the one the law's clocks gave it when it began (QĐ 26/2026, Đ.5.1, 7.2); how many days ahead "soon" reaches
is the setting that reminders go by.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from ocop.dossiers import clocks
from ocop.dossiers.models import TERMINAL_STATES, Dossier, DossierState
from ocop.law.settings import setting
from ocop.territory.queries.settings import local_values

LATE, SOON = "qua-han", "sap-den"
DUE_WORDS = {LATE: "Quá hạn", SOON: "Sắp đến hạn"}
# Value in an address → (words, days since filing: from, to); the last one is open.
AGES: dict[str, tuple[str, int, int | None]] = {
    "duoi-30": ("Dưới 30 ngày", 0, 29),
    "30-90": ("30 đến 90 ngày", 30, 90),
    "tren-90": ("Trên 90 ngày", 91, None),
}


@dataclass(frozen=True)
class Narrowed:
    """What an address asks for beside the state: due dates and ages; empty means all."""

    due: str = ""
    age: str = ""

    @property
    def words(self) -> str:
        """Both conditions in words."""
        return ", ".join(filter(None, (DUE_WORDS.get(self.due, ""), age_words(self.age))))


EVERYTHING = Narrowed()


def age_words(age: str) -> str:
    """Return an age group in words; nothing for none."""
    return f"nộp {AGES[age][0].lower()}" if age in AGES else ""


def read_narrowed(due: str, age: str) -> Narrowed:
    """Keep of an address what makes sense."""
    return Narrowed(due if due in DUE_WORDS else "", age if age in AGES else "")


def narrowed(
    dossiers: QuerySet[Dossier], chosen: Narrowed, *, today: date, communes: Iterable[str] = ()
) -> QuerySet[Dossier]:
    """Keep the dossiers of a due date and an age; ``communes`` are those whose clock may stand still."""
    if chosen.due:
        dossiers = dossiers.filter(due_condition(chosen.due, today) & clock_runs(communes, today))
    return dossiers.filter(age_condition(chosen.age, today)) if chosen.age else dossiers


def due_condition(due: str, today: date) -> Q:
    """Return the dossiers whose present step is over its day, or comes to it within the days of reminders."""
    open_ones = ~Q(state__in=TERMINAL_STATES)
    if due == LATE:
        return open_ones & Q(due_on__lt=today)
    return open_ones & Q(due_on__range=(today, today + timedelta(days=days_ahead(today))))


def days_ahead(today: date) -> int:
    """Return how many days ahead "soon" reaches."""
    return int(setting("notice.due_days_ahead", today))


def age_condition(age: str, today: date) -> Q:
    """Return the dossiers first filed, or filed anew, so many days ago, whole days of Vietnam."""
    _words, youngest, oldest = AGES[age]
    condition = Q(submitted_at__lt=_midnight(today - timedelta(days=youngest - 1)))
    return condition if oldest is None else condition & Q(submitted_at__gte=_midnight(today - timedelta(days=oldest)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def clock_runs(communes: Iterable[str], today: date) -> Q:
    """Return the dossiers whose clock runs: while a commune waits for the producer it may stand still, by its setting (OQ-04)."""
    paths = sorted(set(communes))
    if not paths:
        return Q()
    rule, stopped = local_values(clocks.STOPS, paths), Q(pk__in=[])
    for path in paths:
        if rule.at(path, today):
            stopped |= Q(unit_path__inside=path, state=DossierState.COMMUNE_SUPPLEMENT)
    return ~stopped
