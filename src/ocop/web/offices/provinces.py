"""What a province opens on: dossiers by stage and age, its communes with their stars, its rounds against the calendar (Đ.5.1, 7.3)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from ocop.people.models import UserAccount
from ocop.reviewing.queries.stages import counts_by_unit, stage_counts
from ocop.reviewing.queries.worklists_province import (
    AT_OFFICE,
    IN_PROVINCE,
    UNDER_WAY,
    province_dossiers,
    rounds_with_counts,
)
from ocop.territory.queries.units import communes_of, unit_with_path
from ocop.web.drawings.charts import Mark

from .calendars import calendar_of, opened
from .parts import Calendar, OfficeHome, Places, address
from .stages import stage_work
from .stars import commune_places, home_of_territory

STAGES = (*AT_OFFICE, *UNDER_WAY)


def province_homes(user: UserAccount, paths: Sequence[str], *, on: date) -> list[OfficeHome]:
    """Dossiers of all the person's provinces stand in the first home, as they stand in one list; each province has its map."""
    dossiers = province_dossiers(user)
    counts, by_unit = stage_counts(dossiers, states=STAGES, today=on), counts_by_unit(dossiers, states=STAGES)
    at = partial(address, "reviewing:province_queue")
    work = stage_work(counts, where="tỉnh", every=IN_PROVINCE, today=on, at=at)
    return [
        home_of_territory(
            f"tinh-{path.strip('/')}",
            path,
            on=on,
            work=None if number else work,
            places=_places(path, by_unit, on),
            calendar=None if number else _calendar(user, on),
        )
        for number, path in enumerate(paths)
    ]


def _places(path: str, by_unit: dict[int, int], on: date) -> Places | None:
    province = unit_with_path(path)
    return commune_places(province, list(communes_of(province, on)), by_unit, on=on) if province else None


def _calendar(user: UserAccount, on: date) -> Calendar | None:
    rounds = [
        (one.name, one.year, one.proposals_before, one.finished_before, _dossiers(one.pk, sum(counts.values())))
        for one, counts in rounds_with_counts(user)
    ]
    return calendar_of(opened(rounds), key="dot-tinh", today=on)


def _dossiers(pk: int, number: int) -> Mark:
    return Mark(number, address("reviewing:province_queue", trang_thai="tat-ca", dot=pk))
