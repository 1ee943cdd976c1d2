"""Keys under which producers and products are found without diacritics and stand in Vietnamese order."""

from ocop.territory.models import AdministrativeUnit
from ocop.vietnamese import fold, sort_key

UNNAMED = "Chưa rõ chủ thể"  # shown where a list names no producer; nobody is found by these words


def search_key_of(*words: str) -> str:
    """Fold words into one searchable line; empty ones leave no gap."""
    return fold(" ".join(word for word in words if word))


def sort_key_of(name: str) -> bytes:
    """Return the bytes under which a name stands in Vietnamese order in any database."""
    return sort_key(name).encode()


def place_words(unit: AdministrativeUnit | None) -> str:
    """Words of a place by which its products are found: the commune and its province."""
    if unit is None:
        return ""
    return f"{unit.full_name} {unit.parent.full_name}" if unit.parent else unit.full_name
