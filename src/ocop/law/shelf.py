"""The shelf of the scoring sheets: every version side by side, each read from its file once and kept in memory.

There is no way to ask for "the newest" sheet: a dossier is read by the hash it was filed on, a plan for a day takes the
version in force on that day, and a version is named by its number.

>>> sheet = get_sheet("R4", 11, 1)
>>> sheet.criterion("2.3").options[2].star_gate
4
>>> sheet_with_hash("R4", 11, sheet.sheet_hash) is sheet_in_force("R4", 11, date(2026, 6, 1)) is sheet
True
"""

from collections.abc import Mapping
from datetime import date
from functools import partial

from ocop.law.files import kept
from ocop.law.loading import read_sheet, sheet_versions, sheets_owner
from ocop.law.sheets import SET_NUMBERS, Sheet, UnknownSheetError


@kept
def get_sheet(regime: str, number: int, version: int) -> Sheet:
    """Return one version of a sheet; UnknownSheetError when there is none. Regimes that share sheets get the same object."""
    owner = sheets_owner(regime)
    if owner != regime:
        return get_sheet(owner, number, version)
    return read_sheet(regime, number, version)


@kept
def versions_of(regime: str, number: int) -> tuple[Sheet, ...]:
    """Return every version of a sheet, the first one first; UnknownSheetError for a sheet that does not exist."""
    return tuple(get_sheet(regime, number, version) for version in sheet_versions(regime, number))


@kept
def _by_hash(regime: str, number: int) -> Mapping[str, Sheet]:
    return {sheet.sheet_hash: sheet for sheet in versions_of(regime, number)}


def sheet_with_hash(regime: str, number: int, sheet_hash: str) -> Sheet:
    """Return the version that a dossier was filed on; UnknownSheetError when none on the shelf has this hash, never another."""
    try:
        return _by_hash(regime, number)[sheet_hash]
    except KeyError:
        raise UnknownSheetError(
            f"Bộ tiêu chí số {number} ({regime}) không có phiên bản với mã kiểm tra {sheet_hash[:12]}…; "
            "dữ liệu luật của máy chủ thiếu hoặc đã bị sửa."
        ) from None


def sheet_in_force(regime: str, number: int, on: date) -> Sheet:
    """Return the version with which a dossier filed on a day is scored; UnknownSheetError when there is none yet."""
    started = [sheet for sheet in versions_of(regime, number) if sheet.since is None or sheet.since <= on]
    if not started:
        raise UnknownSheetError(f"Bộ tiêu chí số {number} ({regime}) chưa có hiệu lực.")
    return started[-1]


@kept
def sheets_in_force(regime: str, on: date) -> tuple[Sheet, ...]:
    """Return the 26 sheets of a regime as they are on a day, in order; UnknownSheetError for a regime without sheets."""
    return tuple(map(partial(sheet_in_force, regime, on=on), SET_NUMBERS))


@kept
def all_versions(regime: str) -> tuple[Sheet, ...]:
    """Return every version of every sheet of a regime, by number; UnknownSheetError for a regime without sheets."""
    return tuple(sheet for number in SET_NUMBERS for sheet in versions_of(regime, number))
