"""Which criteria sheets an authorised person confirmed, by their exact version."""

from ocop.dossiers.models import SheetConfirmation
from ocop.law.sheets import Sheet
from ocop.law.shelf import all_sheets


def confirmation_of(sheet: Sheet) -> SheetConfirmation | None:
    """Return the confirmation of exactly this version of the sheet, None when there is none."""
    return (
        SheetConfirmation.objects.filter(regime=sheet.regime, set_number=sheet.number, sheet_hash=sheet.sheet_hash)
        .select_related("confirmed_by")
        .first()
    )


def confirmations_of(regime: str) -> dict[int, SheetConfirmation]:
    """Return the confirmations of the sheets of a regime as they are now, by number; older versions do not count."""
    hashes = {sheet.number: sheet.sheet_hash for sheet in all_sheets(regime)}
    rows = SheetConfirmation.objects.filter(regime=regime, sheet_hash__in=hashes.values()).select_related(
        "confirmed_by"
    )
    return {row.set_number: row for row in rows if row.sheet_hash == hashes.get(row.set_number)}
