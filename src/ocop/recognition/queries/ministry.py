"""What waits for the ministry (QĐ 26/2026, Đ.5.2, 7.4): products from 90 points by province and by time, and the rounds ahead.

A product belongs to the round whose last day of proposals is the next one after the province approved its result; it is late when the
day before which that round ends has come.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ocop.councils.models import EvaluationResult
from ocop.dossiers.levels import EvaluationLevel
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.access import MINISTRY_ROLES
from ocop.dossiers.states import FROM_NINETY
from ocop.law.procedure import ProposalRound, next_round, proposal_rounds
from ocop.people.models import UserAccount
from ocop.people.rights import inside_units_of
from ocop.recognition.models import DecisionItem, DecisionKind

from .results import results_of

# Value in an address → (words, days since the province's decision: from, to); the last one is open.
WAITS: dict[str, tuple[str, int, int | None]] = {
    "duoi-30": ("Dưới 30 ngày", 0, 29),
    "30-90": ("30 đến 90 ngày", 30, 90),
    "tren-90": ("Trên 90 ngày", 91, None),
}


@dataclass(frozen=True)
class MinistryRow:
    """A potential five-star product: its mean, its province, since when it waits."""

    item: DecisionItem
    result: EvaluationResult | None
    since: date


@dataclass(frozen=True)
class Waiting:
    """What an address asks for; empty means all."""

    province: str = ""  # code
    wait: str = ""
    late: bool = False


def ministry_items(user: UserAccount) -> QuerySet[DecisionItem]:
    """Products that wait for the ministry, longest first."""
    return DecisionItem.objects.filter(
        inside_units_of(user, MINISTRY_ROLES, field="dossier__unit_path"),
        decision__kind=DecisionKind.RESULT_APPROVAL,
        dossier__state__in=FROM_NINETY,
    ).order_by("decision__decided_on", "pk")


def ministry_rows(user: UserAccount, chosen: Waiting | None = None, *, today: date | None = None) -> list[MinistryRow]:
    """Products that wait for the ministry, of a province and an age where asked for, longest first (two queries)."""
    found = ministry_items(user).select_related("decision__unit", "dossier__product", "dossier__producer")
    items = [one for one in found if chosen is None or _fits(one, chosen, today or date.max)]
    results = results_of((item.dossier for item in items), level=EvaluationLevel.PROVINCE)
    return [MinistryRow(item, results.get(item.dossier_id), item.decision.decided_on) for item in items]


def _fits(item: DecisionItem, chosen: Waiting, today: date) -> bool:
    since = item.decision.decided_on
    if chosen.province and not item.dossier.unit_path.startswith(f"{chosen.province}/"):
        return False
    return (not chosen.wait or wait_of(since, today) == chosen.wait) and (not chosen.late or is_late(since, today))


def wait_of(since: date, today: date) -> str:
    """Return the group of ``WAITS`` that a product falls in on a day."""
    days = (today - since).days
    return next((wait for wait, (_words, _first, last) in WAITS.items() if last is None or days <= last), "")


def is_late(since: date, today: date) -> bool:
    """Whether the round to which a product approved on a day belongs should be finished."""
    return today >= next_round("central", since).finished_before


@dataclass(frozen=True)
class MinistryCounts:
    """How many products wait: in each province by the groups of ``WAITS``, and those that are late."""

    by_province: dict[str, dict[str, int]]
    total: int
    late: int
    longest_days: int


def ministry_counts(user: UserAccount, *, today: date) -> MinistryCounts:
    """Count what waits for the ministry (one query), the province with the most first."""
    rows = list(ministry_items(user).values_list("dossier__unit_path", "decision__decided_on"))
    groups = Counter((path.partition("/")[0], wait_of(since, today)) for path, since in rows)
    sums = Counter(path.partition("/")[0] for path, _since in rows)
    return MinistryCounts(
        by_province={code: {wait: groups[code, wait] for wait in WAITS} for code, _number in sums.most_common()},
        total=len(rows),
        late=sum(is_late(since, today) for _path, since in rows),
        longest_days=max(((today - since).days for _path, since in rows), default=0),
    )


def waiting_for_the_ministry() -> int:
    """Return how many products reached 90 points and wait for the ministry; a number that reports publish."""
    return Dossier.objects.filter(state__in=FROM_NINETY).count()


def ministry_rounds(today: date) -> dict[str, Any]:
    """Return the next round of the ministry and the rounds of this and next year that are still ahead (Đ.5.2)."""
    ahead = [one for one in central_rounds((today.year, today.year + 1)) if one.last_proposal_day >= today]
    following = next_round("central", today)
    return {
        "next": following,
        "days_left": (following.last_proposal_day - today).days,
        "ahead": sorted(ahead, key=lambda one: one.last_proposal_day)[:3],
    }


def central_rounds(years: Iterable[int]) -> list[ProposalRound]:
    """Return the ministry's rounds of these years."""
    return [one for year in years for one in proposal_rounds(year) if one.level == "central"]
