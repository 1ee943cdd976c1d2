"""Every read of this room, one file for each subject."""

from ocop.territory.queries.settings import setting_for
from ocop.territory.queries.successions import Successor, current_units_of, origins_of
from ocop.territory.queries.units import communes_of, provinces, unit_at, unit_named, units_in_force

__all__ = [
    "Successor",
    "communes_of",
    "current_units_of",
    "origins_of",
    "provinces",
    "setting_for",
    "unit_at",
    "unit_named",
    "units_in_force",
]
