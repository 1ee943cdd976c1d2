"""Which criteria sheets an authorised person confirmed, by their exact version."""

from collections.abc import Iterable

from ocop.dossiers.models import SheetConfirmation
from ocop.law.sheets import Sheet


def confirmation_of(sheet: Sheet) -> SheetConfirmation | None:
    """Return the confirmation of exactly this version of the sheet, None when there is none."""
    return (
        SheetConfirmation.objects.filter(regime=sheet.regime, set_number=sheet.number, sheet_hash=sheet.sheet_hash)
        .select_related("confirmed_by")
        .first()
    )


def confirmations_of(sheets: Iterable[Sheet]) -> dict[int, SheetConfirmation]:
    """Return the confirmations of exactly these sheets, by number; other versions do not count (one query)."""
    wanted = {(sheet.regime, sheet.number, sheet.sheet_hash) for sheet in sheets}
    rows = SheetConfirmation.objects.filter(sheet_hash__in={key for _, _, key in wanted}).select_related("confirmed_by")
    return {row.set_number: row for row in rows if (row.regime, row.set_number, row.sheet_hash) in wanted}
