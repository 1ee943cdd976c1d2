"""Linters of small numbers: zero, yes or no, pieces of a whole, places on earth (GS1 General Specifications, section 3)."""

import re

from ocop.gs1.linters.characters import csetnumeric
from ocop.gs1.linters.faults import Fault, whole

POSITION = re.compile(r"(\d+)/(\d+)", re.ASCII)
DEGREES_DIGITS = 10
HIGHEST_LATITUDE, HIGHEST_LONGITUDE = 1_800_000_000, 3_600_000_000  # ten-millionths of a degree, moved to begin at zero


def zero(data: str) -> Fault | None:
    """Zeros only."""
    return None if data and set(data) == {"0"} else whole("NOT_ZERO", data)


def nonzero(data: str) -> Fault | None:
    """A number that is not zero."""
    if fault := csetnumeric(data):
        return fault
    return None if data.strip("0") else whole("ILLEGAL_ZERO_VALUE", data)


def nozeroprefix(data: str) -> Fault | None:
    """A number without leading zeros."""
    if fault := csetnumeric(data):
        return fault
    return Fault("ILLEGAL_ZERO_PREFIX", 0, 1) if data.startswith("0") else None


def yesno(data: str) -> Fault | None:
    """0 or 1."""
    return None if data in {"0", "1"} else whole("NOT_ZERO_OR_ONE", data)


def winding(data: str) -> Fault | None:
    """A winding direction: 0, 1 or 9."""
    return None if data in {"0", "1", "9"} else whole("INVALID_WINDING_DIRECTION", data)


def iso5218(data: str) -> Fault | None:
    """A sex as ISO 5218 writes it: 0, 1, 2 or 9."""
    return None if data in {"0", "1", "2", "9"} else whole("INVALID_BIOLOGICAL_SEX_CODE", data)


def pieceoftotal(data: str) -> Fault | None:
    """A piece and the total of pieces, each half of the digits."""
    if not data or len(data) % 2:
        return whole("INVALID_LENGTH_FOR_PIECE_OF_TOTAL", data)
    if fault := csetnumeric(data):
        return fault
    half = len(data) // 2
    piece, total = int(data[:half]), int(data[half:])
    if not piece:
        return Fault("ZERO_PIECE_NUMBER", 0, half)
    if not total:
        return Fault("ZERO_TOTAL_PIECES", half, half)
    return whole("PIECE_NUMBER_EXCEEDS_TOTAL", data) if piece > total else None


def posinseqslash(data: str) -> Fault | None:
    """A place in a sequence and its end, 2/3, without leading zeros."""
    match = POSITION.fullmatch(data)
    if match is None:
        return whole("POSITION_IN_SEQUENCE_MALFORMED", data)
    for number in (1, 2):
        if match.group(number).startswith("0"):
            return Fault("ILLEGAL_ZERO_PREFIX", match.start(number), len(match.group(number)))
    return whole("POSITION_EXCEEDS_END", data) if int(match.group(1)) > int(match.group(2)) else None


def latitude(data: str) -> Fault | None:
    """A latitude of ten digits, moved by 90 degrees."""
    return _degrees(data, HIGHEST_LATITUDE, "LATITUDE")


def longitude(data: str) -> Fault | None:
    """A longitude of ten digits, moved by 180 degrees."""
    return _degrees(data, HIGHEST_LONGITUDE, "LONGITUDE")


def _degrees(data: str, highest: int, name: str) -> Fault | None:
    if fault := csetnumeric(data):
        return fault
    if len(data) != DEGREES_DIGITS:
        return whole(f"{name}_INVALID_LENGTH", data)
    return whole(f"INVALID_{name}", data) if int(data) > highest else None
