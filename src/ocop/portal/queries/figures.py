"""Live counts of the home page: how many products are valid today, by star, sector and province."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone

from ocop.recognition.models import RegisterEntry
from ocop.recognition.queries.register_filters import state_condition

SECONDS = 60


@dataclass(frozen=True)
class Figures:
    """Counts with the moment they were made: of products in force, except ``all_products`` and ``demo``, which count every record."""

    at: datetime
    all_products: int
    in_force: int
    by_star: dict[int, int]
    by_sector: dict[str, int]
    provinces: int
    demo: int


def register_figures() -> Figures:
    """Return the counts of the register, at most a minute old (two queries a minute)."""
    return cache.get_or_set("register-figures", _count, SECONDS) or _count()


def _count() -> Figures:
    now = timezone.now()
    valid = state_condition("in_force", timezone.localdate(now))
    rows = list(
        RegisterEntry.objects.values("star_rating", "sector_code", "is_demo").annotate(
            every=Count("pk"), valid=Count("pk", filter=valid)
        )
    )
    by_star: dict[int, int] = {5: 0, 4: 0, 3: 0}
    by_sector: dict[str, int] = {}
    for row in rows:
        by_star[row["star_rating"]] = by_star.get(row["star_rating"], 0) + row["valid"]
        by_sector[row["sector_code"]] = by_sector.get(row["sector_code"], 0) + row["valid"]
    return Figures(
        at=now,
        all_products=sum(row["every"] for row in rows),
        in_force=sum(row["valid"] for row in rows),
        by_star=by_star,
        by_sector=by_sector,
        provinces=RegisterEntry.objects.filter(valid & ~Q(province_code="")).aggregate(
            n=Count("province_code", distinct=True)
        )["n"],
        demo=sum(row["every"] for row in rows if row["is_demo"]),
    )
