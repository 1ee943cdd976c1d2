"""What a commune opens on: its dossiers by stage and age, its stars, and until when the province takes proposals (Đ.5.1, 7.2)."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from ocop.dossiers.models import EvaluationRound
from ocop.people.models import UserAccount
from ocop.reviewing.queries.narrowing import clock_runs
from ocop.reviewing.queries.stages import stage_counts
from ocop.reviewing.queries.worklists_commune import AT_COMMUNE, IN_WORK, commune_dossiers

from .calendars import calendar_of, opened
from .parts import Calendar, OfficeHome, address
from .stages import stage_work
from .stars import home_of_territory


def commune_homes(user: UserAccount, paths: Sequence[str], *, on: date) -> list[OfficeHome]:
    """Dossiers of all the person's communes stand in the first home, as they stand in one list; each commune has its stars."""
    running = clock_runs(paths, on)
    counts = stage_counts(commune_dossiers(user), states=AT_COMMUNE, today=on, running=running)
    at = partial(address, "reviewing:commune_queue")
    work = stage_work(counts, where="xã", every=IN_WORK, today=on, at=at)
    return [
        home_of_territory(
            f"xa-{path.strip('/').replace('/', '-')}",
            path,
            on=on,
            work=None if number else work,
            calendar=None if number else _calendar(path, on),
        )
        for number, path in enumerate(paths)
    ]


def _calendar(path: str, on: date) -> Calendar | None:
    province = f"{path.split('/', maxsplit=1)[0]}/"
    columns = ("name", "year", "proposals_before", "finished_before")
    rows = EvaluationRound.objects.filter(unit_path=province).values_list(*columns)
    return calendar_of(opened([(*row, None) for row in rows]), key="dot-tinh", today=on)
