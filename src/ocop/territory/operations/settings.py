"""Replace a national default of the law's data in a place: an act with a day, a source and a line, as the law leaves it to provinces."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ocop.law.settings import setting_entry
from ocop.ledger.errors import DomainError
from ocop.ledger.operations import record
from ocop.ledger.uniqueness import one_winner
from ocop.territory.models import AdministrativeUnit, Setting
from ocop.territory.queries.settings import LOCAL

if TYPE_CHECKING:
    from ocop.people.models import UserAccount


@one_winner()
def set_locally(
    name: str,
    value: Any,
    *,
    unit: AdministrativeUnit | None,
    effective_from: date,
    legal_source: str,
    by: "UserAccount | None",
    at: datetime,
) -> Setting:
    """Let a value hold in a place from a day on, in the whole country without one; the same value of that day is returned as it is.

    Raises ``DomainError`` for a setting that places do not replace, a value it cannot have, and another value of the same day.
    """
    if name not in LOCAL:
        raise DomainError(f"“{name}” không phải tham số mà địa phương được đặt riêng. Được đặt: {', '.join(LOCAL)}.")
    if not setting_entry(name, effective_from).accepts(value):
        raise DomainError(f"Tham số {name} không nhận giá trị {value}.")
    if not legal_source.strip():
        raise DomainError("Hãy ghi văn bản đặt giá trị này.")
    said = {"value": value, "legal_source": legal_source.strip()}
    row, new = Setting.objects.get_or_create(name=name, unit=unit, effective_from=effective_from, defaults=said)
    if not new and (row.value, row.legal_source) != (value, legal_source.strip()):
        raise DomainError(f"Tham số {name} đã có giá trị khác từ ngày đó ở nơi này.")
    if new:
        details = {"name": name, "value": value, "effective_from": effective_from.isoformat()}
        place = unit.path if unit else ""
        record("setting_replaced", row, by=by, at=at, unit_path=place, details=details, records=[row])
    return row
