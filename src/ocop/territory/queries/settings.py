"""The value of a setting in a territory on a day: the nearest unit upward that replaced it, else the national default of the law room."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ocop.law.settings import setting
from ocop.territory.models import AdministrativeUnit, Setting


def ancestors_of(unit_path: str) -> list[str]:
    """Return the paths that contain a path, itself included: "80/25459/" gives "80/25459/" and "80/"."""
    parts = unit_path.rstrip("/").split("/") if unit_path else []
    return ["/".join(parts[:end]) + "/" for end in range(len(parts), 0, -1)]


def setting_for(unit: AdministrativeUnit | str | None, name: str, on: date | None = None) -> Any:
    """Return the value of a setting at a place (a unit or the path of one; None is the whole country) on a day.

    Order: the commune's own, the province's, one for the whole country, the default of `law/data/settings.yaml`.
    Raises ``UnknownSettingError`` when the law room has no such setting and nobody set it.
    """
    day = on or timezone.localdate()
    paths = ancestors_of(unit.path if isinstance(unit, AdministrativeUnit) else unit or "")
    rows = (
        Setting.objects.filter(Q(unit__isnull=True) | Q(unit__path__in=paths), name=name, effective_from__lte=day)
        .order_by("effective_from")
        .values_list("unit__path", "value")
    )
    newest = dict(rows)  # a later row of the same unit replaces the earlier one
    for path in [*paths, None]:
        if path in newest:
            return newest[path]
    return setting(name, day)
