"""Compare the administrative units with what the ledger says of their load: pages name places by them, and rights are prefixes of their paths.

Units are loaded by the thousand and never changed one by one; so one line holds a hash per province, and not one hash per row.
"""

from collections.abc import Iterator

from ocop.ledger.chain import content_hash
from ocop.ledger.comparing import CHANGED
from ocop.ledger.keeping import plain
from ocop.ledger.models import AuditEntry
from ocop.ledger.verifying import Finding
from ocop.territory.models import AdministrativeUnit, UnitSuccession

LOADED = "units_loaded"
FORMER = "cu"  # the first part of every path of a unit that ended on 30/6/2025


def contents_of_units() -> dict[str, str]:
    """Return a hash of the units of each province, former ones by theirs ("cu/72"), with all that went into them; two queries."""
    units = [one.attname for one in AdministrativeUnit._meta.concrete_fields]
    links = [one.attname for one in UnitSuccession._meta.concrete_fields]
    rows: dict[str, list[object]] = {}
    for path, *row in AdministrativeUnit.objects.order_by("pk").values_list("path", *units).iterator(5000):
        rows.setdefault(province_of(path), []).append([plain(one) for one in row])
    going = UnitSuccession.objects.order_by("pk").values_list("successor__path", *links)
    for path, *row in going.iterator(5000):
        rows.setdefault(province_of(path), []).append([plain(one) for one in row])
    return {province: content_hash(found) for province, found in sorted(rows.items())}


def province_of(path: str) -> str:
    """Return the province that a path lies in, "80" or "cu/72"."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == FORMER else parts[0]


def differing_provinces() -> dict[str, bool]:
    """Return for each province that the newest load names, or that stands here, whether its units differ; empty before a first load."""
    newest = AuditEntry.objects.filter(action=LOADED, details__has_key="contents").order_by("-sequence").first()
    if newest is None:
        return {}
    told, found = newest.details["contents"], contents_of_units()
    return {province: told.get(province) != found.get(province) for province in sorted({*told, *found})}


def changed_units() -> Iterator[Finding | None]:
    """Yield for each province ``None`` when its units are as they were loaded, else what is wrong."""
    for province, differs in differing_provinces().items():
        yield Finding(f"Đơn vị hành chính của tỉnh có mã {province}", CHANGED) if differs else None
