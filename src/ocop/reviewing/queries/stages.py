"""How many dossiers stand at each stage, how old they are and what falls due: one query for all of them.

The conditions are those of the work lists (``narrowing``), so a number on the home page and the list behind it cannot differ.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from ocop.dossiers.models import Dossier

from .narrowing import AGES, LATE, SOON, age_condition, due_condition


@dataclass(frozen=True)
class StageCount:
    """Dossiers of one state: by age in the order of ``AGES``, those late, those due soon, the oldest."""

    state: str
    by_age: tuple[int, ...]
    late: int
    soon: int
    oldest_days: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_age)


def stage_counts(
    dossiers: QuerySet[Dossier], *, states: tuple[str, ...], today: date, running: Q | None = None
) -> list[StageCount]:
    """Count dossiers by state in the order given, states without one left out; ``running`` narrows what counts as due."""
    runs = running or Q()
    ages = {f"age_{number}": Count("pk", filter=age_condition(age, today)) for number, age in enumerate(AGES)}
    rows = (
        dossiers.filter(state__in=states)
        .order_by()
        .values("state")
        .annotate(
            late=Count("pk", filter=due_condition(LATE, today) & runs),
            soon=Count("pk", filter=due_condition(SOON, today) & runs),
            first=Min("submitted_at"),
            **ages,
        )
    )
    found = {row["state"]: _count(dict(row), today) for row in rows}
    return [found[state] for state in states if state in found]


def _count(row: dict[str, Any], today: date) -> StageCount:
    first: datetime = row["first"]
    return StageCount(
        state=row["state"],
        by_age=tuple(row[f"age_{number}"] for number in range(len(AGES))),
        late=row["late"],
        soon=row["soon"],
        oldest_days=(today - timezone.localdate(first)).days,
    )


def counts_by_unit(dossiers: QuerySet[Dossier], *, states: tuple[str, ...]) -> dict[int, int]:
    """Count dossiers in these states by commune (one query)."""
    rows = dossiers.filter(state__in=states).order_by().values_list("unit").annotate(number=Count("pk"))
    return dict(rows)
