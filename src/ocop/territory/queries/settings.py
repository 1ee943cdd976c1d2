"""The value of a setting in a territory on a day: the nearest unit upward that replaced it, else the national default of the law room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from ocop.law.settings import setting
from ocop.territory.models import AdministrativeUnit, Setting

# What provinces and communes may set for themselves; every other setting is asked of the law, or of a council's rules.
LOCAL = (
    "commune.may_return",
    "commune.supplement_stops_clock",
    "complaint.answer_days",
    "complaint.routing",
    "council.advisory_report_required",
    "product_code.sequence_scope",
    "province.check_days",
    "re_recognition.late_filing",
)


def ancestors_of(unit_path: str) -> list[str]:
    """Return the paths that contain a path, itself included: "80/25459/" gives "80/25459/" and "80/"."""
    parts = unit_path.rstrip("/").split("/") if unit_path else []
    return ["/".join(parts[:end]) + "/" for end in range(len(parts), 0, -1)]


@dataclass(frozen=True)
class LocalValues:
    """What some places set for one setting, with the first day of each value; read once for a whole list."""

    name: str
    rows: tuple[tuple[str | None, date, Any], ...]  # by first day

    def at(self, unit_path: str, on: date) -> Any:
        """Return the value at a place on a day; raises ``UnknownSettingError`` when nobody set it and the law has none."""
        newest = {path: value for path, since, value in self.rows if since <= on}
        for path in [*ancestors_of(unit_path), None]:
            if path in newest:
                return newest[path]
        return setting(self.name, on)


def local_values(name: str, unit_paths: Iterable[str]) -> LocalValues:
    """Return what these places, those above them and the whole country set for a setting (one query)."""
    paths = {one for path in unit_paths for one in ancestors_of(path)}
    rows = (
        Setting.objects.filter(Q(unit__isnull=True) | Q(unit__path__in=paths), name=name)
        .order_by("effective_from")
        .values_list("unit__path", "effective_from", "value")
    )
    return LocalValues(name, tuple(rows))


def setting_for(unit: AdministrativeUnit | str | None, name: str, on: date) -> Any:
    """Return the value of a setting at a place (a unit or the path of one; None is the whole country) on a day.

    Order: the commune's own, the province's, one for the whole country, the default of `law/data/settings`.
    Raises ``UnknownSettingError`` when the law room has no such setting and nobody set it.
    """
    path = unit.path if isinstance(unit, AdministrativeUnit) else unit or ""
    return local_values(name, [path]).at(path, on)
