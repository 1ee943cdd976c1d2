"""The shelf of the scoring sheets: each version is read from its file once and kept in memory.

>>> sheet = get_sheet("R4", 11)
>>> sheet.criterion("2.3").options[2].star_gate
4
"""

from functools import cache

from ocop.law.loading import newest_version, read_sheet
from ocop.law.sheets import SET_NUMBERS, Sheet, UnknownSheetError


@cache
def get_sheet(regime: str, number: int, version: int | None = None) -> Sheet:
    """Return one sheet, its newest version unless another is asked for; UnknownSheetError when there is none."""
    if version is None:
        return get_sheet(regime, number, newest_version(regime, number))
    return read_sheet(regime, number, version)


def sheet_with_hash(regime: str, number: int, sheet_hash: str) -> Sheet:
    """Return the version of a sheet that a dossier was filed on; UnknownSheetError when none has this hash."""
    for version in range(get_sheet(regime, number).version, 0, -1):
        if (sheet := get_sheet(regime, number, version)).sheet_hash == sheet_hash:
            return sheet
    raise UnknownSheetError(f"Bộ {number} ({regime}) không có phiên bản với mã kiểm tra {sheet_hash}.")


@cache
def all_sheets(regime: str) -> tuple[Sheet, ...]:
    """Return the 26 sheets of a regime in order; UnknownSheetError for a regime without sheets."""
    return tuple(get_sheet(regime, number) for number in SET_NUMBERS)
