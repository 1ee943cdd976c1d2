"""Load the administrative units with their periods and successions; repeating the load changes nothing.

Sources: the package `vietnamadminunits`, `data/succession_corrections.yaml` and `data/later_changes.yaml` (see `timeline.py`).
A unit that changed gets a new row; the old one only receives its last day.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from ocop.ledger.models import AuditEntry
from ocop.ledger.operations import record
from ocop.territory.models import AdministrativeLevel, AdministrativeUnit, UnitSuccession
from ocop.territory.sources import fingerprint, read_published
from ocop.territory.timeline import DATA, ChangeError, Key, Period, Timeline, build_timeline, read_data
from ocop.territory.verifying import LOADED, contents_of_units, differing_provinces, province_of
from ocop.vietnamese import fold, nfc, sort_key

if TYPE_CHECKING:
    from ocop.people.models import UserAccount

Progress = Callable[[str, int, int], None]
OWN_FILES = ("later_changes.yaml", "succession_corrections.yaml")
TOP_DOWN = (AdministrativeLevel.PROVINCE, AdministrativeLevel.DISTRICT, AdministrativeLevel.COMMUNE)
SIX_PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class LoadReport:
    """What a load changed."""

    units: int  # rows the sources describe
    created: int
    closed: int
    successions: int
    unchanged: bool


def read_timeline() -> Timeline:
    """Read the sources and put them on one timeline; raises ``SourceError`` or ``ChangeError``."""
    later = read_data("later_changes.yaml")
    return build_timeline(read_published(), read_data("succession_corrections.yaml"), later["changes"])


@transaction.atomic
def load_units(*, by: "UserAccount | None", at: datetime, progress: Progress | None = None) -> LoadReport:
    """Bring every unit and succession of the sources into the database, with one ledger line.

    Raises ``SourceError`` when the package is missing and ``ChangeError`` when our own facts contradict it, or when units were
    changed behind the system's back: a load would take them under its hash.
    """
    tell = progress or (lambda stage, done, total: None)
    content = fingerprint(*((DATA / name).read_bytes() for name in OWN_FILES))
    same = AuditEntry.objects.filter(action=LOADED, details__fingerprint=content, details__has_key="contents")
    earlier = same.order_by("-sequence").first()
    if earlier and AdministrativeUnit.objects.count() >= earlier.details["units"]:
        return LoadReport(earlier.details["units"], 0, 0, 0, unchanged=True)
    timeline = read_timeline()
    stored = {_key(unit): unit for unit in AdministrativeUnit.objects.all()}
    _refuse_what_was_changed(timeline, stored)
    created = _create_missing(timeline, stored, tell)
    closed = _bring_up_to_date(timeline, stored)
    linked = _link(timeline, stored)
    tell("Đã nạp đơn vị hành chính", len(timeline.periods), len(timeline.periods))
    if created or closed or linked or not earlier:
        _record(stored, content, timeline, by=by, at=at)
        _refresh_statistics()
    return LoadReport(len(timeline.periods), created, closed, linked, unchanged=not (created or closed or linked))


def _refresh_statistics() -> None:
    """Tell PostgreSQL at once how full the tables are; until it looked by itself it would join 10,000 rows one by one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in (AdministrativeUnit, UnitSuccession):
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _record(
    stored: dict[Key, AdministrativeUnit], content: str, timeline: Timeline, *, by: "UserAccount | None", at: datetime
) -> None:
    counted = {"units": len(timeline.periods), "successions": len(timeline.links)}
    details = {"fingerprint": content, **counted, "contents": contents_of_units()}
    record(LOADED, next(iter(stored.values())), by=by, at=at, reason="Nạp danh mục đơn vị hành chính", details=details)


def _refuse_what_was_changed(timeline: Timeline, stored: dict[Key, AdministrativeUnit]) -> None:
    """Rows that are missing come again; rows that say something else than their load and their source are a matter for people."""
    doubtful = {province for province, differs in differing_provinces().items() if differs}
    told = {(one.predecessor, one.successor) for one in timeline.links}
    links = UnitSuccession.objects.select_related("predecessor", "successor") if doubtful else ()
    wrong = {
        unit.path
        for key, unit in stored.items()
        if province_of(unit.path) in doubtful and not _says(unit, timeline.periods.get(key))
    } | {one.successor.path for one in links if (_key(one.predecessor), _key(one.successor)) not in told}
    if wrong:
        raise ChangeError(
            f"Đơn vị hành chính đã bị sửa ngoài hệ thống ({', '.join(sorted(wrong)[:5])}); hãy khôi phục trước khi nạp."
        )


def _says(unit: AdministrativeUnit, period: Period | None) -> bool:
    if period is None:
        return False
    same = all(getattr(unit, name) == value for name, value in _columns(period).items() if name != "effective_to")
    return same and unit.effective_to in (None, period.effective_to)


def _key(unit: AdministrativeUnit) -> Key:
    return (unit.code, unit.level, unit.effective_from)


def _create_missing(timeline: Timeline, stored: dict[Key, AdministrativeUnit], tell: Progress) -> int:
    """Create the rows of periods that are not stored yet, provinces first so that parents have their numbers."""
    missing = [period for key, period in timeline.periods.items() if key not in stored]
    done = 0
    for level in TOP_DOWN:
        parents = _newest_by_path(stored)
        rows = [_row(period, parents.get(period.parent_path)) for period in missing if period.level == level]
        for unit in AdministrativeUnit.objects.bulk_create(rows):
            stored[unit.code, unit.level, unit.effective_from] = unit
        done += len(rows)
        tell("Đang nạp đơn vị hành chính", done, len(missing))
    return done


def _newest_by_path(stored: dict[Key, AdministrativeUnit]) -> dict[str, AdministrativeUnit]:
    return {unit.path: unit for unit in sorted(stored.values(), key=lambda unit: unit.effective_from)}


def _row(period: Period, parent: AdministrativeUnit | None) -> AdministrativeUnit:
    name = nfc(period.name)
    return AdministrativeUnit(
        **_columns(period), parent=parent, search_key=fold(name), sort_key=sort_key(name).encode()
    )


def _columns(period: Period) -> dict[str, Any]:
    """What the sources say of a unit, by column."""
    return {
        "code": period.code,
        "level": period.level,
        "unit_type": period.unit_type,
        "name": nfc(period.name),
        "path": period.path,
        "latitude": _degrees(period.latitude),
        "longitude": _degrees(period.longitude),
        "effective_from": period.effective_from,
        "effective_to": period.effective_to,
        "legal_source": period.legal_source,
    }


def _degrees(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(SIX_PLACES)


def _bring_up_to_date(timeline: Timeline, stored: dict[Key, AdministrativeUnit]) -> int:
    """Give ended periods their last day, and units below a changed one its newest row as parent; count the rows."""
    newest = _newest_by_path(stored)
    changed = []
    for key, period in timeline.periods.items():
        unit, parent = stored[key], newest.get(period.parent_path)
        ends = unit.effective_to is None and period.effective_to is not None
        moves = parent is not None and unit.parent_id != parent.pk
        if ends or moves:
            unit.parent = parent
            unit.effective_to = period.effective_to if ends else unit.effective_to
            changed.append(unit)
    AdministrativeUnit.objects.bulk_update(changed, ["effective_to", "parent"], batch_size=200)
    return len(changed)


def _link(timeline: Timeline, stored: dict[Key, AdministrativeUnit]) -> int:
    """Store the successions that are not there yet; return how many."""
    known = set(UnitSuccession.objects.values_list("predecessor_id", "successor_id", "effective_on"))
    rows: Iterable[UnitSuccession] = (
        UnitSuccession(
            predecessor=stored[one.predecessor],
            successor=stored[one.successor],
            whole=one.whole,
            effective_on=one.effective_on,
            legal_source=one.legal_source,
        )
        for one in timeline.links
    )
    new = [row for row in rows if (row.predecessor_id, row.successor_id, row.effective_on) not in known]
    UnitSuccession.objects.bulk_create(new)
    return len(new)
